import '#app/ui/DataTable.css'
import { useState } from 'react'
import { Link } from 'wouter'
import { windowSize } from '#app/firms/firmFilter.ts'
import { m } from '#app/messages/compiled/messages.js'
import type { Behind } from '#app/overview/FirmsBehind.tsx'
import { paths } from '#app/paths.ts'
import { FigureButton } from '#app/ui/FigureButton.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import {
  headingGroups,
  rowNumbers,
  type Report,
  type ReportCell,
  type ReportColumn,
  type ReportRow,
} from '#domain/reports/report.ts'
import { cellWords, numberWords } from './reportInput.ts'

interface ReportTableProps {
  readonly report: Report
  /** Paper takes all rows. */
  readonly isWhole: boolean
  readonly onOpen: (behind: Behind) => void
}

/** A report on the screen and on paper; every number of firms opens their list. */
export function ReportTable({ report, isWhole, onOpen }: ReportTableProps) {
  const [most, setMost] = useState(windowSize)
  const { columns, rows, total } = report
  const numbers = rowNumbers(rows)
  const shown = isWhole ? rows : rows.slice(0, most)
  return (
    <div className="report-scroll">
      <table className="table report-table">
        <caption className="visually-hidden">{report.title}</caption>
        <Head columns={columns} />
        <tbody>
          {shown.map((row, index) => (
            <Line key={row.key} row={row} number={numbers[index]!} columns={columns} onOpen={onOpen} />
          ))}
          {total !== undefined && <Line row={total} columns={columns} onOpen={onOpen} isTotal />}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <MoreButton label={m.firms_more()} onMore={() => setMost(most + windowSize)} />
      )}
    </div>
  )
}

function Head({ columns }: Pick<Report, 'columns'>) {
  const groups = headingGroups(columns)
  const isGrouped = groups.some(({ heading }) => heading !== undefined)
  const alignOf = ({ kind }: ReportColumn) => (isFigure(kind) ? 'end' : undefined)
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={isGrouped ? 2 : 1}>
          {m.reports_number()}
        </th>
        {groups.map(({ heading, columns: some }) =>
          heading === undefined ? (
            <th key={some[0]!.key} scope="col" rowSpan={isGrouped ? 2 : 1} data-align={alignOf(some[0]!)}>
              {some[0]!.heading}
            </th>
          ) : (
            <th key={some[0]!.key} scope="colgroup" colSpan={some.length} className="report-group">
              {heading}
            </th>
          ),
        )}
      </tr>
      {isGrouped && (
        <tr>
          {groups
            .filter(({ heading }) => heading !== undefined)
            .flatMap(({ columns: some }) => some)
            .map((column) => (
              <th key={column.key} scope="col" data-align={alignOf(column)}>
                {column.heading}
              </th>
            ))}
        </tr>
      )}
    </thead>
  )
}

interface LineProps {
  readonly row: ReportRow
  readonly number?: number | string
  readonly columns: Report['columns']
  readonly isTotal?: boolean
  readonly onOpen: (behind: Behind) => void
}

function Line({ row, number, columns, isTotal, onOpen }: LineProps) {
  const [first, ...others] = columns
  const name = cellWords(row.cells[first!.key])
  return (
    <tr data-level={row.level} data-total={isTotal || undefined}>
      <td className="report-number">{typeof number === 'number' ? numberWords(number) : number}</td>
      <th scope="row">
        <Cell cell={row.cells[first!.key]} title={name} onOpen={onOpen} />
      </th>
      {others.map((column) => (
        <td
          key={column.key}
          data-align={isFigure(column.kind) ? 'end' : undefined}
          data-label={column.heading}
        >
          <Cell cell={row.cells[column.key]} title={`${name}: ${column.heading}`} onOpen={onOpen} />
        </td>
      ))}
    </tr>
  )
}

interface CellProps {
  readonly cell: ReportCell | undefined
  readonly title: string
  readonly onOpen: (behind: Behind) => void
}

function Cell({ cell, title, onOpen }: CellProps) {
  const words = cellWords(cell)
  if (cell?.kind === 'number' && cell.firmIds !== undefined) {
    const { value, firmIds } = cell
    return (
      <FigureButton
        n={value}
        label={m.overview_behind({ title, n: words })}
        onOpen={() => onOpen({ title, firmIds })}
      />
    )
  }
  if (cell?.kind === 'text' && cell.firmId !== undefined) {
    return <Link href={paths.firm(cell.firmId)}>{words}</Link>
  }
  return words
}

function isFigure(kind: ReportColumn['kind']): boolean {
  return kind === 'number' || kind === 'percent'
}
