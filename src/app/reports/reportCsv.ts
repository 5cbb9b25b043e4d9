import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { rowNumbers, type Report, type ReportCell, type ReportRow } from '#domain/reports/report.ts'
import { neutral } from './neutral.ts'
import { cellWords } from './reportInput.ts'

const byteOrderMark = '\ufeff'

/** The table alone, in UTF-8: with the separator that spreadsheets of the language expect, numbers without dots. */
export function reportCsv({ columns, rows, total }: Report): string {
  const numbers = rowNumbers(rows)
  const headings = columns.map(({ group, heading }) =>
    group === undefined ? heading : `${group}: ${heading}`,
  )
  const line = (row: ReportRow, number: number | string) => [
    String(number),
    ...columns.map(({ key }) => cellText(row.cells[key])),
  ]
  const lines = [
    [m.reports_number(), ...headings],
    ...rows.map((row, index) => line(row, numbers[index]!)),
    ...(total === undefined ? [] : [line(total, '')]),
  ]
  const separator = getLocale() === 'vi' ? ';' : ','
  const text = lines.map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator))
  return byteOrderMark + text.join('\r\n') + '\r\n'
}

function cellText(cell: ReportCell | undefined): string {
  return cell?.kind === 'number' ? String(cell.value) : neutral(cellWords(cell))
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
