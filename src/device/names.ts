import { nameOf } from '#domain/profile.ts'
import type { DirectoryRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Units } from '#domain/units.ts'
import type { Device } from './device.ts'
import { openFirm } from './firmView.ts'
import { placeName, readUnits } from './units.ts'
import { readRecord } from './view.ts'

/** What firms and shared organisations are called, by id, as far as this device knows them. */
export async function readNames(
  device: Device,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const units = await readUnits(device)
  const named = await Promise.all(ids.map(async (id) => [id, await readName(device, units, id)] as const))
  return new Map(named.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])))
}

async function readName(device: Device, units: Units, id: string): Promise<string | undefined> {
  const organisation = placeName(units, 'organisation', id, vietnamDay(device.now()))
  if (organisation !== undefined) return organisation
  const view = await openFirm(device, id)
  if (view !== undefined) return nameOf(view.profile)
  return (await readRecord<DirectoryRecord>(device, 'directory', id))?.name
}
