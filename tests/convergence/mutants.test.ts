import { expect, test, vi } from 'vitest'
import { mutants, type MutantName } from './mutants.ts'
import { runProcess } from './workers.ts'

/** Within so many seeds each must be found. */
const most = 100

// each is a process of its own
vi.setConfig({ maxConcurrency: 2 })

test.concurrent.each(Object.keys(mutants) as MutantName[])(
  'the simulator sees when %s',
  async (mutant) => {
    const { violations } = await runProcess({ first: 1, count: most, mutant })
    expect(violations).toHaveLength(1)
    expect(violations[0]!.invariant).not.toBe('harness')
  },
  300_000,
)
