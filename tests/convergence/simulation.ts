import { pullLimits } from '#protocol/sync.ts'
import { createWorld } from './creation.ts'
import { openMore, openPages } from './deviceTroubles.ts'
import { heal } from './healing.ts'
import { checkAfterwards } from './invariants/afterwards.ts'
import { checkSaves } from './invariants/saveWatch.ts'
import { makeMove } from './moves.ts'
import { observe } from './observers.ts'
import type { Tally } from './tally.ts'
import type { Template } from './template.ts'
import { chance, pick, type SimulatedWorld, type Violation } from './world.ts'

export interface Outcome {
  readonly tally: Tally
  readonly violation: Violation | undefined
  /** The same for the same seed and build, whatever else differs. */
  readonly fingerprint: string
}

/**
 * One seed: people work on their phones while everything that may go wrong does; then the faults stop, everybody
 * gets time, and all must have come together.
 */
export async function simulate(
  seed: number,
  template: Template,
  onTrace: (words: string) => void,
): Promise<Outcome> {
  const { world, watch, fingerprint } = createWorld(seed, template, onTrace)
  const noteUnhandled = (error: unknown) => {
    world.violation ??= { invariant: 'harness', words: `nobody minds ${textOf(error)}` }
  }
  process.on('unhandledRejection', noteUnhandled)
  try {
    await world.server.start()
    openPages(world)
    await world.time.run(3_000)
    // where there are no locks, every place has more than one page
    if (!world.isLocked) openMore(world)
    // from now on what comes may come in many pages
    Object.assign(pullLimits, { records: pick(world.dice, [3, 1000]) })
    world.network.weather.mode = pick(world.dice, ['good', 'bad'])!
    const moves = 12 + Math.floor(world.dice.random() * 18)
    for (let move = 0; move < moves && world.violation === undefined; move += 1) {
      await makeMove(world)
      world.tally.moves += 1
      await letPass(world)
      checkSaves(world)
      if (chance(world.dice, 0.15)) await observe(world)
    }
    if (world.violation === undefined) await heal(world, watch)
    if (world.violation === undefined) checkAfterwards(world, watch)
  } catch (error) {
    world.violation ??= { invariant: 'harness', words: textOf(error) }
  } finally {
    process.off('unhandledRejection', noteUnhandled)
    world.server.close()
  }
  world.tally.seeds = 1
  world.tally.turns = world.time.turns()
  return { tally: world.tally, violation: world.violation, fingerprint: fingerprint() }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Sometimes only a few turns, so that the next move falls into the middle of something. */
async function letPass({ time, dice }: SimulatedWorld): Promise<void> {
  const kind = dice.random()
  const most = Math.floor(dice.random() * 60)
  if (kind < 0.35) await time.run(1_000, (turns) => turns >= most)
  else if (kind < 0.92) await time.run(dice.random() * 2_000)
  else if (kind < 0.99) await time.run(dice.random() * 40_000)
  else await time.run(dice.random() * 400_000)
}
