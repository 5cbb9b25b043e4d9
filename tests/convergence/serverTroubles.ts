import { enrol } from '#server/accounts/enrolments.ts'
import { writePerson } from '#server/accounts/people.ts'
import { writeUnit } from '#server/writeUnit.ts'
import type { PersonRecord } from '#domain/records.ts'
import { end, syncNow } from './deviceTroubles.ts'
import { isTokenGood, readRevoked } from './oracle.ts'
import { metaOf, openTab, type Place } from './phones.ts'
import { allPlaces, allTabs, chance, pick, type SimulatedWorld } from './world.ts'

const networkModes = ['good', 'bad', 'bad', 'bad', 'offline', 'portal'] as const

export function changeNetwork(world: SimulatedWorld): void {
  const mode = pick(world.dice, networkModes)!
  world.trace(`the network is ${mode}`)
  world.network.weather.mode = mode
}

export function crashServer(world: SimulatedWorld): void {
  const { server, dice } = world
  const kind = pick(dice, ['now', 'power', 'beforeCommit', 'afterCommit', 'amidPhoto', 'amidPhoto'] as const)!
  world.trace(`the server dies: ${kind}`)
  if (kind !== 'now' && kind !== 'power') return server.dieAt(kind)
  if (kind === 'now') server.crash()
  else {
    world.hit('serverLostPower')
    const lost = server.losePower()
    world.check('I8', lost === 0, () => `${lost} commits that were answered are lost`)
  }
  world.network.hangUp()
  comeBack(world)
}

/** Somebody starts it again after a while. */
export function comeBack({ time, server, system, dice, trace }: SimulatedWorld): void {
  time.later(
    system,
    () => {
      trace('the server comes up')
      void server.start()
    },
    200 + dice.random() * 20_000,
  )
}

/** An administrator changes who somebody is, and with it what they see; again while they receive what is new. */
export async function changeRole(world: SimulatedWorld): Promise<void> {
  setRole(world)
  if (chance(world.dice, 0.3)) return
  for (const tab of allTabs(world)) syncNow(world, tab)
  await world.time.run(8_000, world.isMidPage)
  setRole(world)
}

function setRole({ template, dice, server, hit, trace }: SimulatedWorld): void {
  const person = pick(dice, [template.people.binh, template.people.chi, template.people.an])!
  const changed = pick<PersonRecord>(dice, [
    { ...person, roles: ['surveyor', 'supervisor'] },
    { ...person, roles: ['surveyor', 'supervisor'], workingGroupId: undefined },
    { ...person, leads: { from: '2020-01-01' } },
    { ...person, workingGroupId: undefined },
    person,
  ])!
  hit('roleChanged')
  const { roles, workingGroupId, leads } = changed
  trace(`${person.username} changes: ${JSON.stringify({ roles, workingGroupId, leads })}`)
  server.operate((parts) => writeUnit(parts, template.unitId, (ledger) => writePerson(ledger, changed)))
}

/** The server no longer knows a phone's session. */
export function expireSession(world: SimulatedWorld): void {
  const place = anyPlace(world)
  const { enrolmentId, username } = place.enrolment
  world.server.operate(async ({ store }) => {
    await store.db
      .updateTable('enrolment')
      .set({ read_token_hash: null })
      .where('id', '=', enrolmentId)
      .execute()
    world.trace(`the session of ${username} on ${place.phone.name} ends`)
    world.hit('sessionExpired')
  })
}

/** Whoever the server no longer lets receive signs in again; who was withdrawn would begin anew. */
export function signInAgain(world: SimulatedWorld, place = anyPlace(world)): boolean {
  const isRevoked = readRevoked(world.server, place.enrolment.enrolmentId) !== null
  if (isRevoked || !isSignedOut(world, place)) return false
  signIn(world, place)
  return true
}

function isSignedOut({ server, time }: SimulatedWorld, place: Place): boolean {
  const identity = metaOf<{ readonly readToken: string }>(place, 'identity')
  const { readToken } = (place.isSigningIn ? undefined : identity) ?? place.enrolment
  return !isTokenGood(server, readToken, time.now())
}

/** Somebody gets other tokens for the same database. */
export function signIn(world: SimulatedWorld, place: Place): void {
  const { unitId, people } = world.template
  const { enrolmentId, username } = place.enrolment
  const person = Object.values(people).find(({ id }) => id === place.personId)!
  world.server.operate(async (parts) => {
    const asked = { enrolmentId, deviceName: 'máy' }
    const enrolment = await enrol(parts, { unitId, person, setCookies: [] }, asked)
    // withdrawn in the meantime: it would be a place of its own
    if (enrolment.enrolmentId !== enrolmentId) return
    // a sign-in ends what a copy of the profile may do: there too its person signs in, with the same tokens here
    const twins = allPlaces(world).filter(({ database }) => database === place.database)
    for (const one of twins) {
      Object.assign(one, { enrolment, isSigningIn: true })
      world.trace(`${username} signs in again on ${one.phone.name}`)
      for (const tab of one.phone.tabs) if (tab.place === one && tab.kind === 'page') end(world, tab)
      openTab(world.tabParts, one, 'page')
    }
  })
}

function anyPlace(world: SimulatedWorld): Place {
  const phone = pick(world.dice, world.phones)!
  return pick(world.dice, phone.places)!
}

export function somePlaceSignsIn(world: SimulatedWorld): void {
  if (chance(world.dice, 0.9)) signInAgain(world)
}
