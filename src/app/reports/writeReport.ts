import { m } from '#app/messages/compiled/messages.js'
import { countWords } from '#app/ui/countWords.ts'
import { maskReport } from '#domain/reports/maskReport.ts'
import type { Report, ReportId } from '#domain/reports/report.ts'
import { concernsReport } from './concernsReport.ts'
import { funnelReport } from './funnelReport.ts'
import { priorityReport, trackReport } from './listReports.ts'
import { partyFormReport } from './partyFormReport.ts'
import { qualityReport } from './qualityReport.ts'
import { dateWords, type ReportBody, type ReportInput } from './reportInput.ts'
import { summaryReport } from './summaryReport.ts'
import { targetsReport } from './targetsReport.ts'
import { workloadReport } from './workloadReport.ts'

const bodies: Readonly<Record<ReportId, (input: ReportInput) => ReportBody>> = {
  R1: summaryReport,
  R2: funnelReport,
  R3: targetsReport,
  R4: priorityReport,
  R5: trackReport,
  R6: concernsReport,
  R7: workloadReport,
  R8: qualityReport,
  R9: partyFormReport,
}

const titles: Readonly<Record<ReportId, () => string>> = {
  R1: m.reports_R1,
  R2: m.reports_R2,
  R3: m.reports_R3,
  R4: m.reports_R4,
  R5: m.reports_R5,
  R6: m.reports_R6,
  R7: m.reports_R7,
  R8: m.reports_R8,
  R9: m.reports_R9,
}

/** Reports that name single firms: what a small number would tell, they say outright. */
const namesFirms: readonly ReportId[] = ['R4', 'R5']

export function mayMask(id: ReportId): boolean {
  return !namesFirms.includes(id)
}

export function reportTitle(id: ReportId): string {
  return titles[id]()
}

/** One report in the words of today's language; masked for readers outside the committee in charge. */
export function writeReport(id: ReportId, input: ReportInput): Report {
  const { period, source, isMasked } = input
  const date = dateWords(source.period.to)
  const visits = countWords(source.waiting, 'visits')
  const report: Report = {
    id,
    title: reportTitle(id),
    lines: [
      m.reports_ofPeriod({ from: dateWords(period.from), to: dateWords(period.to) }),
      source.waiting === 0 ? m.reports_asOfAll({ date }) : m.reports_asOf({ date, visits }),
    ],
    ...bodies[id](input),
  }
  if (!isMasked || !mayMask(id)) return report
  const masked = maskReport(report)
  return { ...masked, notes: [...masked.notes, m.reports_masked()] }
}
