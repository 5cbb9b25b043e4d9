import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fromText } from './report.ts'
import { secondsSince, type Asked, type Run } from './runSeeds.ts'
import { addTally, createTally } from './tally.ts'

const main = join(import.meta.dirname, 'main.ts')

/** So many go to a process at once: its start costs as much as a few of them. */
const mostAtOnce = 50

export interface Spread extends Asked {
  readonly workers: number
  readonly mutant?: string | undefined
  readonly onProgress?: (done: Pick<Run, 'tally' | 'violations' | 'seconds'>) => void
}

/** The same seeds in several processes, a share at a time, until enough is known. */
export async function runWorkers({ workers, mutant, onProgress, ...asked }: Spread): Promise<Run> {
  const startedAt = performance.now()
  const { first, count, mostViolations = 1 } = asked
  const share = Math.min(mostAtOnce, Math.ceil(count / workers))
  const tally = createTally()
  const violations: Run['violations'][number][] = []
  const fingerprints: string[] = []
  let next = first

  async function work(): Promise<void> {
    while (next < first + count && violations.length < mostViolations) {
      const mine = { first: next, count: Math.min(share, first + count - next), mostViolations }
      next += mine.count
      const run = await runProcess({ ...mine, ...(mutant !== undefined && { mutant }) })
      addTally(tally, run.tally)
      violations.push(...run.violations)
      fingerprints[(mine.first - first) / share] = run.fingerprint
      onProgress?.({ tally, violations, seconds: secondsSince(startedAt) })
    }
  }

  await Promise.all(Array.from({ length: workers }, work))
  return {
    tally,
    violations: violations.toSorted((one, other) => one.seed - other.seed),
    fingerprint: fingerprints.at(-1) ?? '',
    seconds: secondsSince(startedAt),
  }
}

/** One process with its own share of seeds, or with a mutant's mistake in it. */
export async function runProcess(asked: {
  readonly first: number
  readonly count: number
  readonly mutant?: string
  readonly mostViolations?: number
}): Promise<Run> {
  const options = ['--json', '--seed', `${asked.first}`, '--seeds', `${asked.count}`]
  if (asked.mostViolations !== undefined) options.push('--most', `${asked.mostViolations}`)
  if (asked.mutant !== undefined) options.push('--mutant', asked.mutant)
  const child = spawn(process.execPath, ['--max-semi-space-size=32', main, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return fromText(said)
}
