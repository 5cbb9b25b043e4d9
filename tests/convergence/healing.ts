import { end, openPages, pass } from './deviceTroubles.ts'
import { isInStep } from './invariants/afterwards.ts'
import { checkSaves } from './invariants/saveWatch.ts'
import type { ServerWatch } from './invariants/serverWatch.ts'
import { lookAt } from './observers.ts'
import { signInAgain } from './serverTroubles.ts'
import { dropDamaged, sendDamagedAsItIs } from '#device/damage.ts'
import type { OutboxRow } from '#device/database.ts'
import { act } from './people.ts'
import type { Place, Tab } from './phones.ts'
import { allTabs, chance, idlePages, pick, type SimulatedWorld } from './world.ts'

const lookMs = 10_000
/** Rounds come every two minutes, and after failures within five: enough for several. */
const mostMs = 20 * 60_000
const untilNoticedMs = [62 * 60_000, 24 * 3_600_000]

/** The faults stop; what they left behind stays. One page for each place, opened anew or as it stands, and time. */
export async function heal(world: SimulatedWorld, watch: ServerWatch): Promise<void> {
  world.trace('the faults stop')
  Object.assign(world.network.weather, { mode: 'good', piecesStruck: 0 })
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
  // a copied profile is one to the server
  const signedIn = new Set<string>()
  for (const place of places)
    if (!signedIn.has(place.database) && signInAgain(world, place)) signedIn.add(place.database)
  const isDone = () => places.every((place) => isInStep(world, watch, place))
  await wait(world, isDone)
  for (const pauseMs of untilNoticedMs) {
    // what changed behind a device's back is looked for within the hour, and by every record on the next day
    if (world.violation !== undefined || isDone() || places.every(({ damaged }) => damaged.size === 0)) break
    await pass(world, pauseMs)
    openPages(world)
    await wait(world, isDone)
  }
  await lookAt(world, pick(world.dice, places)!)
}

async function wait(world: SimulatedWorld, isDone: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < mostMs; waitedMs += lookMs) {
    await world.time.run(lookMs)
    checkSaves(world)
    for (const tab of idlePages(world)) lookAtBent(world, tab)
    if (world.violation !== undefined || isDone()) break
  }
}

/** What changed on disk waits for its person to say what becomes of it. */
function lookAtBent(world: SimulatedWorld, tab: Tab): void {
  const { phone, database } = tab.place
  const rows = phone.disk.rows<OutboxRow>(database, 'outbox') ?? []
  const bent = rows.find(({ damagedAt }) => damagedAt !== undefined)
  if (bent === undefined) return
  act(world, tab, 'look at what is damaged', async (_world, _tab, device) => {
    const { operationId, recordId } = bent
    const isSent = chance(world.dice, 0.5) && (await sendDamagedAsItIs(device, operationId)).ok
    const isDropped = !isSent && (await dropDamaged(device, operationId)).ok
    if (!isSent && !isDropped) return
    for (const [key, promise] of world.drafts)
      if (promise.revisionId === operationId) world.drafts.delete(key)
    for (const save of world.saves) if (isSent && save.recordId === recordId) save.isSentAnew = true
    for (const save of world.saves.filter(({ place }) => place === tab.place)) {
      // what was sent instead is a deed of its own
      save.operationIds = save.operationIds.filter((id) => id !== operationId)
      if (isDropped && save.recordId === recordId) save.outcome = 'gone'
    }
  })
}
