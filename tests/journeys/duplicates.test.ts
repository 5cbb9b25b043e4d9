import { afterEach, expect, test } from 'vitest'
import { retryAtOnce } from '#device/outbox.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import { decideVisit } from '#device/reviews.ts'
import { correctFirm } from '#device/firms.ts'
import { must, type Network, type Participant } from '../support/participant.ts'
import { createTestWorld, type TestWorld } from '../support/testWorld.ts'
import { recordVisit } from '../support/visitForm.ts'
import { createBadNetwork, faults, type BadNetwork } from './badNetwork.ts'
import {
  addFirms,
  assign,
  inOrder,
  minute,
  readBase,
  readDigests,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'
import { answerOf, makeOperation, newId, pushRaw, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

const said = { outcome: { kind: 'value', value: 'metStaff' }, headcountTotal: { kind: 'value', value: 640 } }

/** Three visits, and a correction of the first. */
async function batchOf(who: Participant, firmId: string) {
  const visits = await Promise.all(
    [1, 2, 3].map((deviceSeq) =>
      makeOperation(
        who,
        { kind: 'visit.submit', recordId: newId(who), body: visitBody(firmId, said) },
        deviceSeq,
      ),
    ),
  )
  const first = visits[0]!.content as unknown as { id: string; recordId: string }
  const correction = {
    kind: 'visit.submit',
    recordId: first.recordId,
    baseRevisionId: first.id,
    body: visitBody(firmId, { ...said, headcountTotal: { kind: 'value', value: 650 } }),
  }
  return [...visits, await makeOperation(who, correction, 4)]
}

test('fifty pushes of one batch at once have one effect for each operation, and all get the same receipts', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const batch = await batchOf(binh, firmId!)
  const deviceId = newId(binh)
  const before = await readOperations(team)
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => answerOf(await pushRaw(team.server, binh, batch, { deviceId }))),
  )
  const [first] = answers
  expect(first!.receipts.map(({ operationId, status }) => [operationId, status])).toEqual(
    batch.map(({ content }) => [content['id' as never], 'applied']),
  )
  for (const answer of answers) {
    expect(answer.receipts).toEqual(first!.receipts)
    expect(answer).toMatchObject({ missingDeviceSeqs: [] })
    expect(answer.fork).toBeUndefined()
  }
  expect((await readOperations(team)).length - before.length).toBe(4)
  const visits = await readServer(team, 'visit')
  expect(inOrder(visits.map(({ revisions }) => revisions.length))).toEqual([1, 1, 2])
  expect(await readServer(team, 'held')).toEqual([])
})

test('an answer lost after the commit is asked for again, and the stored receipt comes', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const answers: string[] = []
  let loses = false
  const network: Network = (fetch) => async (url, init) => {
    const response = await fetch(url, init)
    if (!url.endsWith('/push')) return response
    answers.push(await response.clone().text())
    if (loses) throw new TypeError('Failed to fetch')
    return response
  }
  const binh = await team.join('binh', network)
  const visitId = await recordVisit(binh, firmId!)
  loses = true
  expect(await binh.sync()).toMatchObject({ sent: 0, failure: { kind: 'offline' } })
  expect(await readServer(team, 'visit')).toMatchObject([{ id: visitId }])
  expect(await binh.device.database.outbox.count()).toBe(1)
  const before = await readOperations(team)
  loses = false
  team.later(10 * minute)
  expect(await binh.sync()).toMatchObject({ sent: 1, failure: undefined })
  const [lost, stored] = answers.map((text) => (JSON.parse(text) as { receipts: unknown }).receipts)
  expect(stored).toEqual(lost)
  expect(await readOperations(team)).toEqual(before)
  expect(await readServer(team, 'visit')).toMatchObject([{ id: visitId, revisions: [{}] }])
})

test('a repeat with other contents under the same id changes nothing and is kept beside', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const [visit] = await batchOf(binh, firmId!)
  await answerOf(await pushRaw(team.server, binh, [visit]))
  const stored = await readServer(team, 'visit')
  const other = await makeOperation(binh, {
    ...visit!.content,
    body: visitBody(firmId!, { outcome: said.outcome }),
  })
  for (let time = 0; time < 2; time += 1) {
    const { receipts } = await answerOf(await pushRaw(team.server, binh, [other]))
    expect(receipts).toMatchObject([{ status: 'held', problem: 'idReused', bodyHash: other.bodyHash }])
  }
  expect(await readServer(team, 'visit')).toEqual(stored)
  expect(await readServer(team, 'held')).toHaveLength(1)
})

