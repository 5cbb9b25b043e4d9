import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { openDevice } from '#device/device.ts'
import { correctFirm } from '#device/firms.ts'
import { readMeta } from '#device/meta.ts'
import { purgeTombstones } from '#server/tombstones.ts'
import { runRound } from '#sync/round.ts'
import { signIn } from '#sync/session.ts'
import { must, type Network, type Participant } from '../support/participant.ts'
import { password } from '../support/serverForTests.ts'
import { recordVisit } from '../support/visitForm.ts'
import {
  addFirms,
  assign,
  day,
  readBase,
  readDigests,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'
import { makeOperation, newId, pullRaw, pushRaw, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

function purge() {
  return purgeTombstones(team.server.handler.parts, team.server.unitId)
}

function countTombstones() {
  return team.server.store.db
    .selectFrom('record')
    .select('id')
    .where('deleted', '=', 1)
    .execute()
    .then((rows) => rows.length)
}

/** A firm's card goes from one park to another and leaves a tombstone where it was. */
async function move(firmId: string, park: 0 | 1 | 2) {
  must(await correctFirm(team.minh.device, firmId, { parkId: team.server.parkIds[park] }))
  await settle(team.minh)
}

/** After a long absence: the session is over, the database goes on. */
async function signInAgain(who: Participant) {
  const { username, enrolmentId } = who.device.identity
  const signedIn = await signIn(who.road, { username, password }, { deviceName: 'máy', enrolmentId })
  if (!signedIn.ok) throw new Error('not signed in')
  const device = await openDevice(signedIn.value, who.world)
  return { ...who, device, sync: () => runRound(device, who.road) }
}

async function countRestarts(who: Participant) {
  return (await readMeta(who.device.database, 'history')) ?? 0
}

test('[F28] a phone away for longer than tombstones are kept ends in step, with its unsent work sent once', async () => {
  team = await startTeam()
  const firmIds = await addFirms(team, 3, { to: 'binh' })
  const away = await team.join('binh')
  const visitId = await recordVisit(away, firmIds[1]!)
  await move(firmIds[0]!, 2)
  expect(await countTombstones()).toBe(1)
  team.later(181 * day)
  await purge()
  expect(await countTombstones()).toBe(0)
  const back = await signInAgain(away)
  await settle(back)
  expect(await countRestarts(back)).toBe(1)
  expect(await readBase(back)).toEqual(await readBase(await team.join('binh')))
  const { kept, real, repairs } = await readDigests(back)
  expect(kept).toEqual(real)
  expect(repairs).toBeUndefined()
  expect(await readServer(team, 'visit')).toMatchObject([{ id: visitId, revisions: [{}] }])
})

test('a phone away for less receives the tombstone, and nothing anew', async () => {
  team = await startTeam()
  const firmIds = await addFirms(team, 2, { to: 'binh' })
  const away = await team.join('binh')
  await move(firmIds[0]!, 2)
  team.later(80 * day)
  await purge()
  expect(await countTombstones()).toBe(1)
  expect(await away.sync()).toMatchObject({ repaired: false, failure: undefined })
  expect(await countRestarts(away)).toBe(0)
  expect(await readBase(away)).toEqual(await readBase(await team.join('binh')))
})

test('a phone that is in step before the purge goes on after it, and so does one in the middle of its first pull', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 3, { to: 'binh' })
  await move(firmId!, 2)
  team.later(181 * day)
  const inStep = await team.join('binh')
  const first = await pullRaw(team.server, inStep, null, 3)
  await purge()
  expect(await inStep.sync()).toMatchObject({ failure: undefined })
  expect(await countRestarts(inStep)).toBe(0)
  let page = first
  for (let pages = 1; page.more; pages += 1) {
    expect(pages).toBeLessThan(20)
    page = await pullRaw(team.server, inStep, page.cursor, 3)
    expect(page.restart).toBeUndefined()
  }
})

test('[F28] a first pull that broke off for half a year begins anew: what was deleted meanwhile may be among what it has', async () => {
  let open = true
  team = await startTeam()
  const firmIds = await addFirms(team, 345, { to: 'binh' })
  const network: Network = (fetch) => (url, init) => {
    if (!open) throw new TypeError('Failed to fetch')
    if (url.endsWith('/pull')) open = false
    return fetch(url, init)
  }
  const broken = await team.join('binh', network)
  expect((await readBase(broken)).length).toBe(1000)
  for (const firmId of firmIds.slice(0, 3)) await move(firmId, 2)
  team.later(181 * day)
  await purge()
  open = true
  const back = await signInAgain({ ...broken, road: team.minh.road })
  await settle(back)
  expect(await readBase(back)).toEqual(await readBase(await team.join('binh')))
  expect((await readDigests(back)).repairs).toBeUndefined()
})

test('a firm that left somebody’s view long ago is still known to have been in it: their late visit counts, and is flagged', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh', park: 2 })
  const binh = await team.join('binh')
  await assign(team, [firmId!], 'chi')
  team.later(200 * day)
  await purge()
  const late = await makeOperation(binh, {
    kind: 'visit.submit',
    recordId: newId(binh),
    body: visitBody(firmId!, {}),
  })
  const answer = (await (await pushRaw(team.server, binh, [late])).json()) as { receipts: object[] }
  expect(answer.receipts).toMatchObject([{ status: 'applied', problem: 'outOfScopeNow' }])
})
