import type { VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { readPending } from './pending.ts'
import { readRecord } from './view.ts'

/** How many visits wait for a decision, this device's unsent deeds counted in; opens only what those are about. */
export async function countWaitingVisits(device: Device): Promise<number> {
  const submitted = { collection: 'visit', state: 'submitted' }
  const keys = await device.database.base.where(submitted).primaryKeys()
  const waiting = new Set(keys.map(([, visitId]) => visitId))
  const pending = (await readPending(device)).filter((deed) => deed.collection === 'visit')
  for (const visitId of new Set(pending.map((deed) => deed.content.recordId))) {
    const visit = await readRecord<VisitRecord>(device, 'visit', visitId, pending)
    if (visit?.state === 'submitted') waiting.add(visitId)
    else waiting.delete(visitId)
  }
  return waiting.size
}
