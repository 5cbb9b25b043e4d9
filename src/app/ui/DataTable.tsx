import './DataTable.css'
import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end' | undefined
}

export interface DataTableProps<Row> {
  /** Names the table; shown unless `captionHidden`. */
  readonly caption: string
  readonly captionHidden?: boolean | undefined
  /** The first column names the row. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** A row that asks for a look: say why in one of its cells. */
  readonly isMarked?: ((row: Row) => boolean) | undefined
  /** Instead of an empty table. */
  readonly empty?: ReactNode
}

/** A table on the tablet, on paper and for screen readers; on the phone one card a row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, isMarked, empty } = props
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  const [first, ...others] = columns
  return (
    <table className="table">
      <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-align={column.align}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} data-marked={isMarked?.(row) || undefined}>
            <th scope="row" data-align={first.align}>
              {first.cell(row)}
            </th>
            {others.map((column) => (
              <td key={column.key} data-align={column.align} data-label={column.header}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
