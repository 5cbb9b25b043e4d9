/** What is asked for upward, R1 to R9. */
export const reportIds = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'] as const
export type ReportId = (typeof reportIds)[number]

/** A cell as it is meant; how it is written is for whoever draws it. */
export type ReportCell =
  /** `firmIds` are the firms behind it: what a number is made of can be looked up. */
  | { readonly kind: 'number'; readonly value: number; readonly firmIds?: readonly string[] }
  /** A share of something that is 0 is none. */
  | { readonly kind: 'percent'; readonly part: number; readonly whole: number }
  | { readonly kind: 'date'; readonly day: string }
  | { readonly kind: 'text'; readonly text: string; readonly firmId?: string }
  /** Digits that are no number, as a tax code. */
  | { readonly kind: 'code'; readonly text: string }
  /** Known, but not for this reader. */
  | { readonly kind: 'masked' }

export interface ReportColumn {
  readonly key: string
  readonly heading: string
  /** Over this column and its neighbours of the same group. */
  readonly group?: string | undefined
  readonly kind: 'number' | 'percent' | 'date' | 'text' | 'code'
  /** What stands at a day and what happened in a period are never told in one column. */
  readonly measures?: 'stock' | 'flow' | undefined
  /** Worked out from these columns: who knows them knows this one, and the other way round. */
  readonly derivedFrom?: readonly string[] | undefined
  /** Nothing about anybody: a target as it was set. */
  readonly isOpen?: boolean | undefined
  /** In characters. */
  readonly width: number
}

export interface ReportRow {
  readonly key: string
  /** 0 is made of the rows of level 1 that follow it, and so on. */
  readonly level: number
  /** By the column's key; a cell that is not there says nothing. */
  readonly cells: Readonly<Record<string, ReportCell>>
}

/** One report, in words and figures: the screen, paper, the workbook and CSV are four drawings of it. */
export interface Report {
  readonly id: ReportId
  readonly title: string
  /** Under the title: of when it is, of what. */
  readonly lines: readonly string[]
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** «Tổng cộng»: each of its numbers is the sum of the rows of level 0. */
  readonly total?: ReportRow | undefined
  /** Below the table: what was left out, and what is not known. */
  readonly notes: readonly string[]
  /** What figures do not say: «thuận lợi, khó khăn, nguyên nhân, kết quả». */
  readonly narrative?: readonly Paragraph[] | undefined
}

export interface Paragraph {
  /** Under which its own words are kept. */
  readonly key: string
  readonly heading: string
  readonly text: string
}

/** Columns side by side under one heading. */
export interface HeadingGroup {
  readonly heading: string | undefined
  readonly columns: readonly ReportColumn[]
}

export function headingGroups(columns: readonly ReportColumn[]): readonly HeadingGroup[] {
  const groups: { heading: string | undefined; columns: ReportColumn[] }[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (column.group !== undefined && column.group === last?.heading) last.columns.push(column)
    else groups.push({ heading: column.group, columns: [column] })
  }
  return groups
}

/** «STT»: 1, 2, 3 down a list; `1`, `1.1`, `1.1.1` where rows are made of rows. */
export function rowNumbers(rows: readonly ReportRow[]): readonly (number | string)[] {
  const isList = rows.every(({ level }) => level === 0)
  const counts: number[] = []
  return rows.map(({ level }, index) => {
    if (isList) return index + 1
    counts.length = level + 1
    counts[level] = (counts[level] ?? 0) + 1
    return counts.join('.')
  })
}

/** So many firms, and which. */
export function firmsCell(firms: readonly { readonly id: string }[]): ReportCell {
  return { kind: 'number', value: firms.length, firmIds: firms.map(({ id }) => id) }
}

/** A sum over firms; what is not known of a firm adds nothing. */
export function sumCell<Firm extends { readonly id: string }>(
  firms: readonly Firm[],
  valueOf: (firm: Firm) => number | 'unknown',
): ReportCell {
  const adding = firms.flatMap((firm) => {
    const value = valueOf(firm)
    return value === 'unknown' || value === 0 ? [] : [{ id: firm.id, value }]
  })
  return {
    kind: 'number',
    value: adding.reduce((sum, { value }) => sum + value, 0),
    firmIds: adding.map(({ id }) => id),
  }
}

/** The share that one number is of another. */
export function shareCell(part: ReportCell, whole: ReportCell): ReportCell {
  const valueOf = (cell: ReportCell) => (cell.kind === 'number' ? cell.value : 0)
  return { kind: 'percent', part: valueOf(part), whole: valueOf(whole) }
}
