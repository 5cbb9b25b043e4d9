import type { ChaosStore, StoreMaker } from './store.ts'

/** One way of breaking things, and what it may cost: nothing that somebody was told is saved. */
export interface Trial {
  readonly what: string
  readonly usualRuns: number
  /** How many a claim of reliability rests on. */
  readonly fullRuns: number
  /** The same with a safeguard taken away: if nothing is missing, the trial is blind. */
  readonly mustLose?: true
  readonly run: (setting: Setting) => Promise<Outcome>
}

export interface Setting {
  readonly runs: number
  /** An empty one, this trial's own. */
  readonly store: ChaosStore
  readonly newStore: StoreMaker['newStore']
  /** Tells whoever waits how far it is. */
  readonly say: (words: string) => void
}

export interface Outcome {
  readonly runs: number
  /** Saves of which the device, or the person, was told that they are safe. */
  readonly reported: number
  readonly missing: number
  readonly doubled: number
  readonly note?: string
  /** What else was not as it should be. */
  readonly complaint?: string
}

/** Why a trial cannot be made on this machine; neither a success nor a loss. */
export class NotPossibleHere extends Error {}

export function isGood({ mustLose }: Trial, { reported, missing, doubled, complaint }: Outcome): boolean {
  if (reported === 0 || complaint !== undefined) return false
  return mustLose === true ? missing > 0 : missing === 0 && doubled === 0
}

type Row = readonly string[]

const head: Row = ['what', 'runs', 'reported saved', 'missing', 'doubled', '', 'note']

/** The table as text that can be pasted. */
export function tableOf(rows: readonly (readonly [Trial, Outcome])[]): string {
  const cells = [head, ...rows.map(([trial, outcome]) => rowOf(trial, outcome))]
  const widths = head.map((_cell, column) => Math.max(...cells.map((row) => row[column]!.length)))
  const lines = cells.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  )
  return [lines[0]!, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join(
    '\n',
  )
}

function rowOf(trial: Trial, outcome: Outcome): Row {
  const { runs, reported, missing, doubled, note, complaint } = outcome
  const words = [complaint, note].filter((each) => each !== undefined).join('; ')
  return [trial.what, `${runs}`, `${reported}`, `${missing}`, `${doubled}`, verdictOn(trial, outcome), words]
}

function verdictOn(trial: Trial, outcome: Outcome): string {
  if (isGood(trial, outcome)) return 'good'
  if (trial.mustLose === true) return 'BLIND'
  return outcome.missing + outcome.doubled > 0 ? 'LOSS' : 'WRONG'
}
