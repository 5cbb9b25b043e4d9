import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { readMeta } from './meta.ts'
import { readOwnVisits } from './ownVisits.ts'

/** Small differences are the road's, and disturb nobody. */
const noticeableMs = 5 * 60_000

/** How wrong this device's clock is, as the server's last answer showed. */
export interface WrongClock {
  /** Milliseconds ahead of the server's; negative when behind. */
  readonly aheadMs: number
  /** Visits of today, whose times may be wrong with it. */
  readonly visits: number
}

/** Undefined while the clock is right, or nothing is known of it. */
export async function readWrongClock(device: Device): Promise<WrongClock | undefined> {
  const aheadMs = -((await readMeta(device.database, 'clockOffsetMs')) ?? 0)
  if (Math.abs(aheadMs) < noticeableMs) return undefined
  const today = vietnamDay(device.now())
  const visits = await readOwnVisits(device, 100)
  return { aheadMs, visits: visits.filter(({ occurredAt }) => occurredAt.slice(0, 10) === today).length }
}
