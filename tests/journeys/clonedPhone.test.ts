import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readDraft } from '#device/drafts.ts'
import { readMeta } from '#device/meta.ts'
import { completeVisit, type VisitForm } from '#device/visits.ts'
import { runRound } from '#sync/round.ts'
import type { Road } from '#sync/transport.ts'
import { cloneOf } from '../support/clone.ts'
import { must, type Participant } from '../support/participant.ts'
import { fillDraft, fillVisit, recordVisit, shortVisit } from '../support/visitForm.ts'
import {
  addFirms,
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

let team: Team
afterEach(() => team.close())

async function startPhone() {
  team = await startTeam()
  const firmIds = await addFirms(team, 6, { to: 'binh' })
  const phone = await team.join('binh')
  await recordVisit(phone, firmIds[0]!)
  await settle(phone)
  return { firmIds, phone }
}

/** Every visit is on the server with one revision, and no device of this person has a gap in what it sent. */
async function expectArrivedOnce(visitIds: readonly string[], phones: readonly Participant[]) {
  const visits = await readServer(team, 'visit')
  expect(visits.filter((visit) => visitIds.includes(visit.id)).map((visit) => visit.id)).toEqual(
    visitIds.toSorted(),
  )
  for (const visit of visits) expect(visit.revisions).toHaveLength(1)
  const ids = await Promise.all(phones.map((phone) => readMeta(phone.device.database, 'deviceId')))
  expect(new Set(ids).size).toBe(phones.length)
  const devices = await team.server.store.db.selectFrom('device').selectAll().execute()
  const { enrolmentId } = phones[0]!.device.identity
  expect(devices.filter((device) => device.enrolment_id === enrolmentId)).toHaveLength(2)
  for (const device of devices) expect(device.contiguous_seq).toBe(device.highest_seq)
  for (const phone of phones) {
    expect(await phone.device.database.outbox.count()).toBe(0)
    expect((await readDigests(phone)).kept).toEqual((await readDigests(phones[0]!)).real)
    expect(await readBase(phone)).toEqual(await readBase(phones[0]!))
  }
}

test('[F25] two copies of one phone, with unsent work in both, end as two devices whose work all arrives once', async () => {
  const { firmIds, phone } = await startPhone()
  const inBoth = await recordVisit(phone, firmIds[1]!)
  const copy = await cloneOf(phone)
  const visitIds = [inBoth, await recordVisit(phone, firmIds[2]!), await recordVisit(copy, firmIds[3]!)]
  visitIds.push(await recordVisit(copy, firmIds[4]!))
  const sent = inOrder((await copy.device.database.outbox.toArray()).map((row) => row.operationId))
  await settle(phone, copy, phone, copy)
  visitIds.push(await recordVisit(phone, firmIds[5]!), await recordVisit(copy, firmIds[0]!))
  await settle(copy, phone, copy)
  await expectArrivedOnce(visitIds, [phone, copy])
  const arrived = new Set((await readOperations(team)).map((operation) => operation.id))
  expect(sent.filter((id) => !arrived.has(id))).toEqual([])
})

test('[F25] a phone put back to last week’s backup goes on as another device, and nothing it had sent comes twice', async () => {
  const { firmIds, phone } = await startPhone()
  const waiting = await recordVisit(phone, firmIds[1]!)
  const backup = await cloneOf(phone)
  const since = await recordVisit(phone, firmIds[2]!)
  await settle(phone)
  const before = await readMeta(phone.device.database, 'deviceId')
  phone.device.database.close()
  team.later(10_000 * minute)
  const after = await recordVisit(backup, firmIds[3]!)
  await settle(backup)
  expect(await readMeta(backup.device.database, 'deviceId')).not.toBe(before)
  await expectArrivedOnce([waiting, since, after], [backup])
})

test('[I18] two rounds that hear of the copy at once take one new number between them, without a gap', async () => {
  const { firmIds, phone } = await startPhone()
  const copy = await cloneOf(phone)
  const visitIds = [await recordVisit(phone, firmIds[1]!)]
  for (const firmId of firmIds.slice(2)) visitIds.push(await recordVisit(copy, firmId))
  await settle(phone)
  // both are answered alike; the second hears it when the first has long gone on
  let firstIsThrough: Promise<unknown> | undefined
  let taken: string | undefined
  const slow: Road['fetch'] = async (url, init) => {
    const response = await phone.road.fetch(url, init)
    firstIsThrough ??= copy.sync()
    await firstIsThrough
    taken ??= await readMeta(copy.device.database, 'deviceId')
    return response
  }
  await runRound(copy.device, { ...phone.road, fetch: slow })
  expect(await readMeta(copy.device.database, 'deviceId')).toBe(taken)
  team.later(10 * minute)
  await settle(copy, phone)
  await expectArrivedOnce(visitIds, [phone, copy])
})

test('one draft that was open in both copies and completed differently in each: the first counts, the second is kept for the supervisor', async () => {
  const { firmIds, phone } = await startPhone()
  const { draft } = await fillVisit(phone, firmIds[1]!, shortVisit)
  const copy = await cloneOf(phone)
  for (const [who, headcountTotal] of [
    [phone, 1300],
    [copy, 1400],
  ] as const) {
    const open = await fillDraft(who, draft.visitId, { headcountTotal })
    must(await completeVisit(who.device, open.draft, open.context))
    expect(await readDraft<VisitForm>(who.device, draft.visitId)).toBeUndefined()
  }
  await settle(phone, copy)
  expect(await readServer(team, 'visit')).toContainEqual(
    expect.objectContaining({
      id: draft.visitId,
      revisions: [expect.objectContaining({ revisionId: draft.revisionId })],
    }),
  )
  expect(await readServer(team, 'held')).toMatchObject([
    { problem: 'idReused', content: { body: { answers: { headcountTotal: { value: 1400 } } } } },
  ])
  expect(await copy.device.database.outbox.count()).toBe(0)
})
