import { m } from '#app/messages/compiled/messages.js'
import { firmsByIssue, qualityIssues, staleMonths, type QualityIssue } from '#domain/reports/quality.ts'
import { firmsCell, shareCell } from '#domain/reports/report.ts'
import { firmsInScope } from '#domain/reports/summary.ts'
import { column, numberWords, text, type ReportBody, type ReportInput } from './reportInput.ts'

const issueWords: Readonly<Record<QualityIssue, () => string>> = {
  notSurveyed: m.reports_issue_notSurveyed,
  stale: () => m.reports_issue_stale({ n: numberWords(staleMonths) }),
  headcountUnknown: m.reports_issue_headcountUnknown,
  orgUnknown: m.reports_issue_orgUnknown,
  membersUnknown: m.reports_issue_membersUnknown,
  unionUnknown: m.reports_issue_unionUnknown,
  youthUnknown: m.reports_issue_youthUnknown,
  ownershipUnknown: m.reports_issue_ownershipUnknown,
  placeUnknown: m.reports_issue_placeUnknown,
  taxCodeMissing: m.reports_issue_taxCodeMissing,
  taxCodeUnverified: m.reports_issue_taxCodeUnverified,
  possibleDouble: m.reports_issue_possibleDouble,
}

/** R8: how far the figures can be trusted. */
export function qualityReport({ source }: ReportInput): ReportBody {
  const firms = firmsInScope(source.firms)
  const byIssue = firmsByIssue(firms, source.period.to)
  const all = firmsCell(firms)
  return {
    columns: [
      column('issue', m.reports_col_issue(), 'text', { width: 52 }),
      column('firms', m.reports_col_count(), 'number', { measures: 'stock' }),
      column('share', m.reports_col_share(), 'percent', { derivedFrom: ['firms'], measures: 'stock' }),
    ],
    rows: qualityIssues.map((issue) => {
      const count = firmsCell(byIssue[issue])
      return {
        key: issue,
        level: 0,
        cells: { issue: text(issueWords[issue]()), firms: count, share: shareCell(count, all) },
      }
    }),
    notes: [m.reports_note_quality({ n: numberWords(firms.length) })],
  }
}
