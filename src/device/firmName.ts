import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import type { Device } from './device.ts'
import type { PendingDeed } from './pending.ts'
import { readAliases, readRecord } from './view.ts'

/** What a firm is called, from its profile or from the directory; undefined where this device knows neither. */
export async function readFirmName(
  device: Device,
  firmId: string,
  pending: readonly PendingDeed[],
): Promise<string | undefined> {
  const rootId = (await readAliases(device, pending)).rootOf(firmId)
  // of the firm that stays nothing may be here
  for (const id of new Set([rootId, firmId])) {
    const firm = await readRecord<FirmRecord>(device, 'firm', id, pending)
    const card = await readRecord<DirectoryRecord>(device, 'directory', id, pending)
    const name = firm?.fields['name']?.value ?? card?.name
    if (typeof name === 'string') return name
  }
  return undefined
}
