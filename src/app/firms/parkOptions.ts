import type { Reference } from '#device/people.ts'

/** Parks by name, as a list to choose from. */
export function parkOptions(reference: Reference | undefined) {
  return [...(reference?.parks.values() ?? [])]
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'vi'))
}
