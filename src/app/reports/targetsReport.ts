import { m } from '#app/messages/compiled/messages.js'
import { indicatorWords } from '#app/targets/indicatorWords.ts'
import type { ReportRow } from '#domain/reports/report.ts'
import { periodKey, progressIn, type Progress } from '#domain/targets.ts'
import { column, dateWords, number, text, type ReportBody, type ReportInput } from './reportInput.ts'

/** R3: what was to be reached in the period and what was, by decisions alone. A closed period keeps its figures. */
export function targetsReport({ period, source, targets }: ReportInput): ReportBody {
  const closed = targets.closed.get(periodKey(period))
  const progress = closed?.progress ?? progressIn(period, source.period.to, targets)
  const firmIdsOf = ({ outcomeIds }: Progress) => [
    ...new Set(
      targets.outcomes.filter(({ id }) => outcomeIds.includes(id)).flatMap(({ firmIds }) => firmIds),
    ),
  ]
  const from = (...keys: string[]) => ({ derivedFrom: keys, measures: 'flow' }) as const
  return {
    columns: [
      column('indicator', m.reports_col_indicator(), 'text'),
      column('target', m.reports_col_target(), 'number', { isOpen: true, measures: 'flow' }),
      column('achieved', m.reports_col_achieved(), 'number', { measures: 'flow' }),
      column('share', m.reports_col_share(), 'percent', from('achieved')),
      column('remaining', m.reports_col_remaining(), 'number', from('achieved')),
      column('inAll', m.reports_col_outcomesInAll(), 'number', { measures: 'flow' }),
      column('yearBefore', m.reports_col_yearBefore(), 'number', { measures: 'flow' }),
      column('toYearBefore', m.reports_col_toYearBefore(), 'percent', from('achieved', 'yearBefore')),
    ],
    rows: progress.map((one): ReportRow => {
      const { indicator, target, achieved, remaining, inAll, yearBefore } = one
      return {
        key: indicator,
        level: 0,
        cells: {
          indicator: text(indicatorWords(indicator)),
          ...(target !== undefined && { target: number(target) }),
          achieved: number(achieved, firmIdsOf(one)),
          share: { kind: 'percent', part: achieved, whole: target ?? 0 },
          ...(remaining !== undefined && { remaining: number(remaining) }),
          inAll: number(inAll),
          yearBefore: number(yearBefore),
          toYearBefore: { kind: 'percent', part: achieved, whole: yearBefore },
        },
      }
    }),
    notes: [
      m.reports_note_targets(),
      ...(closed === undefined ? [] : [m.reports_note_closed({ date: dateWords(closed.on) })]),
    ],
  }
}
