import type { Way } from './faults.ts'
import type { InvariantId } from './invariants/table.ts'

/** What a run came to: how much happened, how often each fault struck and each invariant was looked at. */
export interface Tally {
  seeds: number
  turns: number
  moves: number
  readonly hits: Map<Way, number>
  readonly checks: Map<InvariantId, number>
}

export function createTally(): Tally {
  return { seeds: 0, turns: 0, moves: 0, hits: new Map(), checks: new Map() }
}

export function count<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

export function addTally(to: Tally, from: Tally): void {
  to.seeds += from.seeds
  to.turns += from.turns
  to.moves += from.moves
  for (const [way, times] of from.hits) count(to.hits, way, times)
  for (const [id, times] of from.checks) count(to.checks, id, times)
}
