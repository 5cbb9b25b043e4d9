import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import type { Device } from './device.ts'
import type { PendingDeed } from './pending.ts'
import { readRecord } from './view.ts'

/** What a firm is called, from its profile or from the directory; undefined where this device knows neither. */
export async function readFirmName(
  device: Device,
  firmId: string,
  pending: readonly PendingDeed[],
): Promise<string | undefined> {
  const firm = await readRecord<FirmRecord>(device, 'firm', firmId, pending)
  const card = await readRecord<DirectoryRecord>(device, 'directory', firmId, pending)
  const name = firm?.fields['name']?.value ?? card?.name
  return typeof name === 'string' ? name : undefined
}