test('an answer held up on its way while another round went on does not turn the device back', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const asked = Promise.withResolvers<void>()
  const goesOn = Promise.withResolvers<void>()
  let holds = false
  const binh = await team.join('binh', (fetch) => async (url, init) => {
    const response = await fetch(url, init)
    if (!holds || !url.endsWith('/pull')) return response
    holds = false
    asked.resolve()
    await goesOn.promise
    return response
  })
  await assign(team, [firmId!], 'binh', ['chi'])
  holds = true
  const slow = binh.sync()
  await asked.promise
  await assign(team, [firmId!], 'binh', ['dung'])
  await settle(binh)
  const inStep = await readBase(binh)
  goesOn.resolve()
  expect(await slow).toMatchObject({ failure: undefined, repaired: false })
  expect(await readBase(binh)).toEqual(inStep)
  expect(inStep).toEqual(await readBase(await team.join('binh')))
  expect((await readDigests(binh)).repairs).toBeUndefined()
})

const seedCount = 100
const seedsATeam = 5

test(`over ${seedCount} networks that lose, cut, double, delay and reorder, everything arrives once and every device ends in step`, async () => {
  const hits = Object.fromEntries(faults.map((fault) => [fault, 0]))
  for (let seed = 1; seed <= seedCount; seed += 1) {
    if (seed % seedsATeam === 1) {
      if (seed > 1) await team.close()
      team = await startTeam()
    }
    const network = await liveThrough(seed)
    for (const fault of faults) hits[fault]! += network.hits[fault]
  }
  // a fault that never came proves nothing
  for (const fault of faults) expect([fault, hits[fault]! > seedCount / 10]).toEqual([fault, true])
}, 90_000)

/** A day on a bad network, and the evening after it. */
async function liveThrough(seed: number): Promise<BadNetwork> {
  const dice = createTestWorld({ seed: seed * 7919 })
  const bad = createBadNetwork(dice.random)
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const before = (await readOperations(team)).length
  const binh = await team.join('binh', bad.network)
  const tablet = await team.join('minh', bad.network)
  const recorded = await workThrough(binh, tablet, firmId!, dice)
  await bad.heal()
  for (let round = 0; round < 4; round += 1) {
    team.later(10 * minute)
    for (const who of [binh, tablet]) await retryAtOnce(who.device)
    await settle(binh, tablet)
  }
  await expectEverythingOnce(seed, binh, tablet, { firmId: firmId!, recorded, before })
  return bad
}

async function workThrough(
  binh: Participant,
  tablet: Participant,
  firmId: string,
  dice: TestWorld,
): Promise<number> {
  let recorded = 0
  for (let step = 0; step < 5; step += 1) {
    team.later(6 * minute)
    if (dice.random() < 0.7) {
      await recordVisit(binh, firmId)
      recorded += 1
    }
    const isThere = (await tablet.device.database.base.get(['firm', firmId])) !== undefined
    if (isThere && dice.random() < 0.5) {
      must(await correctFirm(tablet.device, firmId, { address: `Lô ${step}` }))
      recorded += 1
    }
    const [waiting] = await readReviewQueue(tablet.device)
    if (waiting !== undefined && dice.random() < 0.5) {
      const { id: visitId, headRevisionId: revisionId } = waiting.visit
      must(await decideVisit(tablet.device, { visitId, revisionId, kind: 'approve' }))
      recorded += 1
    }
    const rounds = [binh, tablet, binh].filter(() => dice.random() < 0.8)
    await Promise.all(rounds.map((who) => who.sync()))
  }
  return recorded
}

async function expectEverythingOnce(
  seed: number,
  binh: Participant,
  tablet: Participant,
  day: { readonly firmId: string; readonly recorded: number; readonly before: number },
) {
  const operations = await readOperations(team)
  expect({ seed, operations: operations.length - day.before }).toEqual({ seed, operations: day.recorded })
  expect({ seed, held: await readServer(team, 'held') }).toEqual({ seed, held: [] })
  const visits = (await readServer(team, 'visit')).filter((visit) => visit.firmId === day.firmId)
  for (const visit of visits)
    expect({ seed, revisions: visit.revisions.length }).toEqual({ seed, revisions: 1 })
  for (const who of [binh, tablet]) {
    const fresh = await team.join(who.device.identity.username)
    expect(await readBase(who)).toEqual(await readBase(fresh))
    const digests = await readDigests(who)
    expect(digests.kept).toEqual(digests.real)
    expect(digests.kept).toEqual((await readDigests(fresh)).kept)
    expect({ seed, repairs: digests.repairs }).toEqual({ seed, repairs: undefined })
    expect(await who.device.database.outbox.count()).toBe(0)
  }
}
