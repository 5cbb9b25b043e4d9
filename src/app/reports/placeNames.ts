import { parkName } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import type { Reference } from '#device/people.ts'
import type { SummaryLevel } from '#domain/reports/summary.ts'

/** What a park, a commune or an ownership is called on a day. */
export function placeName(
  reference: Reference,
  kind: SummaryLevel,
  id: string | undefined,
  day: string,
): string {
  if (kind === 'park') return parkName(reference, id) ?? m.firms_noPark()
  if (kind === 'ownership') {
    return id === undefined ? m.reports_noOwnership() : optionLabel('ownershipGroup', id)
  }
  return id === undefined ? m.reports_noCommune() : communeNameOn(reference, id, day)
}

function communeNameOn({ communes }: Reference, id: string, day: string): string {
  const names = communes.find((commune) => commune.id === id)?.names ?? []
  return (names.findLast(({ from }) => from <= day) ?? names[0])?.name ?? id
}
