import { noticesOf, type Notice } from '#domain/notice.ts'
import type { HistoryRecord, UnitRecord } from '#domain/records.ts'
import type { Device } from './device.ts'
import { readRecord } from './view.ts'

/** Every wording of the spoken notice, the app's own first. */
export async function readNotices(
  device: Device,
  unit: UnitRecord | undefined,
): Promise<readonly [Notice, ...Notice[]]> {
  return noticesOf(unit, await readRecord<HistoryRecord>(device, 'notice', device.identity.unitId))
}
