import { isAllowed } from '#domain/access.ts'
import type { OperationKind } from '#domain/operation.ts'
import type { PersonRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { readRecord } from './view.ts'

/** Whether the person on this device may record such a deed today, by the one table; the server asks it again. */
export async function mayRecord(device: Device, kind: OperationKind): Promise<boolean> {
  const person = await readRecord<PersonRecord>(device, 'person', device.identity.personId)
  return person !== undefined && isAllowed(person, kind, vietnamDay(device.now()))
}
