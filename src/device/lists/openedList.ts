import { isEmptyCell, type Cell, type Sheet } from '#domain/lists/cell.ts'
import type { Choices } from '#domain/lists/choices.ts'
import type { ColumnKey } from '#domain/lists/columns.ts'
import { findLayout, layoutAt, type Layout } from '#domain/lists/headings.ts'
import {
  convertSheet,
  legacyColumns,
  sampleOf,
  type Converted,
  type ListSheet,
} from '#domain/lists/legacyColumns.ts'
import type { LegacyEncoding } from '#domain/lists/legacyText.ts'
import { guessSeparator, type Separator } from '#domain/lists/separators.ts'
import { decodeText, sniffEncoding, type Decode, type TextEncoding } from '#domain/lists/textEncoding.ts'
import { isLocked } from './lockedFile.ts'

/** What reads files: libraries, in a place that no screen waits for. */
export interface FileReader {
  /** Undefined for what is no workbook. */
  readonly readWorkbook: (bytes: Uint8Array) => Promise<readonly ListSheet[] | undefined>
  readonly splitLines: (text: string, separator: Separator) => readonly (readonly Cell[])[]
  readonly decode: Decode
}

/** A file's sheets, and for a text file how its bytes are read. */
export interface OpenedFile {
  readonly sheets: readonly ListSheet[]
  readonly text?: { readonly encoding: TextEncoding; readonly separator: Separator } | undefined
}

/** Why a file shows no list: another kind of file or damaged, behind a password, or without a row. */
export type Unreadable = 'notAList' | 'locked' | 'empty'

export async function openFile(
  reader: FileReader,
  bytes: Uint8Array,
  choices: Choices,
): Promise<OpenedFile | Unreadable> {
  const opened = await readFile(reader, bytes, choices)
  if (typeof opened === 'string') return opened
  const hasRows = opened.sheets.some(({ rows }) => rows.some((row) => !row.every(isEmptyCell)))
  return hasRows ? opened : 'empty'
}

async function readFile(
  reader: FileReader,
  bytes: Uint8Array,
  choices: Choices,
): Promise<OpenedFile | Unreadable> {
  if (isLocked(bytes)) return 'locked'
  if (isWorkbook(bytes)) {
    const sheets = await reader.readWorkbook(bytes)
    return sheets === undefined ? 'notAList' : { sheets }
  }
  const encoding = choices.encoding ?? sniffEncoding(bytes, reader.decode)
  const text = decodeText(bytes, encoding, reader.decode)
  if (text === undefined || isNoTable.test(text)) return 'notAList'
  const separator = choices.separator ?? guessSeparator(text)
  const rows = reader.splitLines(text, separator)
  return { sheets: [{ name: '', rows, fonts: [] }], text: { encoding, separator } }
}

/** Pictures and programs, and what is written for machines: pages, PDF, JSON. */
// oxlint-disable-next-line no-control-regex
const isNoTable = /^\s*(<|%PDF|\{\s*")|[\u0000-\u0008\u000e-\u0019]/

/** A zip (`.xlsx`) or an older workbook (`.xls`) by its first bytes, whatever it is called. */
function isWorkbook([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf)
}

/** A sheet as it is read by what was found and said. */
export interface ReadSheet {
  readonly sheet: Sheet
  readonly layout: Layout
  readonly keys: readonly (ColumnKey | undefined)[]
  /** The first row of a firm. */
  readonly from: number
  /** Text of before Unicode, with a few examples; absent where there is none. */
  readonly legacy?: { readonly encodings: readonly LegacyEncoding[]; readonly samples: readonly Converted[] }
}

export function readSheet(opened: ListSheet, choices: Choices): ReadSheet {
  const columns = legacyColumns(opened)
  const samples = sampleOf(opened, columns)
  const sheet = choices.converts === true ? convertSheet(opened, columns) : opened
  // headings are found in the text that is meant, whether it is converted or not
  const meant =
    samples.length > 0 ? convertSheet({ ...opened, rows: opened.rows.slice(0, 12) }, columns) : opened
  const found = findLayout(meant)
  const { headingRow = found.headingRow, headingRows = found.headingRows } = choices
  const isFound = headingRow === found.headingRow && headingRows === found.headingRows
  const layout = isFound ? found : layoutAt(meant.rows, headingRow, headingRows)
  const keys = layout.columns.map(({ key }, column) => {
    const said = choices.columns?.[column]
    return said === 'aside' ? undefined : (said ?? key)
  })
  const encodings = [...new Set(columns.flatMap((font) => font?.encoding ?? []))]
  return {
    sheet,
    layout,
    keys,
    from: Math.max(0, headingRow) + headingRows,
    ...(samples.length > 0 && { legacy: { encodings, samples } }),
  }
}
