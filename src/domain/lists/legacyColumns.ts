import { textOfCell, type Cell, type Sheet } from './cell.ts'
import { convertLegacy, guessLegacy, type LegacyFont } from './legacyText.ts'

/** A sheet, with the font of before Unicode that a workbook says a column is set in. */
export interface ListSheet extends Sheet {
  readonly fonts: readonly (LegacyFont | undefined)[]
}

/** How each column is to be read: by its font where the workbook tells, else by its letters. */
export function legacyColumns({ rows, fonts }: ListSheet): readonly (LegacyFont | undefined)[] {
  const width = Math.max(0, ...rows.slice(0, sampleRows).map((row) => row.length))
  return Array.from({ length: width }, (_, column) => fonts[column] ?? guessColumn(rows, column))
}

/** A text before and after, to be looked at before anything is converted. */
export interface Converted {
  readonly before: string
  readonly after: string
}

export function sampleOf({ rows }: Sheet, columns: readonly (LegacyFont | undefined)[]): Converted[] {
  const found = new Map<string, string>()
  for (const row of rows.slice(0, sampleRows))
    for (const [column, font] of columns.entries()) {
      const cell = row[column]
      const after = font === undefined ? cell : convertCell(cell ?? null, font)
      if (typeof after === 'string' && after !== cell) found.set(textOfCell(cell), textOfCell(after))
    }
  return Array.from(found, ([before, after]) => ({ before, after })).slice(0, samples)
}

export function convertSheet(sheet: ListSheet, columns: readonly (LegacyFont | undefined)[]): Sheet {
  const rows = sheet.rows.map((row) =>
    row.map((cell, column) => {
      const font = columns[column]
      return font === undefined ? cell : convertCell(cell, font)
    }),
  )
  return { name: sheet.name, rows }
}

const sampleRows = 200
const samples = 5

function guessColumn(rows: Sheet['rows'], column: number): LegacyFont | undefined {
  const texts = rows.slice(0, sampleRows).flatMap((row) => {
    const cell = row[column]
    return typeof cell === 'string' && isLatin1(cell) ? [cell] : []
  })
  const encoding = guessLegacy(texts.join(' '))
  return encoding && { encoding, isCapital: false }
}

/** What has a letter that only Unicode knows stays as it is. */
function convertCell(cell: Cell, { encoding, isCapital }: LegacyFont): Cell {
  if (typeof cell !== 'string' || !isLatin1(cell)) return cell
  const text = convertLegacy(cell, encoding)
  return isCapital ? text.toUpperCase() : text
}

function isLatin1(text: string): boolean {
  return !/[\u0100-\uffff]/.test(text)
}
