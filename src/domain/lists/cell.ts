/** A cell as a workbook or a text file holds it: formulas by the value that was worked out last. */
export type Cell = string | number | boolean | null | { readonly day: string } | { readonly fault: string }

/** A sheet's cells, row by row, as they came; rows may be of different length. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

/** What a person reads in a cell: marks composed, invisible letters and double spaces gone. */
export function textOfCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.fault
  return cleanText(String(cell))
}

export function cleanText(text: string): string {
  return text.normalize('NFC').replace(invisible, '').replace(/\s+/g, ' ').trim()
}

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

export function isEmptyCell(cell: Cell | undefined): boolean {
  return textOfCell(cell) === ''
}

/** «D12»; both count from 0. */
export function cellName(row: number, column: number): string {
  let letters = ''
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1)
    letters = String.fromCharCode(65 + (left % 26)) + letters
  return `${letters}${row + 1}`
}
