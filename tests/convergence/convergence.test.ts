import { expect, test } from 'vitest'
import { faults, waysOf, whyMissing } from './faults.ts'
import { invariants, whatIsMissing } from './invariants/table.ts'
import { allWays } from './report.ts'
import { runProcess, runWorkers } from './workers.ts'

const seeds = 160

test(`over ${seeds} seeds in which everything strikes, every invariant holds`, async () => {
  const { tally, violations } = await runWorkers({ first: 1, count: seeds, workers: 2, isTraced: false })
  expect(violations).toEqual([])
  expect(tally.seeds).toBe(seeds)
  // what never struck proves nothing
  expect(allWays().filter((way) => !tally.hits.has(way))).toEqual([])
  for (const [id, invariant] of Object.entries(invariants)) {
    const isChecked = tally.checks.has(id as keyof typeof invariants)
    expect([id, isChecked || whatIsMissing(invariant) !== undefined]).toEqual([id, true])
  }
}, 900_000)

/** In which something once broke. */
const brokenOnce = [244, 299, 382, 2586, 5068, 5178]

test.each(brokenOnce)(
  'seed %i, in which something once broke, holds',
  async (first) => {
    const { violations, tally } = await runProcess({ first, count: 1 })
    expect(violations).toEqual([])
    expect(tally.seeds).toBe(1)
  },
  120_000,
)

test('the same seed tells the same story', async () => {
  const asked = { first: 7, count: 2 }
  const [one, again] = await Promise.all([runProcess(asked), runProcess(asked)])
  expect(one!.fingerprint).toMatch(/^[0-9a-f]{16}-\d+$/)
  expect(again!.fingerprint).toBe(one!.fingerprint)
}, 120_000)

test('a fault has ways to strike, or says why it has none yet', () => {
  for (const [id, fault] of Object.entries(faults))
    expect([id, waysOf(fault).length > 0 || whyMissing(fault) !== undefined]).toEqual([id, true])
})
