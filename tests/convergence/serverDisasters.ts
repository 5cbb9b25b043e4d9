import { revokeDevice } from '#server/accounts/devices.ts'
import { purgeTombstones } from '#server/tombstones.ts'
import type { OutboxRow } from '#device/database.ts'
import { end } from './deviceTroubles.ts'
import { backupsKeptMs } from './invariants/deviceWatch.ts'
import { readCounter, readRevoked } from './oracle.ts'
import { createPlace, type Place } from './phones.ts'
import { comeBack, signIn } from './serverTroubles.ts'
import { allPlaces, allTabs, chance, pick, type SimulatedWorld } from './world.ts'

/** The keepers copy the server's database away, and the server tells that what is in it is safe. */
export function backUp(world: SimulatedWorld): void {
  const { server, time } = world
  if (!server.isUp()) return
  const { seq, epoch } = readCounter(server)
  world.backups.push({ image: server.backUp(), at: time.now(), seq })
  world.durableSeq = Math.max(world.durableSeq, seq)
  world.trace(`a backup up to ${seq}`)
  server.operate(({ store }) =>
    store.db
      .updateTable('unit_counter')
      .set({ durable_seq: seq })
      .where('epoch', '=', epoch)
      .where('seq', '>=', seq)
      .execute(),
  )
}

/** The server goes on from a backup; everything since is gone from it. */
export function restore(world: SimulatedWorld): void {
  const { server, time, dice } = world
  const kept = world.backups.filter(({ at }) => at > time.now() - backupsKeptMs)
  const backup = chance(dice, 0.7) ? kept.at(-1) : pick(dice, kept)
  if (backup === undefined || !server.isUp()) return backUp(world)
  const isTold = chance(dice, 0.5)
  world.hit(isTold ? 'restoredAndTold' : 'restoredSilently')
  world.trace(`the server goes back from ${readCounter(server).seq} to ${backup.seq}`)
  world.restores += 1
  if (world.restores === 2) world.hit('restoredTwice')
  // an image of the whole machine has them, a backup has not
  const areLost = isTold && chance(dice, 0.5)
  server.restore(backup.image, isTold ? world.newId() : undefined, areLost ? 'lost' : 'kept')
  if (areLost) {
    world.photos.areLost = true
    world.hit('restoredWithoutPhotos')
  }
  world.network.hangUp()
  comeBack(world)
}

const day = 86_400_000

/** Nobody looks at their phone for longer than deleted things are remembered, nor for as long as a sign-in lasts. */
export async function passHalfYear(world: SimulatedWorld): Promise<void> {
  const { server, time, dice, template } = world
  const countDeleted = () => server.query('select id from record where deleted = 1').length
  // mostly where there is something to forget
  if (countDeleted() === 0 && chance(dice, 0.8)) return
  for (const tab of allTabs(world)) end(world, tab)
  // whoever was signing in
  await time.run(2_000)
  for (const tab of allTabs(world)) end(world, tab)
  await time.run((181 + dice.random() * 30) * day)
  world.trace('half a year later')
  const deleted = countDeleted()
  const purge = () =>
    server.operate(async (parts) => {
      await purgeTombstones(parts, template.unitId)
      world.trace(`${deleted} tombstones are forgotten`)
      world.hit('tombstonesPurged')
      if (deleted > 0) world.hit('purgedWhileAway')
    })
  // whoever comes before still hears of them
  time.later(world.system, purge, dice.random() * 20_000)
}

/** A device is withdrawn, or the stolen one is found again; sometimes somebody else then works with it. */
export function withdraw(world: SimulatedWorld): void {
  const { dice, server, system, time, phones } = world
  const withdrawn = allPlaces(world).filter((one) => readRevoked(server, one.enrolment.enrolmentId) !== null)
  // somebody must be left to work
  const isEnough = phones.length - withdrawn.length < 2
  const place = pick(dice, isEnough || chance(dice, 0.3) ? withdrawn : allPlaces(world))
  if (place === undefined) return
  const isStolen = readRevoked(server, place.enrolment.enrolmentId) === 'stolen'
  const how = isStolen || chance(dice, 0.4) ? 'drain' : 'stolen'
  revoke(world, place, how)
  const isFound = how === 'stolen' && chance(dice, 0.3)
  if (isFound) time.later(system, () => revoke(world, place, 'drain'), dice.random() * 30_000)
  if (chance(dice, 0.4)) enrolAnother(world, place)
}

function revoke(world: SimulatedWorld, place: Place, how: 'drain' | 'stolen'): void {
  const { server, template } = world
  const { people, unitId } = template
  server.operate(async (parts) => {
    const { enrolmentId } = place.enrolment
    const before = readRevoked(server, enrolmentId)
    await revokeDevice(parts, { unitId, person: people.quantri, setCookies: [] }, { enrolmentId, how })
    world.trace(`${place.enrolment.username} on ${place.phone.name} is withdrawn: ${how}`)
    world.hit(how === 'drain' ? 'withdrawnToDrain' : 'withdrawnAsStolen')
    if ((place.phone.disk.rows<OutboxRow>(place.database, 'outbox') ?? []).length > 0)
      world.hit('withdrawnWithWork')
    if (before === 'stolen' && how === 'drain') world.hit('foundAgain')
  })
}

function enrolAnother(world: SimulatedWorld, { phone }: Place): void {
  const used = new Set(allPlaces(world).map(({ enrolment }) => enrolment.enrolmentId))
  const free = Object.values(world.template.enrolments)
    .flat()
    .filter(({ enrolmentId }) => !used.has(enrolmentId))
  const enrolment = pick(world.dice, free)
  if (enrolment === undefined || phone.places.length > 2) return
  world.hit('anotherEnrolled')
  world.trace(`${enrolment.username} begins to work on ${phone.name}`)
  const place = createPlace(phone, enrolment)
  signIn(world, place)
}
