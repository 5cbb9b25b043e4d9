import { paths } from '#app/paths.ts'
import type { Device } from '#device/device.ts'
import { hold, letGo } from './draftLock.ts'
import { findVisit, type Found } from './findVisit.ts'

/** The visit whose address the app was opened at, read before there is a screen. */
export interface FirstVisit {
  readonly device: Device
  readonly visitId: string
  readonly lock: 'held' | 'elsewhere'
  readonly found: Found
}

let first: FirstVisit | undefined

/**
 * Opens the visit whose address this is, so that its form stands with the first screen; nothing at any other address.
 * The lock is asked for while the device is still being opened, and everything is read under it. Never rejects: where
 * something fails, the screen meets the same.
 */
export async function openFirstVisit(path: string, device: Promise<Device | undefined>): Promise<void> {
  const visitId = path.startsWith(paths.visit('')) ? path.slice(paths.visit('').length) : ''
  if (visitId === '' || visitId.includes('/')) return
  const asked = hold(visitId)
  const opened = await device.catch(() => undefined)
  const lock = (await asked) ? 'held' : 'elsewhere'
  const found = opened && (await findVisit(opened, visitId, lock === 'elsewhere').catch(() => undefined))
  if (opened !== undefined && found !== undefined) first = { device: opened, visitId, lock, found }
  else if (lock === 'held') letGo(visitId)
}

/** What was opened for this screen, with its lock; once. */
export function takeFirstVisit(device: Device, visitId: string): FirstVisit | undefined {
  const taken = first
  first = undefined
  if (taken === undefined || (taken.device === device && taken.visitId === visitId)) return taken
  if (taken.lock === 'held') letGo(taken.visitId)
  return undefined
}
