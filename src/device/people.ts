import { organisationOf, type Organisation } from '#domain/organisation.ts'
import type {
  Collection,
  CommuneRecord,
  HistoryRecord,
  OrganisationRecord,
  PersonRecord,
  UnitRecord,
  WorkingGroupRecord,
} from '#domain/records.ts'
import { reorganisationsOf } from '#domain/reorganisation.ts'
import { vietnamDay } from '#domain/time.ts'
import { indexUnits, nameOn, parentsOn, unitsOn, type Units } from '#domain/units.ts'
import type { Device } from './device.ts'
import { readPending } from './pending.ts'
import { placeName, saidPark, type SaidPark } from './units.ts'
import { readRecord, readRecords } from './view.ts'

/** A park as it is today, whatever it was reorganised to. */
export type Park = SaidPark

/** The small records that names come from. */
export interface Reference {
  readonly unit: UnitRecord | undefined
  readonly people: ReadonlyMap<string, PersonRecord>
  /** Those there are today. */
  readonly parks: ReadonlyMap<string, Park>
  /** All, as they were last said to be. */
  readonly saidParks: ReadonlyMap<string, SaidPark>
  readonly groups: readonly WorkingGroupRecord[]
  readonly communes: readonly CommuneRecord[]
  readonly organisations: readonly Organisation[]
  readonly units: Units
  /** yyyy-mm-dd */
  readonly today: string
}

export async function readReference(device: Device): Promise<Reference> {
  const pending = await readPending(device)
  const read = <Value>(collection: Collection) => readRecords<Value>(device, collection, undefined, pending)
  const [unit, people, parks, groups, communes, shared, reorganisations] = await Promise.all([
    readRecord<UnitRecord>(device, 'unit', device.identity.unitId, pending),
    read<PersonRecord>('person'),
    read<HistoryRecord>('park'),
    read<WorkingGroupRecord>('workingGroup'),
    read<CommuneRecord>('commune'),
    read<HistoryRecord | OrganisationRecord>('organisation'),
    read<HistoryRecord>('reorganisation'),
  ])
  const today = vietnamDay(device.now())
  const said = parks.flatMap((record) => saidPark(record) ?? [])
  const organisations = shared.flatMap((record) => organisationOf(record) ?? [])
  const units = indexUnits({ communes, parks: said, organisations }, reorganisationsOf(reorganisations))
  const saidParks = new Map(said.map((park) => [park.id, park]))
  return {
    unit,
    people: new Map(people.map((person) => [person.id, person])),
    parks: parksOn(units, saidParks, today),
    saidParks,
    groups,
    communes,
    organisations,
    units,
    today,
  }
}

function parksOn(units: Units, said: ReadonlyMap<string, SaidPark>, day: string): Map<string, Park> {
  return new Map(
    unitsOn(units, 'park', day).flatMap((id) => {
      const [first] = units.traces.get(`park/${id}`)?.births[0]?.from ?? []
      const body = said.get(id) ?? said.get(first ?? '')
      if (body === undefined) return []
      const unit = { thing: 'park', id } as const
      const name = nameOn(units, unit, day) ?? body.name
      const earlier = (units.traces.get(`park/${id}`)?.names ?? []).map((one) => one.name)
      const formerNames = [...new Set([...body.formerNames, ...earlier])].filter((one) => one !== name)
      return [[id, { ...body, id, name, formerNames, communeIds: [...parentsOn(units, unit, day)] }]]
    }),
  )
}

/** What a person is called; an unknown one by a dash. */
export function personName(reference: Reference, personId: string | undefined): string {
  return reference.people.get(personId ?? '')?.displayName ?? '—'
}

/** What a commune, or what came of it, is called now; an unknown one by its code. */
export function communeName({ units, today }: Reference, communeId: string): string {
  return placeName(units, 'commune', communeId, today) ?? communeId
}

/** Communes by the names they have now, those of a park first. */
export function communesByName(reference: Reference, parkId?: string): { id: string; name: string }[] {
  const inPark = reference.parks.get(parkId ?? '')?.communeIds ?? []
  return unitsOn(reference.units, 'commune', reference.today)
    .map((id) => ({ id, name: communeName(reference, id) }))
    .toSorted(
      (one, other) =>
        Number(inPark.includes(other.id)) - Number(inPark.includes(one.id)) ||
        one.name.localeCompare(other.name, 'vi'),
    )
}
