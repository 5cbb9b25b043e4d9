import { timeToMs } from '#domain/day.ts'
import { vietnamDay } from '#domain/time.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { readRecordsSince } from './view.ts'

/** Who came along on this person's last visit today, and so most likely comes along now. */
export async function companionsToday(device: Device): Promise<readonly string[]> {
  const today = vietnamDay(device.now())
  const visits = await readRecordsSince<VisitRecord>(device, 'visit', timeToMs(`${today}T00:00`))
  const [last] = visits
    .filter(({ personId, state }) => personId === device.identity.personId && state !== 'void')
    .map((visit) => headRevision(visit).body)
    .filter(({ occurredAt }) => occurredAt.startsWith(today))
    .toSorted((one, other) => timeToMs(other.occurredAt) - timeToMs(one.occurredAt))
  const said = last?.answers['companions']
  return said?.kind === 'value' ? (said.value as readonly string[]) : []
}
