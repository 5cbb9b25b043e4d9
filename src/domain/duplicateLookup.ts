import {
  compare,
  duplicateReasons,
  keysOf,
  shortestForTypo,
  type Duplicate,
  type DuplicateIndex,
  type FirmInQuestion,
  type Keys,
} from './duplicates.ts'

/**
 * The same question for thousands of firms at once: each is compared only with those that have its code, its name or
 * a name of one typo, found by key.
 */
export function createDuplicateLookup(index: DuplicateIndex) {
  const byKey = new Map<string, Keys[]>()
  for (const firm of index)
    for (const key of lookupKeys(firm)) {
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, [firm])
      else known.push(firm)
    }
  return (firm: FirmInQuestion): readonly Duplicate[] => {
    const wanted = keysOf(firm)
    const candidates = new Set(lookupKeys(wanted).flatMap((key) => byKey.get(key) ?? []))
    const found = Array.from(candidates).flatMap((other): Duplicate[] => {
      if (other.id === undefined || other.id === wanted.id) return []
      const why = compare(wanted, other)
      return why === undefined ? [] : [{ id: other.id, why }]
    })
    return found.sort((one, other) => duplicateReasons.indexOf(one.why) - duplicateReasons.indexOf(other.why))
  }
}

/** Two names of one typo share a key: what is left of each without one of its letters, or one of them as it is. */
function lookupKeys({ code, names }: Keys): string[] {
  const keys = code === undefined ? [] : [`c${code.normal}`]
  for (const { exact, sorted, letters, numbers } of names) {
    keys.push(`e${exact}`, `s${sorted}`, `l${numbers} ${letters}`)
    if (letters.length < shortestForTypo - 1) continue
    const left = Array.from(letters, (_letter, at) => letters.slice(0, at) + letters.slice(at + 1))
    for (const rest of new Set(left)) keys.push(`l${numbers} ${rest}`)
  }
  return keys
}
