import { m } from '#app/messages/compiled/messages.js'
import type { ReportColumn } from '#domain/reports/report.ts'
import { firmsInScope, summaryCells, summaryGroups } from '#domain/reports/summary.ts'
import { placeName } from './placeNames.ts'
import { column, numberWords, text, type ReportBody, type ReportInput } from './reportInput.ts'

/** R1: what stands at the day by park, commune and ownership, and apart from it what was done in the period. */
export function summaryReport({ source, reference }: ReportInput): ReportBody {
  const { firms, period } = source
  const inScope = firmsInScope(firms)
  const groups = summaryGroups(inScope, (kind, id) => placeName(reference, kind, id, period.to))
  const unknown = {
    headcount: numberWords(inScope.filter(({ headcount }) => headcount === 'unknown').length),
    members: numberWords(inScope.filter(({ official }) => official === 'unknown').length),
  }
  return {
    columns: columns(),
    rows: groups.map(({ kind, id, key, level, firms: some }) => ({
      key,
      level,
      cells: { place: text(placeName(reference, kind, id, period.to)), ...summaryCells(some, period) },
    })),
    total: {
      key: 'total',
      level: 0,
      cells: { place: text(m.reports_total()), ...summaryCells(inScope, period) },
    },
    notes: [
      m.reports_note_scope({ n: numberWords(firms.length - inScope.length) }),
      m.reports_note_unknown(unknown),
    ],
  }
}

function columns(): readonly ReportColumn[] {
  const group = (heading: string, measures: 'stock' | 'flow' = 'stock') => ({ group: heading, measures })
  const share = (key: string, part: string, more: Partial<ReportColumn>) =>
    column(key, m.reports_col_share(), 'percent', { ...more, derivedFrom: [part, 'firms'] })
  const [firms, party] = [group(m.reports_group_firms()), group(m.reports_group_party())]
  const [union, youth] = [group(m.reports_group_union()), group(m.reports_group_youth())]
  const inPeriod = group(m.reports_group_inPeriod(), 'flow')
  return [
    column('place', m.reports_col_place(), 'text', { width: 36 }),
    column('firms', m.reports_col_firms(), 'number', firms),
    column('surveyed', m.reports_col_surveyed(), 'number', firms),
    share('surveyedShare', 'surveyed', firms),
    column('headcount', m.reports_col_headcount(), 'number', firms),
    column('organised', m.reports_col_organised(), 'number', party),
    share('organisedShare', 'organised', party),
    column('official', m.reports_col_official(), 'number', party),
    column('probationary', m.reports_col_probationary(), 'number', party),
    column('membersOnly', m.reports_col_membersOnly(), 'number', party),
    column('union', m.reports_col_union(), 'number', union),
    column('unionMembers', m.reports_col_unionMembers(), 'number', union),
    column('youth', m.reports_col_youth(), 'number', youth),
    column('youthMembers', m.reports_col_youthMembers(), 'number', youth),
    column('visitedInPeriod', m.reports_col_visitedInPeriod(), 'number', inPeriod),
    column('visitsInPeriod', m.reports_col_visitsInPeriod(), 'number', inPeriod),
  ]
}
