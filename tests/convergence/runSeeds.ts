import { beginSimulating } from './creation.ts'
import { simulate } from './simulation.ts'
import { addTally, createTally, type Tally } from './tally.ts'
import { makeTemplate } from './template.ts'
import type { Violation } from './world.ts'

export interface Asked {
  readonly first: number
  readonly count: number
  readonly isTraced: boolean
  /** Enough is known then. */
  readonly mostViolations?: number
}

export interface Run {
  readonly tally: Tally
  readonly violations: readonly (Violation & { readonly seed: number })[]
  /** Of the last seed: the same again whenever it is run with this build. */
  readonly fingerprint: string
  readonly seconds: number
}

/** Seed after seed until one, or so many, broke an invariant. */
export async function runSeeds({ first, count, isTraced, mostViolations = 1 }: Asked): Promise<Run> {
  const startedAt = performance.now()
  const template = await makeTemplate()
  beginSimulating()
  const tally = createTally()
  const onTrace = isTraced ? (words: string) => void process.stdout.write(`${words}\n`) : () => undefined
  const violations: Run['violations'][number][] = []
  let fingerprint = ''
  for (let seed = first; seed < first + count; seed += 1) {
    const outcome = await simulate(seed, template, onTrace)
    addTally(tally, outcome.tally)
    fingerprint = outcome.fingerprint
    if (outcome.violation !== undefined) violations.push({ seed, ...outcome.violation })
    if (violations.length === mostViolations) break
  }
  return { tally, violations, fingerprint, seconds: secondsSince(startedAt) }
}

export function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000
}
