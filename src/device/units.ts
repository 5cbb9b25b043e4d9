import { standing, type HistoryBody } from '#domain/merge/history.ts'
import { organisationOf } from '#domain/organisation.ts'
import type { Collection, CommuneRecord, HistoryRecord, OrganisationRecord } from '#domain/records.ts'
import { reorganisationsOf, type UnitThing } from '#domain/reorganisation.ts'
import { vietnamDay } from '#domain/time.ts'
import { indexUnits, nameOn, organisationsOn, placeOn, type Units } from '#domain/units.ts'
import type { Device } from './device.ts'
import type { PendingDeed } from './pending.ts'
import { readRecords } from './view.ts'

/** A park as it was last said to be; what a reorganisation made of it is asked of `Units`. */
export type SaidPark = HistoryBody<'park'> & { readonly id: string }

export type ReadUnitRecords = <Value extends { readonly id: string }>(
  collection: Collection,
) => Promise<Value[]>

/** Communes, parks and organisations, ready to be asked what they were or are on a day. */
export function readUnits(device: Device, pending?: readonly PendingDeed[]): Promise<Units> {
  return unitsFrom((collection) => readRecords(device, collection, undefined, pending))
}

export async function unitsFrom(read: ReadUnitRecords): Promise<Units> {
  const [communes, parks, organisations, reorganisations] = await Promise.all([
    read<CommuneRecord>('commune'),
    read<HistoryRecord>('park'),
    read<HistoryRecord | OrganisationRecord>('organisation'),
    read<HistoryRecord>('reorganisation'),
  ])
  return indexUnits(
    {
      communes,
      parks: parks.flatMap((record) => saidPark(record) ?? []),
      organisations: organisations.flatMap((record) => organisationOf(record) ?? []),
    },
    reorganisationsOf(reorganisations),
  )
}

export function saidPark(record: HistoryRecord): SaidPark | undefined {
  const body = standing('park', record)
  return body && { ...body, id: record.id }
}

/** Shared organisations as they are today. */
export async function readOrganisations(device: Device): Promise<readonly OrganisationRecord[]> {
  return organisationsOn(await readUnits(device), vietnamDay(device.now()))
}

/** What is in the place of a unit on a day, by name. */
export function placeName(units: Units, thing: UnitThing, id: string, day: string): string | undefined {
  return nameOn(units, { thing, id: placeOn(units, { thing, id }, day).id }, day)
}
