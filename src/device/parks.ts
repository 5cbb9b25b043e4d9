import { makeId } from '#domain/ids.ts'
import type { HistoryBody } from '#domain/merge/history.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation } from './recordOperation.ts'

export type ParkBody = HistoryBody<'park'>

/** Adds a park, or says anew what one is. Returns its id. */
export async function setPark(
  device: Device,
  parkId: string | undefined,
  body: ParkBody,
): Promise<Result<string>> {
  if (!(await mayRecord(device, 'park.set'))) return refuse('notAllowed')
  const name = body.name.normalize('NFC').trim()
  if (name === '') return refuse('reasonMissing', { at: 'name' })
  const formerNames = body.formerNames.map((one) => one.normalize('NFC').trim()).filter((one) => one !== '')
  const recordId = parkId ?? makeId(device.now(), device.randomBytes)
  const recorded = await recordOperation(device, {
    kind: 'park.set',
    recordId,
    body: { ...body, name, formerNames },
  })
  return recorded.ok ? succeed(recordId) : recorded
}

/** A commune as an office knows it today. */
export interface NewCommune {
  /** The official code, five digits; it never changes, whatever the commune is called. */
  readonly code: string
  readonly name: string
  readonly provinceCode: string
  readonly provinceName: string
}

/** Adds a commune that parks may lie in. Returns its code. */
export async function addCommune(device: Device, commune: NewCommune): Promise<Result<string>> {
  if (!(await mayRecord(device, 'commune.set'))) return refuse('notAllowed')
  const { provinceCode, code } = commune
  const [name, provinceName] = [commune.name, commune.provinceName].map((text) =>
    text.normalize('NFC').trim(),
  )
  if (name === undefined || name === '') return refuse('reasonMissing', { at: 'name' })
  const names = [{ name, from: vietnamDay(device.now()) }]
  const recorded = await recordOperation(device, {
    kind: 'commune.set',
    recordId: code,
    body: { provinceCode, provinceName, names },
  })
  return recorded.ok ? succeed(code) : recorded
}
