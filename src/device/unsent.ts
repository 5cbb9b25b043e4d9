import type { Device } from './device.ts'

/** How many deeds the server has not confirmed, and since when the oldest waits. */
export async function readWaiting(device: Device): Promise<{ count: number; oldestAt: number | undefined }> {
  const first = await device.database.outbox.orderBy('deviceSeq').first()
  return { count: await device.database.outbox.count(), oldestAt: first?.savedAt }
}
