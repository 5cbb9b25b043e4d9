import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import type { FirmView } from '#device/firmView.ts'
import { personName, type Reference } from '#device/people.ts'
import type { FieldKey } from '#domain/fields.ts'
import { standing } from '#domain/merge/history.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import { headRevision } from '#domain/visit.ts'
import { knownWords } from './factWords.ts'
import { parkName } from './useReference.ts'

/** What two firms are told apart by, each line with what is known of either. */
export interface ComparedLine {
  readonly label: string
  readonly values: readonly [string, string]
}

const facts = ['headcountTotal', 'partyOrgStatus', 'unionStatus', 'youthStatus'] as const

export function compareFirms(
  [one, other]: readonly [FirmView, FirmView],
  reference: Reference | undefined,
): readonly ComparedLine[] {
  const line = (label: string, value: (view: FirmView) => string | undefined): ComparedLine => ({
    label,
    values: [value(one) ?? '—', value(other) ?? '—'],
  })
  return [
    line(m.merge_name(), ({ profile }) => nameOf(profile)),
    line(m.merge_otherNames(), otherNames),
    line(fieldLabel('taxCode'), ({ profile }) => textOf(profile, 'taxCode')),
    line(m.merge_park(), ({ profile }) => parkName(reference, textOf(profile, 'parkId'))),
    line(fieldLabel('address'), ({ profile }) => textOf(profile, 'address')),
    ...facts.map((key) => line(labelOf(key), (view) => factWords(view, key))),
    line(m.merge_visits(), (view) => formatNumber(countVisits(view), getLocale())),
    line(m.merge_lastVisit(), lastVisit),
    line(m.merge_assigned(), (view) => assignedTo(view, reference)),
  ].filter(({ values }) => values.some((value) => value !== '—'))
}

/** Those taken out are not among them. */
export function countVisits({ visits }: FirmView): number {
  return visits.filter(({ state }) => state !== 'void').length
}

/** The one that is in the list, or has more visits, or is older. */
export function likelyToStay([one, other]: readonly [FirmView, FirmView]): string {
  const isListed = ({ firm }: FirmView) => Number(firm.status === 'approved')
  const better =
    isListed(one) - isListed(other) ||
    countVisits(one) - countVisits(other) ||
    (one.firm.id < other.firm.id ? 1 : -1)
  return better > 0 ? one.firm.id : other.firm.id
}

function labelOf(key: (typeof facts)[number]): string {
  return key === 'headcountTotal' ? m.merge_workers() : fieldLabel(key)
}

function otherNames({ profile, joined }: FirmView): string | undefined {
  const former = profile['formerNames']
  const names = [
    ...(Array.isArray(former) ? (former as readonly string[]) : []),
    ...joined.flatMap(({ fields }) => fields['name']?.value ?? []),
  ]
  return names.length === 0 ? undefined : names.join('; ')
}

function factWords({ approved }: FirmView, key: FieldKey): string | undefined {
  const fact = approved[key]
  if (fact === undefined) return undefined
  const value = knownWords(key, fact.value, { precision: fact.precision })
  return m.merge_known({ value, date: formatDate(fact.on, getLocale()) })
}

function lastVisit({ visits }: FirmView): string | undefined {
  const days = visits
    .filter(({ state }) => state !== 'void')
    .map((visit) => headRevision(visit).body.occurredAt.slice(0, 10))
  const last = days.toSorted().at(-1)
  return last && formatDate(last, getLocale())
}

function assignedTo({ assignment }: FirmView, reference: Reference | undefined): string | undefined {
  const personId = standing('assignment', assignment)?.personId
  return personId == null || reference === undefined ? undefined : personName(reference, personId)
}
