import { expect, test, vi } from 'vitest'
import { mutants, type Mutant, type MutantName } from './mutants.ts'
import type { Run } from './runSeeds.ts'
import { runProcess } from './workers.ts'

/** Within so many seeds each must be found. */
const most = 100

// each is a process of its own
vi.setConfig({ maxConcurrency: 2 })

/** By the seed that found it last; where a change of the source has moved that, by any. */
async function find(mutant: MutantName): Promise<Run> {
  const { foundBy }: Mutant = mutants[mutant]
  const known = foundBy === undefined ? undefined : await runProcess({ first: foundBy, count: 1, mutant })
  return known?.violations.length === 1 ? known : runProcess({ first: 1, count: most, mutant })
}

test.concurrent.each(Object.keys(mutants) as MutantName[])(
  'the simulator sees when %s',
  async (mutant) => {
    const { violations } = await find(mutant)
    expect(violations).toHaveLength(1)
    expect(violations[0]!.invariant).not.toBe('harness')
  },
  300_000,
)
