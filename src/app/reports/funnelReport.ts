import { m } from '#app/messages/compiled/messages.js'
import { funnelLines, type FunnelLine } from '#domain/reports/funnelReport.ts'
import { column, text, type ReportBody, type ReportInput } from './reportInput.ts'

const stepWords: Readonly<Record<FunnelLine['step'], () => string>> = {
  planned: m.overview_planned,
  contacted: m.overview_contacted,
  met: m.overview_met,
  agreed: m.overview_agreed,
  decided: m.overview_decided,
  refused: m.reports_aside_refused,
  notAgreed: m.reports_aside_notAgreed,
  postponed: m.reports_aside_postponed,
}

/** R2: how far the approach has come, in the period and in all. */
export function funnelReport({ source: { firms, period } }: ReportInput): ReportBody {
  const ofPlan = { group: m.reports_group_ofPlan(), measures: 'stock' } as const
  return {
    // shares of numbers in other rows too: they do not say what they are worked out from
    columns: [
      column('step', m.reports_col_step(), 'text'),
      column('inPeriod', m.reports_col_inPeriod(), 'number', { measures: 'flow' }),
      column('inAll', m.reports_col_inAll(), 'number', { measures: 'stock' }),
      column('ofPlan', m.reports_col_ofPlan(), 'number', ofPlan),
      column('ofPlanShare', m.reports_col_ofPlanShare(), 'percent', ofPlan),
      column('conversion', m.reports_col_conversion(), 'percent', ofPlan),
    ],
    rows: funnelLines(firms, period).map(({ step, cells }) => ({
      key: step,
      level: 0,
      cells: { step: text(stepWords[step]()), ...cells },
    })),
    notes: [m.reports_note_funnel()],
  }
}
