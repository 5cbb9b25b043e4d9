/** One line of the table. A timing counts only as a ratio to its floor, unless its goal is in milliseconds. */
export interface Figure {
  readonly what: string
  readonly ours: number
  readonly unit: string
  readonly floor?: number
  readonly atMostRatio?: number
  readonly atLeastRatio?: number
  /** In the figure's own unit. */
  readonly atMost?: number
  readonly below?: number
  readonly note?: string
}

type Row = readonly string[]

const head: Row = ['what', 'ours', 'floor', 'ratio', 'goal', '']

export function isMet(figure: Figure): boolean | undefined {
  const ratio = ratioOf(figure)
  const checks = [
    figure.atMost === undefined ? undefined : figure.ours <= figure.atMost,
    figure.below === undefined ? undefined : figure.ours < figure.below,
    figure.atMostRatio === undefined || ratio === undefined ? undefined : ratio <= figure.atMostRatio,
    figure.atLeastRatio === undefined || ratio === undefined ? undefined : ratio >= figure.atLeastRatio,
  ].filter((check) => check !== undefined)
  return checks.length === 0 ? undefined : checks.every(Boolean)
}

/** The table as text that can be pasted, with what was missed below it. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [head, ...figures.map(rowOf)]
  const widths = head.map((_cell, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  )
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [lines[0]!, rule, ...lines.slice(1)].join('\n')
}

export function summaryOf(figures: readonly Figure[]): string {
  const judged = figures.filter((figure) => isMet(figure) !== undefined)
  const missed = judged.filter((figure) => isMet(figure) === false)
  const notes = figures.flatMap(({ what, note }) => (note === undefined ? [] : [`- ${what}: ${note}`]))
  return [
    ...notes,
    `${judged.length - missed.length} of ${judged.length} goals met`,
    ...missed.map(({ what }) => `  not met: ${what}`),
  ].join('\n')
}

export function lineOf(figure: Figure): string {
  return rowOf(figure).join('  ·  ')
}

function rowOf(figure: Figure): Row {
  const { what, ours, floor, unit } = figure
  const ratio = ratioOf(figure)
  const met = isMet(figure)
  return [
    what,
    amount(ours, unit),
    floor === undefined ? '–' : amount(floor, unit),
    ratio === undefined ? '–' : ratio.toFixed(2),
    goalOf(figure),
    met === undefined ? '' : met ? 'met' : 'NOT MET',
  ]
}

function goalOf({ atMostRatio, atLeastRatio, atMost, below, unit }: Figure): string {
  const goals = [
    ...(atMostRatio === undefined ? [] : [`≤ ${atMostRatio} × floor`]),
    ...(atLeastRatio === undefined ? [] : [`≥ ${atLeastRatio} × floor`]),
    ...(atMost === undefined ? [] : [`≤ ${amount(atMost, unit)}`]),
    ...(below === undefined ? [] : [`< ${amount(below, unit)}`]),
  ]
  return goals.length === 0 ? '–' : goals.join(', ')
}

function ratioOf({ ours, floor }: Figure): number | undefined {
  return floor === undefined || floor === 0 ? undefined : ours / floor
}

function amount(value: number, unit: string): string {
  const digits = Number.isInteger(value) || value >= 1000 ? 0 : value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`
}
