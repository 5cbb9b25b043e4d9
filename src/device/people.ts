import { standing, type HistoryBody } from '#domain/merge/history.ts'
import type {
  CommuneRecord,
  HistoryRecord,
  PersonRecord,
  UnitRecord,
  WorkingGroupRecord,
} from '#domain/records.ts'
import type { Device } from './device.ts'
import { readRecord, readRecords } from './view.ts'

export type Park = HistoryBody<'park'> & { readonly id: string }

/** The small records that names come from. */
export interface Reference {
  readonly unit: UnitRecord | undefined
  readonly people: ReadonlyMap<string, PersonRecord>
  readonly parks: ReadonlyMap<string, Park>
  readonly groups: readonly WorkingGroupRecord[]
  readonly communes: readonly CommuneRecord[]
}

export async function readReference(device: Device): Promise<Reference> {
  const [unit, people, parks, groups, communes] = await Promise.all([
    readRecord<UnitRecord>(device, 'unit', device.identity.unitId),
    readRecords<PersonRecord>(device, 'person'),
    readRecords<HistoryRecord>(device, 'park'),
    readRecords<WorkingGroupRecord>(device, 'workingGroup'),
    readRecords<CommuneRecord>(device, 'commune'),
  ])
  return {
    unit,
    people: new Map(people.map((person) => [person.id, person])),
    parks: new Map(parks.flatMap((record) => parkOf(record))),
    groups,
    communes,
  }
}

/** What a person is called; an unknown one by a dash. */
export function personName(reference: Reference, personId: string | undefined): string {
  return reference.people.get(personId ?? '')?.displayName ?? '—'
}

/** What a commune is called now; an unknown one by its code. */
export function communeName({ communes }: Reference, communeId: string): string {
  const commune = communes.find(({ id }) => id === communeId)
  return commune === undefined ? communeId : nameNow(commune)
}

/** Communes by the names they have now, those of a park first. */
export function communesByName(reference: Reference, parkId?: string): { id: string; name: string }[] {
  const inPark = reference.parks.get(parkId ?? '')?.communeIds ?? []
  return reference.communes
    .map((commune) => ({ id: commune.id, name: nameNow(commune) }))
    .toSorted(
      (one, other) =>
        Number(inPark.includes(other.id)) - Number(inPark.includes(one.id)) ||
        one.name.localeCompare(other.name, 'vi'),
    )
}

function nameNow({ id, names }: CommuneRecord): string {
  return (names.findLast(({ to }) => to === undefined) ?? names.at(-1))?.name ?? id
}

function parkOf(record: HistoryRecord): [string, Park][] {
  const body = standing('park', record)
  return body === undefined ? [] : [[record.id, { ...body, id: record.id }]]
}
