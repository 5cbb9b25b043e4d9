import { m } from '#app/messages/compiled/messages.js'
import type { LineProblem } from '#domain/reorganisationText.ts'
import type { UnitChange, UnitThing } from '#domain/reorganisation.ts'
import { addDays } from '#domain/time.ts'
import { nameOn, type Units } from '#domain/units.ts'

/** «Xã Bến Sương → Phường Bến Sương»; names are those of the day before and of the day. */
export function changeWords(change: UnitChange, units: Units, on: string): string {
  const named = (thing: UnitThing, day: string) => (id: string) => nameOn(units, { thing, id }, day) ?? id
  const { thing } = change
  const before = named(thing, addDays(on, -1))
  const after = named(thing, on)
  switch (change.kind) {
    case 'rename':
      return m.units_renameWords({ from: before(change.id), to: change.name })
    case 'merge':
      return m.units_mergeWords({
        from: change.from.map(before).join(', '),
        to: change.into.name ?? after(change.into.id),
      })
    case 'split':
      return m.units_splitWords({
        from: before(change.from),
        to: change.into.map(({ id, name }) => name ?? after(id)).join(', '),
      })
    case 'reparent':
      return m.units_reparentWords({
        unit: after(change.id),
        parents: change.parentIds.map(named(parentThings[thing], on)).join(', ') || '—',
      })
  }
}

const parentThings = {
  commune: 'province',
  park: 'commune',
  organisation: 'organisation',
  province: 'province',
} as const satisfies Record<UnitThing, UnitThing>

export function lineProblemWords(wrong: LineProblem, about: string): string {
  return problems[wrong]({ about })
}

const problems: Readonly<Record<LineProblem, (words: { about: string }) => string>> = {
  verb: m.units_lineVerb,
  thing: m.units_lineThing,
  unitUnknown: m.units_lineUnitUnknown,
  unitTwice: m.units_lineUnitTwice,
  unitEnded: m.units_lineUnitEnded,
  nameMissing: m.units_lineNameMissing,
  resultMissing: m.units_lineResultMissing,
  partsMissing: m.units_linePartsMissing,
}
