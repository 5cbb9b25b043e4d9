import { paths } from '#app/paths.ts'
import type { ListedDeed } from '#device/audit.ts'
import type { Collection } from '#domain/records.ts'

/** Where the thing a deed is about is looked at. */
export function placeOfDeed({ collection, recordId, firmId }: ListedDeed): string | undefined {
  if (collection === 'visit') return paths.reviewOf(recordId)
  const place = places[collection]
  if (place !== undefined) return place
  return firmId === undefined ? undefined : paths.firm(firmId)
}

const places: Readonly<Partial<Record<Collection, string>>> = {
  outcome: paths.targets,
  target: paths.targets,
  period: paths.targets,
  held: paths.settle,
  conflict: paths.settle,
  park: paths.adminPart('parks'),
  commune: paths.adminPart('parks'),
  notice: paths.adminPart('introduction'),
  letter: paths.adminPart('introduction'),
  organisation: paths.adminPart('organisations'),
  reorganisation: paths.adminPart('reorganisations'),
  ruleSet: paths.adminPart('ruleSet'),
}
