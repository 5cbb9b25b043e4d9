import { spawnSync } from 'node:child_process'
import { faults, waysOf, whyMissing, type Way } from './faults.ts'
import { invariants, whatIsMissing, type InvariantId } from './invariants/table.ts'
import type { Asked, Run } from './runSeeds.ts'

/** From so many seeds on, whatever never struck has lost its way into the simulation. */
const seedsToHitAll = 150

/** Says what a run came to, all that was not covered too. False if something is wrong. */
export function printRun({ tally, violations, fingerprint, seconds }: Run, { first, count }: Asked): boolean {
  const neverHit = tally.seeds >= seedsToHitAll ? allWays().filter((way) => !tally.hits.has(way)) : []
  const lines = [
    `commit ${commit()}, seeds ${first}–${first + count - 1}, ${tally.seeds} run in ${seconds.toFixed(1)} s`,
    `${tally.moves} moves, ${tally.turns} turns, fingerprint ${fingerprint}`,
    '',
    'Faults',
    ...faultLines(tally.hits),
    '',
    'Invariants',
    ...invariantLines(tally.checks),
    '',
    ...violations.flatMap(({ seed, invariant, words }) => [
      `Seed ${seed} breaks ${invariant}: ${words}`,
      `  npm run simulate -- --seeds 1 --seed ${seed} --trace`,
    ]),
    ...neverHit.map((way) => `${way} never happened, so nothing is known of it`),
    violations.length + neverHit.length === 0 ? 'All held.' : 'FAILED',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return violations.length + neverHit.length === 0
}

/** Tells now and then how far a long run has come, and at once what it found. */
export function printProgress({ count }: Asked) {
  let told = 0
  return ({ tally, violations, seconds }: Pick<Run, 'tally' | 'violations' | 'seconds'>) => {
    const rate = tally.seeds / seconds
    const left = Math.ceil((count - tally.seeds) / rate / 60)
    for (const { seed, invariant, words } of violations.slice(told))
      process.stderr.write(`seed ${seed} breaks ${invariant}: ${words}\n`)
    told = violations.length
    process.stderr.write(
      `${tally.seeds} of ${count} seeds, ${rate.toFixed(1)} a second, ${left} min left, ${violations.length} broken\n`,
    )
  }
}

export function allWays(): Way[] {
  return Object.values(faults).flatMap((fault) => waysOf(fault)) as Way[]
}

function faultLines(hits: ReadonlyMap<Way, number>): string[] {
  return Object.entries(faults).map(([id, fault]) => {
    const ways = waysOf(fault).map((way) => `${way} ${hits.get(way as Way) ?? 0}`)
    const missing = whyMissing(fault)
    const not = missing === undefined ? [] : [`NOT COVERED: ${missing}`]
    return `  ${id.padEnd(4)}${fault.words}: ${[...ways, ...not].join(', ')}`
  })
}

function invariantLines(checks: ReadonlyMap<InvariantId, number>): string[] {
  return Object.entries(invariants).map(([id, invariant]) => {
    const times = checks.get(id as InvariantId) ?? 0
    const missing = whatIsMissing(invariant)
    return `  ${id.padEnd(4)}${invariant.words}: ${times} times${missing === undefined ? '' : `; ${missing}`}`
  })
}

function commit(): string {
  const git = (...words: string[]) => spawnSync('git', words, { encoding: 'utf8' }).stdout.trim()
  const isChanged = git('status', '--porcelain') !== ''
  return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`
}

export function toText(run: Run): string {
  return JSON.stringify(run, (_key, value: unknown) =>
    value instanceof Map ? { counts: [...value] } : value,
  )
}

export function fromText(text: string): Run {
  return JSON.parse(text, (_key, value: unknown) => {
    const counts = (value as { counts?: [unknown, unknown][] } | null)?.counts
    return counts === undefined ? value : new Map(counts)
  }) as Run
}
