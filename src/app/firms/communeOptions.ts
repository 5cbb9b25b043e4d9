import { communesByName, type Reference } from '#device/people.ts'

/** Communes by name, those of a park first, as a list to choose from. */
export function communeOptions(reference: Reference | undefined, parkId?: string) {
  if (reference === undefined) return []
  return communesByName(reference, parkId).map(({ id, name }) => ({ value: id, label: name }))
}

/** The commune that goes without asking: the only one a park lies in. */
export function onlyCommune(reference: Reference | undefined, parkId: string): string | undefined {
  const communeIds = reference?.parks.get(parkId)?.communeIds ?? []
  return communeIds.length === 1 ? communeIds[0] : undefined
}
