import { nameOf } from '#domain/profile.ts'
import type { DirectoryRecord, OrganisationRecord } from '#domain/records.ts'
import type { Device } from './device.ts'
import { openFirm } from './firmView.ts'
import { readRecord } from './view.ts'

/** What firms and shared organisations are called, by id, as far as this device knows them. */
export async function readNames(
  device: Device,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const named = await Promise.all(ids.map(async (id) => [id, await readName(device, id)] as const))
  return new Map(named.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])))
}

async function readName(device: Device, id: string): Promise<string | undefined> {
  const organisation = await readRecord<OrganisationRecord>(device, 'organisation', id)
  if (organisation !== undefined) return organisation.name
  const view = await openFirm(device, id)
  if (view !== undefined) return nameOf(view.profile)
  return (await readRecord<DirectoryRecord>(device, 'directory', id))?.name
}
