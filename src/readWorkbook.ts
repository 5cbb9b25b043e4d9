import { parseCsv } from 'hucre/csv'
import { readXls, readXlsx } from 'hucre/xlsx'
import type { Cell } from '#domain/lists/cell.ts'
import type { ListSheet } from '#domain/lists/legacyColumns.ts'
import { legacyFontOf, type LegacyFont } from '#domain/lists/legacyText.ts'
import type { FileReader } from '#device/lists/openedList.ts'

// The one place that knows the library for spreadsheets.

/** Reads workbooks and text files with what a browser or Node has. */
export const fileReader: FileReader = {
  readWorkbook: (bytes) => readWorkbook(bytes).catch(() => undefined),
  splitLines: (text, separator) =>
    parseCsv(text, { delimiter: separator, skipBom: true }).map((row) => row.map(cellOf)),
  decode: (bytes, label) => {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return undefined
    }
  },
}

async function readWorkbook(bytes: Uint8Array): Promise<ListSheet[]> {
  const isOld = bytes[0] === 0xd0
  const { sheets } = isOld ? await readXls(bytes) : await readXlsx(bytes)
  const fonts = isOld ? [] : await readFonts(bytes)
  return sheets
    .filter(({ hidden, veryHidden }) => hidden !== true && veryHidden !== true)
    .map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.map(cellOf)),
      fonts: fonts.find((one) => one.name === name)?.fonts ?? [],
    }))
}

const rowsForFonts = 60

/** The fonts of the first rows say how a column is set: those of all cells would take a tablet's memory. */
async function readFonts(bytes: Uint8Array) {
  const { sheets } = await readXlsx(bytes, { readStyles: true, maxRows: rowsForFonts })
  return sheets.map(({ name, cells }) => {
    const fonts: (LegacyFont | undefined)[] = []
    for (const [key, { style }] of cells ?? []) {
      const column = Number(key.split(',')[1])
      const font = legacyFontOf(style?.font?.name ?? '')
      // small letters set in a font of capitals stay small where the rest of the column is not
      if (font !== undefined && (fonts[column] === undefined || fonts[column].isCapital)) fonts[column] = font
    }
    return { name, fonts }
  })
}

function cellOf(value: string | number | boolean | Date | null | undefined): Cell {
  if (value === undefined) return null
  if (value instanceof Date) return { day: value.toISOString().slice(0, 10) }
  if (typeof value === 'string' && failed.test(value)) return { fault: value }
  return value
}

const failed = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/
