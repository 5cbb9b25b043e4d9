import { writeReport } from '#app/reports/writeReport.ts'
import { readReference } from '#device/people.ts'
import { readReportSource } from '#device/reportFirms.ts'
import { readReportTexts } from '#device/reportTexts.ts'
import { readTargets } from '#device/targets.ts'
import type { Device } from '#device/device.ts'
import type { Report, ReportId } from '#domain/reports/report.ts'
import type { Period } from '#domain/targets.ts'
import { cellWords } from '#app/reports/reportInput.ts'

export const thisYear: Period = { from: '2026-01-01', to: '2026-11-21' }

/** A report as a device writes it for a period. */
export async function reportOn(
  device: Device,
  id: ReportId,
  { period = thisYear, isMasked = false }: { period?: Period; isMasked?: boolean } = {},
): Promise<Report> {
  const today = thisYear.to
  const until = { ...period, to: period.to < today ? period.to : today }
  const source = await readReportSource(device, until)
  const [reference, targets] = [await readReference(device), await readTargets(device)]
  const texts = await readReportTexts(device)
  return writeReport(id, { period, source: source!, reference, targets, texts, isMasked })
}

/** A line as the screen writes it, by the headings' keys. */
export function wordsOf(report: Report, key: string): Readonly<Record<string, string>> {
  const row = key === 'total' ? report.total : report.rows.find((one) => one.key === key)
  return Object.fromEntries(report.columns.map((column) => [column.key, cellWords(row?.cells[column.key])]))
}
