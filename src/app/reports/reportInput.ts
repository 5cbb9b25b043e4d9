import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatDate, formatNumber, formatPercent } from '#app/ui/format.ts'
import type { Reference } from '#device/people.ts'
import type { ReportSource } from '#device/reportFirms.ts'
import type { ReportTexts } from '#device/reportTexts.ts'
import type { Targets } from '#device/targets.ts'
import type { Report, ReportCell, ReportColumn } from '#domain/reports/report.ts'
import type { Period } from '#domain/targets.ts'

/** What a report is written from. */
export interface ReportInput {
  /** As it was chosen; figures end earlier where it still goes on. */
  readonly period: Period
  readonly source: ReportSource
  readonly reference: Reference
  readonly targets: Targets
  readonly texts: ReportTexts
  /** For readers outside the committee in charge. */
  readonly isMasked: boolean
}

/** What a report says beside its head, which all have in common. */
export type ReportBody = Pick<Report, 'columns' | 'rows' | 'total' | 'notes' | 'narrative'>

type Kind = ReportColumn['kind']
type More = Partial<Omit<ReportColumn, 'key' | 'heading' | 'kind'>>

const widths: Readonly<Record<Kind, number>> = { text: 28, number: 12, percent: 10, date: 12, code: 16 }

export function column(key: string, heading: string, kind: Kind, more: More = {}): ReportColumn {
  return { key, heading, kind, width: widths[kind], ...more }
}

export function text(words: string, firmId?: string): ReportCell {
  return { kind: 'text', text: words, ...(firmId !== undefined && { firmId }) }
}

export function number(value: number, firmIds?: readonly string[]): ReportCell {
  return { kind: 'number', value, ...(firmIds !== undefined && { firmIds }) }
}

export function dateWords(day: string): string {
  return formatDate(day, getLocale())
}

export function numberWords(value: number): string {
  return formatNumber(value, getLocale())
}

/** A cell as the screen, paper and CSV write it; one that says nothing as a dash. */
export function cellWords(cell: ReportCell | undefined): string {
  if (cell === undefined) return '—'
  switch (cell.kind) {
    case 'number':
      return numberWords(cell.value)
    case 'percent':
      return cell.whole === 0 ? '—' : formatPercent(cell.part / cell.whole, getLocale())
    case 'date':
      return dateWords(cell.day)
    case 'text':
    case 'code':
      return cell.text
    case 'masked':
      return '×'
  }
}
