import type { Reorganisation, UnitChange, UnitThing } from './reorganisation.ts'
import type { KnownUnits } from './units.ts'

/** What a unit was called, belonged to and became, by day, as far as records and reorganisations say. */
interface UnitTrace {
  readonly names: { readonly name: string; readonly from?: string | undefined }[]
  readonly parents: { readonly ids: readonly string[]; readonly from?: string | undefined }[]
  /** Where a change began it, and the units it came of. */
  readonly births: { readonly on: string; readonly from: readonly string[] }[]
  /** Changes by which it ended or gave something away, and what came of it. */
  readonly ends: { readonly on: string; readonly into: readonly string[] }[]
}

/** By `thing/id`. */
export type UnitTraces = ReadonlyMap<string, UnitTrace>

export function traceUnits(known: KnownUnits, reorganisations: readonly Reorganisation[]): UnitTraces {
  const traces = new Map<string, UnitTrace>()
  const traceOf = (thing: UnitThing, id: string): UnitTrace => {
    const key = `${thing}/${id}`
    const trace = traces.get(key) ?? { names: [], parents: [], births: [], ends: [] }
    traces.set(key, trace)
    return trace
  }
  for (const { id, names, provinceCode, provinceName } of known.communes) {
    const trace = traceOf('commune', id)
    trace.names.push(...names.map(({ name, from }) => ({ name, from })))
    trace.parents.push({ ids: [provinceCode] })
    const province = traceOf('province', provinceCode)
    if (province.names.length === 0) province.names.push({ name: provinceName })
  }
  for (const { id, name, communeIds } of known.parks) {
    const trace = traceOf('park', id)
    trace.names.push({ name })
    trace.parents.push({ ids: communeIds })
  }
  for (const { id, names, parents } of known.organisations) {
    const trace = traceOf('organisation', id)
    trace.names.push(...names)
    trace.parents.push(
      ...parents.map((parent) => ({ ids: parent.id === null ? [] : [parent.id], from: parent.from })),
    )
  }
  for (const { on, changes } of reorganisations)
    for (const change of changes) applyChange(traceOf, change, on)
  return traces
}

type TraceOf = (thing: UnitThing, id: string) => UnitTrace

function applyChange(traceOf: TraceOf, change: UnitChange, on: string): void {
  const { thing } = change
  switch (change.kind) {
    case 'rename':
      traceOf(thing, change.id).names.push({ name: change.name, from: on })
      return
    case 'reparent':
      traceOf(thing, change.id).parents.push({ ids: change.parentIds, from: on })
      return
    case 'merge': {
      const { into } = change
      const from = change.from.filter((id) => id !== into.id)
      continueAs(traceOf, change.thing, into, from, on)
      for (const id of from) traceOf(thing, id).ends.push({ on, into: [into.id] })
      return
    }
    case 'split': {
      const into = change.into.map(({ id }) => id)
      for (const part of change.into) continueAs(traceOf, thing, part, [change.from], on)
      traceOf(thing, change.from).ends.push({ on, into })
    }
  }
}

/** A unit takes over from others; one that begins lies where the first of them lay, unless more is known of it. */
function continueAs(
  traceOf: TraceOf,
  thing: UnitThing,
  {
    id,
    name,
    begins,
  }: { readonly id: string; readonly name?: string | undefined; readonly begins?: unknown },
  from: readonly string[],
  on: string,
): void {
  const trace = traceOf(thing, id)
  const [first] = from
  if (begins === true && first !== undefined) {
    trace.births.push({ on, from })
    if (trace.parents.length === 0) trace.parents.push(...traceOf(thing, first).parents)
  }
  if (name !== undefined) trace.names.push({ name, from: on })
}

export function endsOf(traces: UnitTraces, thing: UnitThing, id: string): UnitTrace['ends'] {
  return traces.get(`${thing}/${id}`)?.ends ?? []
}

/** Whether there is such a unit on a day, by the last change up to then. */
export function isLivingOn(traces: UnitTraces, thing: UnitThing, id: string, day: string): boolean {
  const trace = traces.get(`${thing}/${id}`)
  if (trace === undefined) return false
  const ends = trace.ends.filter(({ into }) => !into.includes(id))
  const end = ends.findLast(({ on }) => on <= day)
  const birth = trace.births.findLast(({ on }) => on <= day)
  if (birth !== undefined) return end === undefined || end.on <= birth.on
  if (end !== undefined) return false
  // before all changes: unless the first of them begins it
  const [firstBirth] = trace.births
  return firstBirth === undefined || (ends[0]?.on ?? '9999') < firstBirth.on
}
