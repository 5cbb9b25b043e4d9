import { noticesOf, type Notice } from '#domain/notice.ts'
import type { HistoryRecord, UnitRecord } from '#domain/records.ts'
import type { Device } from './device.ts'
import type { PendingDeed } from './pending.ts'
import { readRecord } from './view.ts'

/** Every wording of the spoken notice, the app's own first. */
export async function readNotices(
  device: Device,
  unit: UnitRecord | undefined,
  pending?: readonly PendingDeed[],
): Promise<readonly [Notice, ...Notice[]]> {
  const own = await readRecord<HistoryRecord>(device, 'notice', device.identity.unitId, pending)
  return noticesOf(unit, own)
}
