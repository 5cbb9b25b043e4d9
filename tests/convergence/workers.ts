import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fromText } from './report.ts'
import { secondsSince, type Asked, type Run } from './runSeeds.ts'
import { addTally, createTally } from './tally.ts'

const main = join(import.meta.dirname, 'main.ts')

/** The same seeds in several processes, each with a share of them. */
export async function runWorkers(asked: Asked & { readonly workers: number }, mutant?: string): Promise<Run> {
  const startedAt = performance.now()
  const { first, count, workers } = asked
  const share = Math.ceil(count / workers)
  const shares = Array.from({ length: workers }, (_, index) => ({
    first: first + index * share,
    count: Math.min(share, count - index * share),
  }))
  const runs = await Promise.all(
    shares
      .filter((one) => one.count > 0)
      .map((one) => runProcess({ ...one, ...(mutant !== undefined && { mutant }) })),
  )
  const tally = createTally()
  for (const run of runs) addTally(tally, run.tally)
  return {
    tally,
    violations: runs.flatMap(({ violations }) => violations),
    fingerprint: runs.map(({ fingerprint }) => fingerprint).join(),
    seconds: secondsSince(startedAt),
  }
}

/** One process with its own share of seeds, or with a mutant's mistake in it. */
export async function runProcess(asked: {
  readonly first: number
  readonly count: number
  readonly mutant?: string
}): Promise<Run> {
  const options = ['--json', '--seed', `${asked.first}`, '--seeds', `${asked.count}`]
  if (asked.mutant !== undefined) options.push('--mutant', asked.mutant)
  const child = spawn(process.execPath, ['--max-semi-space-size=32', main, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return fromText(said)
}
