import { locationText, readLocation } from '#domain/location.ts'
import { refuse, type Result } from '#domain/result.ts'
import type { Device } from './device.ts'
import { correctFirm } from './firms.ts'
import { mayRecord } from './mayRecord.ts'
import { setPark } from './parks.ts'
import { readReference } from './people.ts'

/** Says where a firm lies, in any of the ways a place is written; an empty text takes it off the map. */
export async function setFirmLocation(device: Device, firmId: string, text: string): Promise<Result<string>> {
  if (!(await mayRecord(device, 'firm.set'))) return refuse('notAllowed')
  const location = asKept(text)
  if (location === undefined) return refuse('notApplicable', { at: 'location' })
  return correctFirm(device, firmId, { location: location === '' ? null : location })
}

/** The same of a park, and with it of its firms that have no place of their own. */
export async function setParkLocation(device: Device, parkId: string, text: string): Promise<Result<string>> {
  const location = asKept(text)
  if (location === undefined) return refuse('notApplicable', { at: 'location' })
  const { saidParks, parks } = await readReference(device)
  const said = saidParks.get(parkId) ?? parks.get(parkId)
  if (said === undefined) return refuse('notApplicable')
  const { id: _id, location: _before, ...body } = said
  return setPark(device, parkId, { ...body, ...(location !== '' && { location }) })
}

/** Undefined for what is no place. */
function asKept(text: string): string | undefined {
  if (text.trim() === '') return ''
  const location = readLocation(text)
  return location && locationText(location)
}
