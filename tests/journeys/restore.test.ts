import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { openDevice } from '#device/device.ts'
import { readMeta } from '#device/meta.ts'
import { recordOperations } from '#device/recordOperation.ts'
import { haveAnswerSchema } from '#protocol/sync.ts'
import { runRound } from '#sync/round.ts'
import { signIn } from '#sync/session.ts'
import { must, reopen, type Network, type Participant } from '../support/participant.ts'
import { password, post } from '../support/serverForTests.ts'
import { recordVisit, seenVisit } from '../support/visitForm.ts'
import {
  addFirms,
  day,
  minute,
  readBase,
  readDigests,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'
import { answerOf, newId, pushRaw, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

const surveyors = ['an', 'binh', 'chi', 'dung', 'minh'] as const

/** A visit to each firm, straight into the outbox. */
async function visitAll(who: Participant, firmIds: readonly string[]): Promise<string[]> {
  const visitIds = firmIds.map(() => newId(who))
  const answers = { headcountTotal: { kind: 'value', value: 1250 } }
  const deeds = firmIds.map((firmId, index) => ({
    kind: 'visit.submit' as const,
    recordId: visitIds[index]!,
    body: visitBody(firmId, answers),
  }))
  must(await recordOperations(who.device, deeds))
  return visitIds
}

/** Five devices, and firms that all of them may visit. */
async function startSurvey(firms = 8, networks: Readonly<Record<string, Network>> = {}) {
  team = await startTeam(undefined, { inFile: true })
  const firmIds = await addFirms(team, firms, { to: 'binh', helpers: ['chi', 'dung'] })
  const people: Participant[] = []
  for (const name of surveyors.slice(0, 4)) people.push(await team.join(name, networks[name]))
  people.push(team.minh)
  await settle(...people)
  const [an, binh, chi] = people as [Participant, Participant, Participant]
  return { firmIds, people, an, binh, chi }
}

/** Every device holds what a new one is given, and nothing waits or was left over. */
async function expectInStep(people: readonly Participant[]) {
  await settle(...people)
  for (const [index, who] of people.entries()) {
    const fresh = await team.join(surveyors[index]!)
    expect(await readBase(who)).toEqual(await readBase(fresh))
    const { kept, real } = await readDigests(who)
    expect(kept).toEqual(real)
    expect(await who.device.database.outbox.count()).toBe(0)
    expect(await who.device.database.shadow.count()).toBe(0)
  }
}

async function expectOnce(visitIds: readonly string[]) {
  const visits = await readServer(team, 'visit')
  expect(visits.map((visit) => visit.id)).toEqual(visitIds.toSorted())
  for (const visit of visits) expect(visit.revisions).toHaveLength(1)
  const submitted = (await readOperations(team)).filter((operation) => operation.kind === 'visit.submit')
  expect(submitted).toHaveLength(visitIds.length)
  expect(submitted.filter((operation) => operation.status !== 'applied')).toEqual([])
}

/** A network by which nothing can be received while the ears are closed. */
function goingDeaf() {
  const ears = { open: true }
  const network: Network = (fetch) => (url, init) => {
    if (!ears.open && url.endsWith('/pull')) throw new TypeError('Failed to fetch')
    return fetch(url, init)
  }
  return { ears, network }
}

function readCounter() {
  return team.server.store.db.selectFrom('unit_counter').selectAll().executeTakeFirstOrThrow()
}

test.each(['by the command', 'silently'] as const)(
  '[I17] a server restored %s to before 200 acknowledged visits of five devices, and written to since, has them all back, once each',
  async (how) => {
    const { firmIds, people, binh } = await startSurvey()
    const before = await visitAll(binh, firmIds.slice(0, 3))
    await settle(...people)
    const backup = await team.server.backUp()
    const lost = []
    for (const who of people) {
      for (let times = 0; times < 5; times += 1) lost.push(...(await visitAll(who, firmIds)))
      await settle(who)
    }
    expect(await readServer(team, 'visit')).toHaveLength(203)

    await team.server.restore(backup, how === 'silently' ? 'silently' : undefined)
    expect(await readServer(team, 'visit')).toHaveLength(3)
    // a device that never saw what was lost writes to the server first
    const late = await team.join('dung')
    const since = await visitAll(late, firmIds.slice(0, 2))
    await settle(late)
    for (const who of people) await settle(who)
    await expectOnce([...before, ...lost, ...since])
    await expectInStep(people)
  },
)

test('[I17] restored twice, each time to before what was handed in again, nothing is lost and nothing doubled', async () => {
  const { firmIds, people, chi } = await startSurvey(3)
  const backup = await team.server.backUp()
  const all: string[] = []
  for (const who of people) all.push(...(await visitAll(who, firmIds)))
  await settle(...people)
  await team.server.restore(backup)
  await settle(...people.slice(0, 2))
  const second = await team.server.backUp()
  all.push(...(await visitAll(chi, firmIds)))
  await settle(...people.slice(1, 4))
  await team.server.restore(second)
  await settle(...people)
  await expectOnce(all)
  // back to the first history, whose name the devices know, without what it had when they knew it
  await team.server.restore(backup, 'silently')
  await settle(...people)
  await expectOnce(all)
  await expectInStep(people)
})

test('[F24] restored silently and then outgrown, the server is found out by the tag of a commit it no longer has', async () => {
  const { firmIds, people, an, binh, chi } = await startSurvey(3)
  const backup = await team.server.backUp()
  const lost = [...(await visitAll(an, firmIds)), ...(await visitAll(binh, firmIds))]
  await settle(an, binh)
  const { epoch, seq: seen } = await readCounter()
  await team.server.restore(backup, 'silently')
  const since: string[] = []
  while ((await readCounter()).seq <= seen) {
    since.push(...(await visitAll(chi, firmIds)))
    await settle(chi)
  }
  expect((await readCounter()).epoch).toBe(epoch)
  await settle(binh)
  expect((await readCounter()).epoch).not.toBe(epoch)
  await settle(an, chi)
  await expectOnce([...lost, ...since])
  await expectInStep(people)
})

test('[F24] receipts alone prove it too: a phone that sent but never received after it', async () => {
  const { ears, network } = goingDeaf()
  const { firmIds, people, binh } = await startSurvey(2, { binh: network })
  const backup = await team.server.backUp()
  ears.open = false
  const lost = await visitAll(binh, firmIds)
  expect(await binh.sync()).toMatchObject({ sent: 2, failure: { kind: 'offline' } })
  await team.server.restore(backup, 'silently')
  const { epoch } = await readCounter()
  const next = await visitAll(binh, firmIds)
  await binh.sync()
  expect((await readCounter()).epoch).not.toBe(epoch)
  await expectOnce([...lost, ...next])
  ears.open = true
  await settle(binh)
  await expectInStep(people)
})

test('[I9] what a server that was put back silently takes stays on the screen, also before its phone receives again', async () => {
  const { ears, network } = goingDeaf()
  const { firmIds, people, binh, chi } = await startSurvey(2, { binh: network })
  const backup = await team.server.backUp()
  const lost = await visitAll(chi, firmIds)
  await settle(chi, binh)
  await team.server.restore(backup, 'silently')
  const visitId = await recordVisit(binh, firmIds[0]!)
  ears.open = false
  expect(await binh.sync()).toMatchObject({ sent: 1, failure: { kind: 'offline' } })
  expect(await seenVisit(binh, firmIds[0]!, visitId)).toMatchObject({ revisions: [{}] })
  ears.open = true
  await settle(...people)
  await expectOnce([...lost, visitId])
  await expectInStep(people)
})

test('[I9] until everything has come anew the screen shows the old state with all of one’s own work, once', async () => {
  const road = { open: true, pulls: 0 }
  const stopAtSecondPage: Network = (fetch) => async (url, init) => {
    if (url.endsWith('/pull') && (road.pulls += 1) > 2 && !road.open) throw new TypeError('Failed to fetch')
    return fetch(url, init)
  }
  const { firmIds, binh } = await startSurvey(345, { binh: stopAtSecondPage })
  const known = await recordVisit(binh, firmIds[0]!)
  await settle(binh)
  const backup = await team.server.backUp()
  const lost = await recordVisit(binh, firmIds[1]!)
  await settle(binh)
  const before = await readBase(binh)

  await team.server.restore(backup)
  const unsent = await recordVisit(binh, firmIds[2]!)
  Object.assign(road, { open: false, pulls: 0 })
  expect(await binh.sync()).toMatchObject({ sent: 2, failure: { kind: 'offline' } })
  expect(await readMeta(binh.device.database, 'shadow')).toBeDefined()
  expect(await binh.device.database.shadow.count()).toBeGreaterThan(0)
  const rebooted = await reopen(binh)
  expect(await readBase(rebooted)).toEqual(before)
  for (const [firm, visitId] of [known, lost, unsent].entries())
    expect(await seenVisit(rebooted, firmIds[firm]!, visitId)).toMatchObject({ revisions: [{}] })

  road.open = true
  await settle(rebooted)
  await expectOnce([known, lost, unsent])
  expect(await readBase(rebooted)).toEqual(await readBase(await team.join('binh')))
  expect((await readDigests(rebooted)).repairs).toBeUndefined()
})

test('[I17] healing that is cut off after every single request, by several rounds at once, still ends whole', async () => {
  let left = Number.POSITIVE_INFINITY
  const few: Network = (fetch) => async (url, init) => {
    if ((left -= 1) < 0) throw new TypeError('Failed to fetch')
    return fetch(url, init)
  }
  const { firmIds, people, binh } = await startSurvey(4, { binh: few })
  const backup = await team.server.backUp()
  const lost = await visitAll(binh, firmIds)
  await settle(binh)
  await team.server.restore(backup)
  for (const requests of [1, 1, 2, 3, 1, 2]) {
    left = requests
    await Promise.all([binh.sync(), binh.sync()])
    team.later(10 * minute)
  }
  left = Number.POSITIVE_INFINITY
  await settle(binh)
  await expectOnce(lost)
  await expectInStep(people)
})

test('[I5] a deed is forgotten only when it is in a backup elsewhere and was confirmed 90 days ago', async () => {
  const { firmIds, binh } = await startSurvey(2)
  const { server } = team
  const kept = () => binh.device.database.acknowledged.count()
  await visitAll(binh, firmIds)
  await settle(binh)
  team.later(80 * day)
  await visitAll(binh, firmIds)
  await settle(binh)
  expect(await kept()).toBe(4)
  team.later(11 * day)
  await settle(binh)
  expect(await kept()).toBe(4)
  await server.store.db.updateTable('unit_counter').set({ durable_seq: 1_000_000 }).execute()
  // a phone whose clock runs years ahead does not count for itself
  binh.world.advance(4000 * day)
  await settle(binh)
  expect(await kept()).toBe(2)
})

test('a device enrolled after the backup goes on as the same one when its person signs in again', async () => {
  const { firmIds, people } = await startSurvey(2)
  const backup = await team.server.backUp()
  const phone = await team.join('binh')
  const lost = await visitAll(phone, firmIds)
  await settle(phone)
  await team.server.restore(backup)
  const waiting = await visitAll(phone, firmIds)
  expect(await phone.sync()).toMatchObject({ failure: { kind: 'sessionEnded' } })
  expect(await phone.device.database.outbox.count()).toBe(2)
  team.later(10 * minute)
  const { enrolmentId } = phone.device.identity
  const again = await signIn(phone.road, { username: 'binh', password }, { deviceName: 'máy', enrolmentId })
  const { personId } = phone.device.identity
  expect(again).toMatchObject({ ok: true, value: { enrolmentId, personId } })
  if (!again.ok) return
  const device = await openDevice(again.value, phone.world)
  expect((await runRound(device, phone.road)).failure).toBeUndefined()
  await expectOnce([...lost, ...waiting])
  await expectInStep(people)
})

test('a server that lost its secret with the rest is healed as well, although no cursor can be read any more', async () => {
  const { firmIds, people, binh } = await startSurvey(2)
  const backup = await team.server.backUp()
  const lost = await visitAll(binh, firmIds)
  await settle(binh)
  await team.server.restore(backup, 'silently', 'another secret, as long as the first one was')
  await settle(...people)
  await expectOnce(lost)
  await expectInStep(people)
})

test('[P9] of what a server that was put back has only with a hash that is not its own, it has nothing', async () => {
  const { firmIds, people, binh } = await startSurvey(1)
  const visitIds = await visitAll(binh, firmIds)
  const [row] = await binh.device.database.outbox.toArray()
  const { sealed, bodyHash, deviceSeq } = row!
  const bent = { content: sealed.plain, bodyHash: 'f'.repeat(64), deviceSeq }
  await answerOf(await pushRaw(team.server, binh, [bent]))
  const backup = await team.server.backUp()
  await settle(binh)
  await team.server.restore(backup)
  expect(await readServer(team, 'held')).toMatchObject([{ problem: 'hashDiffers', bodyHash }])
  await settle(...people)
  expect(await readServer(team, 'visit')).toMatchObject([{ id: visitIds[0], revisions: [{}] }])
})

test('whoever asks what the server has hears of nobody else’s deeds', async () => {
  const { firmIds, binh, chi } = await startSurvey(1)
  await visitAll(binh, firmIds)
  await settle(binh)
  const rows = await binh.device.database.acknowledged.toArray()
  const ask = async (who: Participant) => {
    const body = {
      protocol: 1,
      requestId: newId(who),
      deviceId: newId(who),
      operations: rows.map((row) => [row.operationId, row.bodyHash]),
    }
    const response = await post(team.server.fetch, '/api/sync/have', body, who.device.identity.pushToken)
    return haveAnswerSchema.parse(await response.json()).receipts
  }
  expect(await ask(binh)).toMatchObject([{ operationId: rows[0]!.operationId, status: 'applied' }])
  expect(await ask(chi)).toEqual([])
  rows[0] = { ...rows[0]!, bodyHash: 'f'.repeat(64) }
  expect(await ask(binh)).toEqual([])
})
