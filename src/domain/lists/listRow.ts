import { foldVietnamese } from '#domain/fold.ts'
import { cellName, isEmptyCell, textOfCell, type Cell, type Sheet } from './cell.ts'
import { countColumns, dayColumns, type ColumnKey } from './columns.ts'
import { isNumberingRow } from './headings.ts'
import { isFailed, readCount, readDay, type CellFault } from './values.ts'

/** A row below the heading: what it says of a firm, or why it is none. */
export type ListRow =
  | {
      readonly kind: 'firm'
      readonly row: number
      readonly texts: RowTexts
      readonly faults: readonly RowFault[]
    }
  | { readonly kind: 'leftOut'; readonly row: number; readonly why: LeftOut }

/** What each known column says, as text. */
export type RowTexts = Readonly<Partial<Record<ColumnKey, string>>>

export interface RowFault {
  readonly fault: CellFault
  readonly column: ColumnKey
  /** «D12» */
  readonly cell: string
  readonly text: string
}

export const leftOutReasons = ['empty', 'total', 'numbering', 'title'] as const
export type LeftOut = (typeof leftOutReasons)[number]

/** What each column of the sheet holds; undefined where it is left aside. */
export type ColumnKeys = readonly (ColumnKey | undefined)[]

const longestName = 250

/** Reads every row below the heading; none is dropped without a reason. */
export function readRows({ rows }: Pick<Sheet, 'rows'>, from: number, keys: ColumnKeys): ListRow[] {
  return rows.slice(from).map((cells, index) => readRow(cells, from + index, keys))
}

function readRow(cells: readonly Cell[], row: number, keys: ColumnKeys): ListRow {
  const texts: Partial<Record<ColumnKey, string>> = {}
  for (const [column, key] of keys.entries()) {
    const text = textOfCell(cells[column])
    if (key !== undefined && text !== '') texts[key] = text
  }
  const why = reasonToLeaveOut(cells, texts)
  if (why !== undefined) return { kind: 'leftOut', row, why }
  return { kind: 'firm', row, texts, faults: faultsIn(cells, row, keys, texts) }
}

function reasonToLeaveOut(cells: readonly Cell[], texts: RowTexts): LeftOut | undefined {
  const filled = cells.filter((cell) => !isEmptyCell(cell))
  if (filled.length === 0) return 'empty'
  if (isNumberingRow(cells)) return 'numbering'
  const first = foldVietnamese(textOfCell(filled[0]))
  if (texts.taxCode === undefined && (isTotal(first) || isTotal(foldVietnamese(texts.name ?? ''))))
    return 'total'
  // «I. KCN Mẫu»: a line over the firms below it
  const numbered = /^([ivx]+|[a-z])([.)]|$)/i.test(texts.ordinal ?? texts.name ?? textOfCell(filled[0]))
  return numbered && filled.length <= 2 && texts.taxCode === undefined ? 'title' : undefined
}

function isTotal(folded: string): boolean {
  return /^(tong|tong cong|tong so|cong|cong tong|luy ke)$/.test(folded.replace(/\s*\d.*$/, ''))
}

function faultsIn(cells: readonly Cell[], row: number, keys: ColumnKeys, texts: RowTexts): RowFault[] {
  const faults = keys.flatMap((key, column): RowFault[] => {
    const cell = cells[column]
    const fault = key === undefined ? undefined : faultOf(key, cell)
    if (key === undefined || fault === undefined) return []
    return [{ fault, column: key, cell: cellName(row, column), text: textOfCell(cell) }]
  })
  if (texts.name !== undefined) return faults
  const column = keys.indexOf('name')
  const missing: RowFault = {
    fault: 'nameMissing',
    column: 'name',
    cell: column === -1 ? String(row + 1) : cellName(row, column),
    text: '',
  }
  return [missing, ...faults]
}

function faultOf(key: ColumnKey, cell: Cell | undefined): CellFault | undefined {
  if (isFailed(cell)) return 'formulaFailed'
  if (key === 'name' && textOfCell(cell).length > longestName) return 'nameTooLong'
  const read = countColumns.includes(key)
    ? readCount(cell)
    : dayColumns.includes(key)
      ? readDay(cell)
      : undefined
  return read !== undefined && 'fault' in read ? read.fault : undefined
}
