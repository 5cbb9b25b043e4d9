import { m } from '#app/messages/compiled/messages.js'
import type { UnitChange, UnitThing } from '#domain/reorganisation.ts'
import type { WrittenChange } from '#domain/reorganisationFile.ts'

export const kindWords: Readonly<Record<UnitChange['kind'], () => string>> = {
  rename: m.units_rename,
  merge: m.units_merge,
  split: m.units_split,
  reparent: m.units_reparent,
}

export const thingWords: Readonly<Record<UnitThing, () => string>> = {
  commune: m.units_commune,
  park: m.units_park,
  organisation: m.units_organisation,
  province: m.units_province,
}

/** A change as a line that `readLines` reads, in the words of the screen. */
export function changeLine(change: WrittenChange): string {
  return [kindWords[change.kind](), thingWords[change.thing](), ...cellsOf(change)].join('; ')
}

function cellsOf(change: WrittenChange): readonly string[] {
  switch (change.kind) {
    case 'rename':
      return [change.unit, '', change.name]
    case 'merge': {
      const { unit, name = '' } = change.into
      return unit === undefined
        ? [change.units.join(bar), name]
        : [change.units.join(bar), unit, ...(name === '' ? [] : [name])]
    }
    case 'split':
      return [
        change.unit,
        change.into
          .map(({ unit, name }) => [unit, name].filter((one) => one !== undefined).join(' = '))
          .join(bar),
      ]
    case 'reparent':
      return [change.unit, change.parents.join(bar)]
  }
}

const bar = ' | '
