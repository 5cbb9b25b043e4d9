import type { Cell, CellObject, Row, SheetData, SheetOptions } from 'write-excel-file/universal'
import { m } from '#app/messages/compiled/messages.js'
import {
  headingGroups,
  rowNumbers,
  type Report,
  type ReportCell,
  type ReportRow,
} from '#domain/reports/report.ts'
import { neutral } from './neutral.ts'
import { cellWords } from './reportInput.ts'

/** What stands above a report and below it on paper, line by line. */
export interface Frame {
  readonly above: readonly string[]
  readonly below: readonly string[]
}

/** A sheet as the library writes it: plain data, to be sent to a worker. */
export interface ReportSheet {
  readonly data: SheetData
  readonly options: SheetOptions<Blob>
}

const numberWidth = 8

/** Real numbers and days, texts that stay texts, headings that stay in sight, «STT» first and the total last. */
export function reportSheet(report: Report, { above, below }: Frame): ReportSheet {
  const { columns, rows, total } = report
  const numbers = rowNumbers(rows)
  const paragraphs = (report.narrative ?? []).map(({ heading, text }) => `${heading}: ${text}`)
  const across = (text: string, look: Partial<CellObject> = {}): Row => [
    { value: neutral(text), columnSpan: columns.length + 1, ...look },
    ...nothing(columns.length),
  ]
  const head: Row[] = [
    ...above.map((text) => across(text)),
    across(report.title, { fontWeight: 'bold', fontSize: 14, align: 'center' }),
    ...report.lines.map((text) => across(text, { align: 'center' })),
    nothing(columns.length + 1),
    ...headingRows(report),
  ]
  return {
    data: [
      ...head,
      ...rows.map((row, index) => line(report, row, numbers[index]!)),
      ...(total === undefined ? [] : [line(report, total, '', { fontWeight: 'bold' })]),
      nothing(columns.length + 1),
      ...[...report.notes, ...paragraphs, ...below].map((text) => across(text, { wrap: true })),
    ],
    options: {
      sheet: report.id,
      columns: [{ width: numberWidth }, ...columns.map(({ width }) => ({ width }))],
      stickyRowsCount: head.length,
      stickyColumnsCount: 2,
      orientation: 'landscape',
    },
  }
}

/** One row, or two where columns stand in groups: then a group spans its columns, and others both rows. */
function headingRows({ columns }: Report): Row[] {
  const groups = headingGroups(columns)
  const isGrouped = groups.some(({ heading }) => heading !== undefined)
  const look: CellObject = {
    fontWeight: 'bold',
    wrap: true,
    align: 'center',
    alignVertical: 'center',
    borderStyle: 'thin',
  }
  const single = (text: string): Cell => ({ ...look, value: neutral(text), ...(isGrouped && { rowSpan: 2 }) })
  const first: Row = [
    single(m.reports_number()),
    ...groups.flatMap(({ heading, columns: some }): Row =>
      heading === undefined
        ? some.map((column) => single(column.heading))
        : [{ ...look, value: neutral(heading), columnSpan: some.length }, ...nothing(some.length - 1)],
    ),
  ]
  const second: Row = [
    null,
    ...groups.flatMap(({ heading, columns: some }) =>
      some.map((column): Cell =>
        heading === undefined ? null : { ...look, value: neutral(column.heading) },
      ),
    ),
  ]
  return isGrouped ? [first, second] : [first]
}

function line(
  { columns }: Report,
  { cells }: ReportRow,
  number: number | string,
  look: CellObject = {},
): Row {
  const border: CellObject = { borderStyle: 'thin', alignVertical: 'top', ...look }
  return [
    { value: number, ...border },
    ...columns.map(({ key }): Cell => ({ ...cellOf(cells[key]), ...border })),
  ]
}

function cellOf(cell: ReportCell | undefined): CellObject {
  if (cell?.kind === 'number') return { value: cell.value, format: '#,##0' }
  if (cell?.kind === 'percent' && cell.whole !== 0) {
    return { value: cell.part / cell.whole, format: '0.0%' }
  }
  if (cell?.kind === 'date') return { value: new Date(`${cell.day}T00:00:00Z`), format: 'dd/mm/yyyy' }
  const value = neutral(cellWords(cell))
  if (cell?.kind === 'code') return { value }
  return cell?.kind === 'text' ? { value, wrap: true } : { value, align: 'right' }
}

/** Places that a cell beside them spans, or that are empty. */
function nothing(count: number): null[] {
  return Array.from({ length: count }, () => null)
}
