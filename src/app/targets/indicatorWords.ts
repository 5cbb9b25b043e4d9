import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatDate } from '#app/ui/format.ts'
import type { Indicator, Period } from '#domain/targets.ts'

const words: Readonly<Record<Indicator, () => string>> = {
  cellsEstablished: m.indicator_cellsEstablished,
  membersAdmitted: m.indicator_membersAdmitted,
  unionsEstablished: m.indicator_unionsEstablished,
  unionMembersGained: m.indicator_unionMembersGained,
  youthOrganisationsEstablished: m.indicator_youthOrganisationsEstablished,
  youthMembersGained: m.indicator_youthMembersGained,
}

export function indicatorWords(indicator: Indicator): string {
  return words[indicator]()
}

/** «Năm 2026», «Quý III năm 2026», or from a day to a day. */
export function periodWords({ from, to }: Period): string {
  const year = from.slice(0, 4)
  if (from === `${year}-01-01` && to === `${year}-12-31`) return m.targets_year({ year })
  const quarter = quarters.findIndex(
    ([first, last]) => from === `${year}-${first}` && to === `${year}-${last}`,
  )
  if (quarter !== -1) return m.targets_quarter({ n: ['I', 'II', 'III', 'IV'][quarter]!, year })
  return m.targets_fromTo({ from: formatDate(from, getLocale()), to: formatDate(to, getLocale()) })
}

const quarters = [
  ['01-01', '03-31'],
  ['04-01', '06-30'],
  ['07-01', '09-30'],
  ['10-01', '12-31'],
] as const
