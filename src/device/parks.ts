import { isAllowed } from '#domain/access.ts'
import { makeId } from '#domain/ids.ts'
import type { HistoryBody } from '#domain/merge/history.ts'
import type { PersonRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { recordOperation } from './recordOperation.ts'
import { readRecord } from './view.ts'

export type ParkBody = HistoryBody<'park'>

/** Adds a park, or says anew what one is. Returns its id. */
export async function setPark(
  device: Device,
  parkId: string | undefined,
  body: ParkBody,
): Promise<Result<string>> {
  const person = await readRecord<PersonRecord>(device, 'person', device.identity.personId)
  if (person === undefined || !isAllowed(person, 'park.set', vietnamDay(device.now())))
    return refuse('notAllowed')
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
