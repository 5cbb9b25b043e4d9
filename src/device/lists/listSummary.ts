import { textOfCell } from '#domain/lists/cell.ts'
import type { Choices } from '#domain/lists/choices.ts'
import { isTaken, type ColumnKey } from '#domain/lists/columns.ts'
import type { Converted, ListSheet } from '#domain/lists/legacyColumns.ts'
import type { LegacyEncoding } from '#domain/lists/legacyText.ts'
import type { VerdictKind } from '#domain/lists/verdict.ts'
import type { Import } from './imports.ts'
import { samenessOf, type JudgedList } from './judgedList.ts'
import type { OpenedFile, ReadSheet } from './openedList.ts'
import { chooseRows } from './takeList.ts'

/** A list as the preview begins with it: how it was read, and what is to become of its rows. */
export interface ListSummary {
  readonly fileName: string
  readonly choices: Choices
  readonly sheets: readonly string[]
  readonly sheet: number
  readonly text: OpenedFile['text']
  /** The first rows as they stand, for saying where the heading is. */
  readonly firstRows: readonly string[]
  readonly headingRow: number
  readonly headingRows: number
  readonly columns: readonly SummaryColumn[]
  readonly legacy:
    | { readonly encodings: readonly LegacyEncoding[]; readonly samples: readonly Converted[] }
    | undefined
  readonly counts: Readonly<Record<VerdictKind, number>>
  /** Firms to be added, and firms that are there and may be filled in. */
  readonly toCreate: number
  readonly toLookAt: number
  /** Likely doubles about which nobody has said anything: they are left out. */
  readonly undecided: number
  readonly unknownParks: JudgedList['unknownParks']
  readonly shortCodes: number
  readonly hasParkColumn: boolean
  /** The same sheet of the same file, taken in before. */
  readonly earlier: Pick<Import, 'at' | 'personId' | 'rowsTaken'> | undefined
}

export interface SummaryColumn {
  readonly heading: string
  readonly key: ColumnKey | undefined
  readonly choices: readonly ColumnKey[]
  readonly isTaken: boolean
  readonly samples: readonly string[]
}

const shownRows = 12
const samples = 3

export function summaryOf(made: {
  readonly fileName: string
  readonly choices: Choices
  readonly opened: OpenedFile
  readonly sheet: ListSheet
  readonly read: ReadSheet
  readonly judged: JudgedList
  readonly earlier: Import | undefined
}): ListSummary {
  const { fileName, choices, opened, sheet, read, judged, earlier } = made
  const { creates, sets } = chooseRows(judged.verdicts, choices)
  const likely = judged.verdicts.filter(({ kind }) => kind === 'likely')
  return {
    fileName,
    choices,
    sheets: opened.sheets.map(({ name }) => name),
    sheet: opened.sheets.indexOf(sheet),
    text: opened.text,
    firstRows: read.sheet.rows.slice(0, shownRows).map((row) =>
      row
        .map(textOfCell)
        .filter((text) => text !== '')
        .join(' · '),
    ),
    headingRow: read.layout.headingRow,
    headingRows: read.layout.headingRows,
    columns: read.layout.columns.map(({ heading, choices: mayBe }, column) => {
      const key = read.keys[column]
      return {
        heading,
        key,
        choices: key === undefined ? mayBe : [],
        isTaken: key !== undefined && isTaken(key),
        samples: samplesOf(read, column),
      }
    }),
    legacy: read.legacy,
    counts: judged.counts,
    toCreate: creates.length,
    toLookAt: sets.length,
    undecided: likely.filter(({ row }) => samenessOf(choices, row) === undefined).length,
    unknownParks: judged.unknownParks,
    shortCodes: judged.shortCodes,
    hasParkColumn: read.keys.includes('park'),
    earlier: earlier && { at: earlier.at, personId: earlier.personId, rowsTaken: earlier.rowsTaken },
  }
}

function samplesOf({ sheet, from }: ReadSheet, column: number): string[] {
  const texts = sheet.rows.slice(from, from + 40).map((row) => textOfCell(row[column]))
  return texts.filter((text) => text !== '').slice(0, samples)
}
