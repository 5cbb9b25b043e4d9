import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import type { Reference } from '#device/people.ts'
import type { SummaryLevel } from '#domain/reports/summary.ts'
import { nameOn } from '#domain/units.ts'

/** What a park, a commune or an ownership was called on a day. */
export function placeName(
  { units }: Reference,
  kind: SummaryLevel,
  id: string | undefined,
  day: string,
): string {
  if (id === undefined) return unknownWords[kind]()
  return kind === 'ownership'
    ? optionLabel('ownershipGroup', id)
    : (nameOn(units, { thing: kind, id }, day) ?? id)
}

const unknownWords: Readonly<Record<SummaryLevel, () => string>> = {
  park: m.firms_noPark,
  commune: m.reports_noCommune,
  ownership: m.reports_noOwnership,
}
