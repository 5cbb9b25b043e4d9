import type { Aliases } from '#domain/aliases.ts'
import type { View } from './view.ts'

/** Brings together the records of firms that are one, where they come portion by portion. */
export function createJoiner({ rootOf, membersOf, mergings }: Aliases) {
  const joined = new Map<string, Map<string, unknown>>()
  return {
    /** What is left is whole; firms that are one with others come at the end. */
    take: (scopes: ReadonlyMap<string, View>): ReadonlyMap<string, View> => {
      if (mergings.length === 0) return scopes
      const whole = new Map<string, View>()
      for (const [scope, records] of scopes)
        if (membersOf(scope).length === 1) whole.set(scope, records)
        else {
          const root = rootOf(scope)
          joined.set(root, new Map([...(joined.get(root) ?? []), ...records]))
        }
      return whole
    },
    /** Each under the firm that stays; the others have nothing of their own. */
    rest: (): ReadonlyMap<string, View> => {
      const all = new Map<string, View>()
      for (const [root, records] of joined)
        for (const firmId of membersOf(root)) all.set(firmId, firmId === root ? records : new Map())
      return all
    },
  }
}
