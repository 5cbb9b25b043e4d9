import { end, openPages } from './deviceTroubles.ts'
import { isInStep } from './invariants/afterwards.ts'
import { checkSaves } from './invariants/saveWatch.ts'
import type { ServerWatch } from './invariants/serverWatch.ts'
import { lookAt } from './observers.ts'
import { signInAgain } from './serverTroubles.ts'
import type { Place } from './phones.ts'
import { allTabs, chance, pick, type SimulatedWorld } from './world.ts'

const lookMs = 10_000
/** Rounds come every two minutes, and after failures within five: enough for several. */
const mostMs = 20 * 60_000

/** The faults stop; what they left behind stays. One page for each place, opened anew or as it stands, and time. */
export async function heal(world: SimulatedWorld, watch: ServerWatch): Promise<void> {
  world.trace('the faults stop')
  world.network.weather.mode = 'good'
  for (const { disk, clock } of world.phones) {
    Object.assign(disk.weather, { full: undefined, aborts: 0, stalls: 0 })
    clock.stoppedAt = undefined
  }
  for (const tab of allTabs(world)) tab.thread.frozen = false
  world.server.dieAt(undefined)
  await world.time.run(2_000)
  const isReopened = chance(world.dice, 0.4)
  const left = new Set<Place>()
  for (const tab of allTabs(world)) {
    const stays = tab.kind === 'page' && !left.has(tab.place) && !isReopened
    if (stays) left.add(tab.place)
    else end(world, tab)
  }
  if (!world.server.isUp()) await world.server.start()
  openPages(world)
  const places = world.phones.flatMap((phone) => phone.places)
  for (const place of places) signInAgain(world, place)
  for (let waitedMs = 0; waitedMs < mostMs; waitedMs += lookMs) {
    await world.time.run(lookMs)
    checkSaves(world)
    if (world.violation !== undefined || places.every((place) => isInStep(world, watch, place))) break
  }
  await lookAt(world, pick(world.dice, places)!)
}
