import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { dropDamaged, sendDamagedAsItIs } from '#device/damage.ts'
import { readDraft, putDraft } from '#device/drafts.ts'
import { readFirmList } from '#device/firmList.ts'
import { addFirm } from '#device/firms.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { pinFirm } from '#device/plans.ts'
import { hasReceivedAll } from '#device/received.ts'
import { addPhoto, readFormPhotos } from '#device/photos.ts'
import { completeVisit, openVisit } from '#device/visits.ts'
import type { BaseRow, OutboxRow } from '#device/database.ts'
import { must, reopen, type Participant } from '../support/participant.ts'
import { fillVisit, recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import {
  addFirms,
  approve,
  day,
  minute,
  readBase,
  readDigests,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'

let team: Team
afterEach(() => team.close())

async function inStep(firms = 3) {
  team = await startTeam()
  const firmIds = await addFirms(team, firms, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmIds[0]!)
  await settle(binh)
  await approve(team.minh, firmIds[0]!, visitId)
  await settle(binh)
  return { binh, firmIds, visitId }
}

/** Rounds in which nothing is sent and nothing comes, until all rows were looked at. */
async function quietRounds(who: Participant) {
  const rounds = Math.ceil((await who.device.database.base.count()) / 100) + 1
  let repaired = 0
  for (let round = 0; round < rounds; round += 1) if ((await who.sync()).repaired) repaired += 1
  return repaired
}

/** One character of what lies on disk is another. */
function bend(text: string): unknown {
  return JSON.parse(text.replace('1250', '1251'))
}

async function bendRow(who: Participant, key: [string, string], change: (row: BaseRow) => BaseRow) {
  const { base } = who.device.database
  const row = (await base.get(key))!
  await base.delete(key)
  await base.put(change(row))
}

const bends: readonly [string, (row: BaseRow) => BaseRow][] = [
  ['what it says', (row) => ({ ...row, sealed: bend(JSON.stringify(row.sealed)) as BaseRow['sealed'] })],
  ['its number', (row) => ({ ...row, seq: row.seq ^ 4 })],
  ['its set', (row) => ({ ...row, scope: row.scope.replace(/.$/, 'x') })],
  ['its name', (row) => ({ ...row, id: row.id.replace(/.$/, 'x') })],
  ['its collection', (row) => ({ ...row, collection: 'visjt' })],
  ['its state', (row) => ({ ...row, state: 'approveD' })],
  ['its checksum', (row) => ({ ...row, sum: (row.sum ?? 0) ^ 1 })],
]

test.each(bends)(
  '[F30] a record of which %s changed on disk is found in a quiet moment and comes anew',
  async (_what, change) => {
    const { binh, firmIds, visitId } = await inStep()
    await bendRow(binh, ['visit', visitId], change)
    expect(await readBase(binh)).not.toEqual(await readBase(await team.join('binh')))
    expect(await quietRounds(binh)).toBeGreaterThan(0)
    await settle(binh)
    expect(await readBase(binh)).toEqual(await readBase(await team.join('binh')))
    const { kept, real } = await readDigests(binh)
    expect(kept).toEqual(real)
    expect(await seenVisit(binh, firmIds[0]!, visitId)).toMatchObject({
      state: 'approved',
      revisions: [{ body: { answers: { headcountTotal: { value: 1250 } } } }],
    })
    expect(await quietRounds(binh)).toBe(0)
  },
)

/** So that nobody can make sense of it: the head names no revision. */
function beheaded(row: BaseRow): BaseRow {
  const text = JSON.stringify(row.sealed)
  return { ...row, sealed: JSON.parse(text.replace('"headRevisionId":"0', '"headRevisionId":"1')) }
}

test.each([
  ['when there is news of its firm', minute],
  ['on the next day', day],
] as const)(
  '[F30] %s, a record that changed on disk so that lists can’t be worked out keeps nothing back and comes anew',
  async (_when, passed) => {
    const { binh, firmIds } = await inStep()
    const visitId = await recordVisit(binh, firmIds[1]!)
    await settle(binh)
    await bendRow(binh, ['visit', visitId], beheaded)
    const other = await recordVisit(binh, firmIds[2]!)
    must(await pinFirm(team.minh.device, firmIds[1]!, { pinned: true, reason: 'gấp' }))
    await settle(team.minh)
    team.later(passed)
    expect(await binh.sync()).toMatchObject({ sent: 1, repaired: true, failure: undefined })
    expect((await readServer(team, 'visit')).map(({ id }) => id)).toContain(other)
    await settle(binh)
    expect(await readBase(binh)).toEqual(await readBase(await team.join('binh')))
    expect(await hasReceivedAll(binh.device)).toBe(true)
    expect(await readFirmList(binh.device)).toContainEqual(
      expect.objectContaining({ id: firmIds[1], card: expect.objectContaining({ pin: 'gấp' }) }),
    )
  },
)

test('rows as the server sent them are never taken for damaged, however many quiet rounds go by', async () => {
  const { binh } = await inStep(40)
  const before = await readBase(binh)
  expect(await quietRounds(binh)).toBe(0)
  expect(await quietRounds(await reopen(binh))).toBe(0)
  expect(before.length).toBeGreaterThan(100)
  for (const row of before) expect(row.sum).toEqual(expect.any(Number))
})

/** A visit in the outbox, then changed on disk. */
async function damagedVisit() {
  team = await startTeam()
  const firmIds = await addFirms(team, 2, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmIds[0]!)
  const { outbox } = binh.device.database
  await outbox.toCollection().modify((row: { sealed: unknown }) => {
    row.sealed = bend(JSON.stringify(row.sealed))
  })
  const other = await recordVisit(binh, firmIds[1]!)
  team.later(minute)
  await settle(binh)
  const [damaged] = (await readOutboxView(binh.device)).waiting
  return { binh, firmIds, visitId, other, damaged: damaged! }
}

test('[F30] a deed that changed on disk does not count, is not sent for ever, delays nothing, and its person is told', async () => {
  const { binh, visitId, other, damaged } = await damagedVisit()
  expect(damaged).toMatchObject({
    kind: 'visit.submit',
    recordId: visitId,
    isDamaged: true,
    state: 'waiting',
  })
  expect((await readServer(team, 'visit')).map((visit) => visit.id)).toEqual([other])
  const { attempts } = (await binh.device.database.outbox.toArray())[0]!
  for (let round = 0; round < 3; round += 1) {
    team.later(600 * minute)
    expect(await binh.sync()).toMatchObject({ sent: 0, failure: undefined })
  }
  expect(await binh.device.database.outbox.toArray()).toMatchObject([{ attempts }])
})

test('[F30] a deed whose own name changed on disk is told of like any other, and not sent without a pause', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  await recordVisit(binh, firmId!)
  const { outbox } = binh.device.database
  await outbox.toCollection().modify((row: { operationId: string; sealed: unknown }) => {
    const { operationId, sealed } = row
    const other = operationId.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    row.sealed = JSON.parse(JSON.stringify(sealed).replaceAll(operationId, other))
  })
  team.later(minute)
  await settle(binh)
  expect((await readOutboxView(binh.device)).waiting).toMatchObject([{ isDamaged: true }])
  expect(await readServer(team, 'visit')).toEqual([])
})

test('[F30] what its person says is right goes as a deed of its own, and what is dropped is gone', async () => {
  const { binh, firmIds, visitId, damaged } = await damagedVisit()
  must(await sendDamagedAsItIs(binh.device, damaged.operationId))
  expect(await sendDamagedAsItIs(binh.device, damaged.operationId)).toMatchObject({ ok: false })
  await settle(binh)
  expect((await readOutboxView(binh.device)).waiting).toEqual([])
  expect(await seenVisit(binh, firmIds[0]!, visitId)).toMatchObject({
    revisions: [{ body: { answers: { headcountTotal: { value: 1251 } } } }],
  })
  await team.close()
  const again = await damagedVisit()
  const sound = await recordVisit(again.binh, again.firmIds[0]!)
  const [, row] = await again.binh.device.database.outbox.orderBy('deviceSeq').toArray()
  must(await dropDamaged(again.binh.device, row!.operationId))
  expect(await again.binh.device.database.outbox.count()).toBe(2)
  must(await dropDamaged(again.binh.device, again.damaged.operationId))
  await settle(again.binh)
  expect((await readServer(team, 'visit')).map((visit) => visit.id)).toEqual([again.other, sound].toSorted())
})

test.each([
  ['the record it is about', ({ recordId }: OutboxRow) => recordId],
  ['its kind', ({ kind }: OutboxRow) => kind],
])('[F30] a deed of which %s changed on disk is sent for what it was recorded for', async (_what, partOf) => {
  team = await startTeam()
  const binh = await team.join('binh')
  const firmId = must(await addFirm(binh.device, { name: 'Công ty Mới', parkId: team.server.parkIds[0]! }))
  const { outbox } = binh.device.database
  await outbox.toCollection().modify((row: OutboxRow & { sealed: unknown }) => {
    const part = partOf(row)
    const other = part.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    row.sealed = JSON.parse(JSON.stringify(row.sealed).replace(`"${part}"`, `"${other}"`))
  })
  team.later(minute)
  await settle(binh)
  const [damaged] = (await readOutboxView(binh.device)).waiting
  expect(damaged).toMatchObject({ isDamaged: true })
  must(await sendDamagedAsItIs(binh.device, damaged!.operationId))
  const visitId = await recordVisit(binh, firmId)
  await settle(binh)
  expect(await readServer(team, 'firm')).toMatchObject([{ id: firmId }])
  expect(await readServer(team, 'visit')).toMatchObject([{ id: visitId, firmId }])
})

test('[F30] a draft that changed on disk opens and says so, also after more was typed and the phone was restarted', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const { draft } = await fillVisit(binh, firmId!, shortVisit)
  expect((await openVisit(binh.device, draft.visitId))?.draft.isDamaged).toBeUndefined()
  await binh.device.database.drafts.toCollection().modify((row: { sealed: unknown }) => {
    row.sealed = bend(JSON.stringify(row.sealed))
  })
  const opened = (await openVisit(binh.device, draft.visitId))!.draft
  expect(opened.isDamaged).toBe(true)
  must(await putDraft(binh.device, { ...opened, revision: opened.revision + 1 }))
  const rebooted = await reopen(binh)
  expect(await readDraft(rebooted.device, draft.visitId)).toMatchObject({ isDamaged: true })
})

test('[F30] a draft whose id changed on disk keeps the one it was opened with, and so its photos and its visit', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const { draft } = await fillVisit(binh, firmId!, shortVisit)
  const { hash } = must(await addPhoto(binh.device, draft, new Uint8Array([1, 2, 3])))
  await binh.device.database.drafts.toCollection().modify((row: { sealed: unknown }) => {
    const other = draft.revisionId.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    row.sealed = JSON.parse(JSON.stringify(row.sealed).replace(draft.revisionId, other))
  })
  const open = (await openVisit(binh.device, draft.visitId))!
  expect(open.draft).toMatchObject({ revisionId: draft.revisionId, isDamaged: true })
  expect(await readFormPhotos(binh.device, open.draft)).toMatchObject({ taken: [{ hash }] })
  must(await completeVisit(binh.device, open.draft, open.context))
  await settle(binh)
  expect(await seenVisit(binh, firmId!, draft.visitId)).toMatchObject({
    revisions: [{ revisionId: draft.revisionId, body: { answers: { photos: { value: [hash] } } } }],
  })
})
