import { foldVietnamese } from '#domain/fold.ts'
import { isEmptyCell, textOfCell, type Cell, type Sheet } from './cell.ts'
import { ambiguousHeadings, ambiguousUnder, columnKeys, headingWords, type ColumnKey } from './columns.ts'

/** One column of a sheet: its heading as written, and what it holds. */
export interface SheetColumn {
  readonly heading: string
  /** Undefined where nobody has said yet, or it is left aside. */
  readonly key: ColumnKey | undefined
  /** The heading may mean any of these: a person says which. */
  readonly choices: readonly ColumnKey[]
}

export interface Layout {
  /** The first row of the heading, from 0; -1 where there is none. */
  readonly headingRow: number
  /** Rows that the heading takes. */
  readonly headingRows: number
  readonly columns: readonly SheetColumn[]
}

const lastHeadingRow = 10

/** Finds the heading in the first ten rows, over one row or two; without a name or a tax code there is none. */
export function findLayout({ rows }: Pick<Sheet, 'rows'>): Layout {
  let best: Layout = { headingRow: -1, headingRows: 0, columns: layoutAt(rows, 0, 0).columns }
  let bestCount = 0
  for (let row = 0; row < Math.min(lastHeadingRow, rows.length); row += 1) {
    if ((rows[row] ?? []).every(isEmptyCell)) continue
    for (const height of [1, 2]) {
      const layout = layoutAt(rows, row, height)
      const count = layout.columns.filter(
        ({ key, choices }) => key !== undefined || choices.length > 0,
      ).length
      const hasFirm = layout.columns.some(({ key }) => key === 'name' || key === 'taxCode')
      if (hasFirm && count > bestCount) [best, bestCount] = [layout, count]
    }
  }
  return best
}

/** Reads the heading at a place that a person has named. */
export function layoutAt(rows: Sheet['rows'], headingRow: number, headingRows: number): Layout {
  const width = Math.max(0, ...rows.slice(0, 50).map((row) => row.length))
  const upper = filledToTheRight(rows[headingRow] ?? [], width, headingRows === 2)
  const lower = headingRows === 2 ? rows[headingRow + 1] : undefined
  const used = new Set<ColumnKey>()
  const columns = Array.from({ length: width }, (_, column): SheetColumn => {
    if (headingRows === 0) return { heading: '', key: undefined, choices: [] }
    const [above, below] = [upper[column] ?? '', textOfCell(lower?.[column])]
    const heading = [above, below].filter((text) => text !== '').join(' › ')
    const { key, choices } = recognise(above, below)
    // the same heading twice: the first counts, a person may say otherwise
    if (key === undefined || used.has(key)) return { heading, key: undefined, choices }
    used.add(key)
    return { heading, key, choices: [] }
  })
  return { headingRow, headingRows, columns }
}

/** A merged cell's text stands in its first column alone. */
function filledToTheRight(row: readonly Cell[], width: number, isMerged: boolean): string[] {
  const texts: string[] = []
  for (let column = 0; column < width; column += 1) {
    const text = textOfCell(row[column])
    texts.push(text === '' && isMerged ? (texts[column - 1] ?? '') : text)
  }
  return texts
}

interface Recognised {
  readonly key?: ColumnKey | undefined
  readonly choices: readonly ColumnKey[]
}

function recognise(above: string, below: string): Recognised {
  if (below === '') return recogniseText(above)
  const ambiguous = choicesOf(below)
  if (ambiguous.length > 0) {
    const under = ambiguousUnder.find(([sign]) => sign.test(foldVietnamese(above)))
    return under !== undefined && ambiguous.includes(under[1])
      ? { key: under[1], choices: [] }
      : { choices: ambiguous }
  }
  const joined = recogniseText(`${above} ${below}`)
  if (joined.key !== undefined) {
    const own = recogniseText(below)
    return own.key === undefined ? joined : own
  }
  return recogniseText(below)
}

function recogniseText(text: string): Recognised {
  const choices = choicesOf(text)
  if (choices.length > 0) return { choices }
  const key =
    keyByLetters.get(letters(text)) ?? keyByLetters.get(letters(withoutNote(text))) ?? byBeginning(text)
  return { key, choices: [] }
}

/** «Tổng số lao động tính đến 30/6»: a heading of several words, with something after it. */
function byBeginning(text: string): ColumnKey | undefined {
  const folded = foldVietnamese(text)
  const found = [...keyByWords.keys()]
    .filter(
      (words) => words.includes(' ') && folded.startsWith(`${words} `) && folded.length < longestHeading,
    )
    .sort((one, other) => other.length - one.length)[0]
  return found === undefined ? undefined : keyByWords.get(found)
}

const longestHeading = 60

function choicesOf(text: string): readonly ColumnKey[] {
  return choicesByLetters.get(letters(withoutNote(text))) ?? []
}

/** «Số lao động (người)» */
function withoutNote(text: string): string {
  return text.replace(/\(.*?\)/g, ' ')
}

/** «M.S.T» and «MST» are one. */
function letters(text: string): string {
  return foldVietnamese(text).replaceAll(' ', '')
}

const keyByWords = new Map(
  columnKeys.flatMap((key) => headingWords[key].map((words) => [foldVietnamese(words), key] as const)),
)
const keyByLetters = new Map(Array.from(keyByWords, ([words, key]) => [words.replaceAll(' ', ''), key]))
const choicesByLetters = new Map(
  Object.entries(ambiguousHeadings).map(([words, keys]) => [letters(words), keys]),
)

/** «1 2 3 …» or «(1) (2) …» under a heading: numbers of the columns, no firm. */
export function isNumberingRow(row: readonly Cell[]): boolean {
  const texts = row.filter((cell) => !isEmptyCell(cell)).map((cell) => textOfCell(cell).replace(/[()]/g, ''))
  const numbers = texts.filter((text) => /^\d{1,2}$/.test(text)).map(Number)
  return (
    numbers.length >= 3 &&
    texts.every((text) => /^(\d{1,2}|[A-Z])$/i.test(text)) &&
    numbers.every((number, index) => index === 0 || number === numbers[index - 1]! + 1)
  )
}
