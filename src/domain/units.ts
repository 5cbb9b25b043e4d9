import { datedOn, firmsOn, type Organisation } from './organisation.ts'
import type { CommuneRecord, OrganisationRecord } from './records.ts'
import type { Reorganisation, UnitChange, UnitThing } from './reorganisation.ts'
import { addDays } from './time.ts'
import { endsOf, isLivingOn, traceUnits, type UnitTraces } from './unitTraces.ts'

/** What is known of units, besides how they were reorganised. */
export interface KnownUnits {
  readonly communes: readonly CommuneRecord[]
  readonly parks: readonly {
    readonly id: string
    readonly name: string
    readonly communeIds: readonly string[]
  }[]
  readonly organisations: readonly Organisation[]
}

/** Ready to be asked about any day; made once by `indexUnits`. */
export interface Units {
  readonly known: KnownUnits
  readonly reorganisations: readonly Reorganisation[]
  readonly organisations: ReadonlyMap<string, Organisation>
  readonly traces: UnitTraces
}

export interface UnitReference {
  readonly thing: UnitThing
  readonly id: string
}

/** Where something lies on a day: in one unit, so that no sum counts it twice. */
export interface Place {
  readonly id: string
  /** A split, or a day before a merger, leaves open which of these: a person has to say. */
  readonly among?: readonly string[]
}

/** `reorganisations` as `reorganisationsOf` gives them. */
export function indexUnits(known: KnownUnits, reorganisations: readonly Reorganisation[]): Units {
  return {
    known,
    reorganisations,
    organisations: new Map(known.organisations.map((organisation) => [organisation.id, organisation])),
    traces: traceUnits(known, reorganisations),
  }
}

/** The same with more changes from a day on, as if they had been recorded. */
export function withChanges(
  { known, reorganisations }: Units,
  on: string,
  changes: readonly UnitChange[],
): Units {
  const more = { id: '', on, instrument: '', changes: [...changes] }
  const before = reorganisations.filter((one) => one.on <= on)
  return indexUnits(known, [...before, more, ...reorganisations.slice(before.length)])
}

/** What a unit is called on a day (yyyy-mm-dd); before its first name by that, an unknown one undefined. */
export function nameOn({ traces }: Units, { thing, id }: UnitReference, day: string): string | undefined {
  return datedOn(traces.get(`${thing}/${id}`)?.names ?? [], day)?.name
}

const parentThings = {
  province: undefined,
  commune: 'province',
  park: 'commune',
  organisation: 'organisation',
} as const

/**
 * What a unit belongs to on a day: a commune to its province, an organisation to the one above it, a park to the
 * communes it lies in. Parents are named as they are on that day; after a split of a parent, all its parts.
 */
export function parentsOn(units: Units, { thing, id }: UnitReference, day: string): readonly string[] {
  const parentThing = parentThings[thing]
  const said = datedOn(units.traces.get(`${thing}/${id}`)?.parents ?? [], day)
  if (parentThing === undefined || said === undefined) return []
  const now = said.ids.flatMap((parentId) => {
    const place = placeOn(units, { thing: parentThing, id: parentId }, day, said.from)
    return place.among ?? [place.id]
  })
  return [...new Set(now)]
}

/**
 * Where something lies on a day that was said to lie in a unit: followed through mergers, and back before a split.
 * `statedOn` is the day it was said; said after a split it is taken at its word, otherwise the split is to be decided.
 */
export function placeOn(units: Units, { thing, id }: UnitReference, day: string, statedOn = ''): Place {
  const { traces } = units
  const birth = traces.get(`${thing}/${id}`)?.births.find(({ on }) => on > day)
  if (birth !== undefined && !isLivingOn(traces, thing, id, day)) {
    const [only, ...others] = birth.from
    if (only === undefined) return { id }
    return others.length === 0 ? placeOn(units, { thing, id: only }, day) : { id, among: birth.from }
  }
  const since = isLivingOn(traces, thing, id, statedOn) ? statedOn : ''
  return followOn(units, { thing, id }, day, since)
}

function followOn(
  units: Units,
  { thing, id }: UnitReference,
  day: string,
  since: string,
  passed: ReadonlySet<string> = new Set(),
): Place {
  const end = endsOf(units.traces, thing, id).find(({ on }) => on > since && on <= day)
  const here = `${id} ${since}`
  // units that were merged into each other on one day
  if (end === undefined || passed.has(here)) return { id }
  // what comes of it may be changed again on the same day
  const before = addDays(end.on, -1)
  const parts = end.into.map((part) => {
    const from = part === id ? end.on : before
    return followOn(units, { thing, id: part }, day, from, new Set([...passed, here]))
  })
  const ids = [...new Set(parts.flatMap((part) => part.among ?? [part.id]))]
  const [only = id] = ids
  return ids.length > 1 ? { id, among: ids } : { id: only }
}

/** Units there are on a day: those that ended, or have not begun, are not among them. */
export function unitsOn({ traces }: Units, thing: UnitThing, day: string): readonly string[] {
  const prefix = `${thing}/`
  return [...traces.keys()]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((id) => isLivingOn(traces, thing, id, day))
}

/** Organisations as they are on a day, each once; firms of one that was merged are those of its successor. */
export function organisationsOn(units: Units, day: string): readonly OrganisationRecord[] {
  const firmIds = new Map<string, string[]>()
  for (const organisation of units.organisations.values()) {
    const { id } = placeOn(units, { thing: 'organisation', id: organisation.id }, day)
    firmIds.set(id, [...(firmIds.get(id) ?? []), ...firmsOn(organisation, day)])
  }
  const listed = new Set([...unitsOn(units, 'organisation', day), ...firmIds.keys()])
  return Array.from(listed, (id) => {
    const { kind, officialTotal } = originOf(units, id)
    return {
      id,
      kind,
      name: nameOn(units, { thing: 'organisation', id }, day) ?? id,
      firmIds: [...new Set(firmIds.get(id))],
      ...(officialTotal !== undefined && { officialTotal }),
    }
  })
}

/** The record of an organisation, or of the one that a new one came of. */
function originOf(units: Units, id: string): { readonly kind: string; readonly officialTotal?: number } {
  const own = units.organisations.get(id)
  if (own !== undefined) return own as { readonly kind: string; readonly officialTotal?: number }
  const from = units.traces.get(`organisation/${id}`)?.births[0]?.from[0]
  return { kind: units.organisations.get(from ?? '')?.kind ?? '' }
}
