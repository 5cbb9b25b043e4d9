import type { Report, ReportCell, ReportColumn, ReportRow } from './report.ts'

/** Numbers below this, but for 0, may point at a person. */
const smallest = 3

/**
 * A report for readers outside the committee in charge: no number of 1 or 2 is told, nor can be worked out from
 * what is. Where a sum would give one away, a second number of that sum goes too; what is worked out from a masked
 * number is masked with it. All look alike, so that it does not show which of them is the small one.
 */
export function maskReport(report: Report): Report {
  const all = report.total === undefined ? report.rows : [...report.rows, report.total]
  const sums = report.total === undefined ? [] : sumsOf(report.rows, report.total)
  const masked = new Map<string, ReadonlySet<ReportRow>>()
  for (const column of report.columns) {
    if (column.kind !== 'number' || column.isOpen === true || column.derivedFrom !== undefined) continue
    masked.set(column.key, maskColumn(column, all, sums))
  }
  for (const column of report.columns) {
    const sources = column.derivedFrom?.map((key) => masked.get(key) ?? new Set<ReportRow>()) ?? []
    if (sources.length === 0) continue
    masked.set(column.key, new Set(all.filter((row) => sources.some((rows) => rows.has(row)))))
  }
  // a share that says what it is worked out from is masked with that; of another both numbers are looked at
  const alone = new Set(
    report.columns.flatMap(({ key, derivedFrom }) => (derivedFrom === undefined ? [key] : [])),
  )
  const maskRow = (row: ReportRow): ReportRow => {
    const cells = Object.entries(row.cells).map(([key, cell]): [string, ReportCell] => [
      key,
      masked.get(key)?.has(row) === true || (alone.has(key) && isShareOfSmall(cell))
        ? { kind: 'masked' }
        : cell,
    ])
    return { ...row, cells: Object.fromEntries(cells) }
  }
  return {
    ...report,
    rows: report.rows.map(maskRow),
    ...(report.total !== undefined && { total: maskRow(report.total) }),
  }
}

/** The whole may stand in another row. */
function isShareOfSmall(cell: ReportCell): boolean {
  return cell.kind === 'percent' && (isSmall(cell.part) || isSmall(cell.whole))
}

function isSmall(value: number): boolean {
  return value > 0 && value < smallest
}

/** A row, and the rows it is the sum of. */
interface Sum {
  readonly whole: ReportRow
  readonly parts: readonly ReportRow[]
}

/** Every row of a tree with those right below it; of the last row those of level 0. */
function sumsOf(rows: readonly ReportRow[], total: ReportRow): readonly Sum[] {
  const sums: { whole: ReportRow; parts: ReportRow[] }[] = [{ whole: total, parts: [] }]
  const path = [sums[0]!]
  for (const row of rows) {
    path.length = row.level + 1
    path.at(-1)!.parts.push(row)
    const sum = { whole: row, parts: [] }
    path.push(sum)
    sums.push(sum)
  }
  return sums.filter(({ parts }) => parts.length > 0)
}

/**
 * Sums form a tree, and each row stands in at most two of them. Where every sum has no masked number or at least
 * two that are not 0, a masked one can always be another: along a way through masked numbers from one end of the
 * tree to another, each can give to the next.
 */
function maskColumn(
  { key }: ReportColumn,
  rows: readonly ReportRow[],
  sums: readonly Sum[],
): ReadonlySet<ReportRow> {
  const valueOf = (row: ReportRow) => {
    const cell = row.cells[key]
    return cell?.kind === 'number' ? cell.value : 0
  }
  const masked = new Set(rows.filter((row) => isSmall(valueOf(row))))
  for (let isSettled = false; !isSettled;) {
    isSettled = true
    for (const { whole, parts } of sums) {
      const hidden = [whole, ...parts].filter((row) => masked.has(row))
      if (hidden.length !== 1) continue
      const [next] = [...parts.toSorted((one, other) => valueOf(one) - valueOf(other)), whole].filter(
        (row) => valueOf(row) > 0 && !masked.has(row),
      )
      if (next === undefined) continue
      masked.add(next)
      isSettled = false
    }
  }
  return masked
}
