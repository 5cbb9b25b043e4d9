import { afterEach, expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { readDrafts } from '#device/drafts.ts'
import { openFirm } from '#device/firmView.ts'
import { postpone } from '#device/outbox.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { readRecords } from '#device/view.ts'
import { completeVisit, openVisit, startVisit } from '#device/visits.ts'
import type { DirectoryRecord, HeldRecord } from '#domain/records.ts'
import { must, type Participant } from '../support/participant.ts'
import { fillDraft, fillVisit, ownerVisit, recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import {
  addFirms,
  approve,
  assign,
  inOrder,
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

const shared = /^(reference|directory:|person:)/

async function firmsHeld(who: Participant): Promise<string[]> {
  const scopes = (await readBase(who)).map((row) => row.scope).filter((scope) => !shared.test(scope))
  return [...new Set(scopes)].toSorted()
}

async function outboxIds(who: Participant): Promise<string[]> {
  return (await who.device.database.outbox.toArray()).map((row) => row.operationId)
}

async function expectInStep(...everybody: readonly Participant[]) {
  for (const who of everybody) {
    const { kept, real, repairs } = await readDigests(who)
    expect(kept).toEqual(real)
    expect(repairs).toBeUndefined()
  }
}

test('a phone holds the firms of its person, the names of the group’s parks, and nothing else of the unit', async () => {
  team = await startTeam()
  const { server, minh } = team
  const own = await addFirms(team, 2, { to: 'binh' })
  const theirs = await addFirms(team, 3, { to: 'chi' })
  const far = await addFirms(team, 2, { park: 2 })
  const chi = await team.join('chi')
  const visitId = await recordVisit(chi, theirs[0]!, ownerVisit)
  await settle(chi)
  await approve(minh, theirs[0]!, visitId)
  const binh = await team.join('binh')
  expect(await firmsHeld(binh)).toEqual(own.toSorted())
  const rows = await readBase(binh)
  const directory = rows.filter((row) => row.collection === 'directory')
  expect(directory.map((row) => row.id).toSorted()).toEqual([...own, ...theirs].toSorted())
  const [parkOne, parkTwo] = server.parkIds
  const allowed = [...own, 'reference', `person:${binh.device.identity.personId}`]
  for (const row of rows) {
    expect([...allowed, `directory:${parkOne}`, `directory:${parkTwo}`]).toContain(row.scope)
    const text = JSON.stringify(row)
    for (const foreign of [visitId, ...far]) expect(text).not.toContain(foreign)
    if (row.collection === 'directory') expect(text).not.toMatch(/headcount|members|1250/)
  }
  expect(await firmsHeld(minh)).toEqual([...own, ...theirs, ...far].toSorted())
  await expectInStep(binh, chi, minh)
})

test('a firm that is given to somebody brings its history, though that is older than what they read last', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'chi' })
  const chi = await team.join('chi')
  const visitId = await recordVisit(chi, firmId!, ownerVisit)
  await settle(chi)
  await approve(team.minh, firmId!, visitId)
  const binh = await team.join('binh')
  await addFirms(team, 2, { to: 'binh' })
  await settle(binh)
  expect(await openFirm(binh.device, firmId!)).toBeUndefined()
  await assign(team, [firmId!], 'binh')
  await settle(binh)
  const view = await openFirm(binh.device, firmId!)
  expect(view?.visits).toEqual([expect.objectContaining({ id: visitId, state: 'approved' })])
  expect(view?.approved['membersOfficial']).toMatchObject({
    value: 4,
    visitId,
    personId: team.server.people['chi']!.id,
  })
  expect((await readCards(binh.device)).find((card) => card.id === firmId)).toMatchObject({
    advice: { row: 'D4' },
  })
  await settle(chi)
  expect(await firmsHeld(chi)).toEqual([])
  await expectInStep(binh, chi, team.minh)
})

test('a firm that is taken away leaves no row, and no work is lost: the draft, the unsent visit and the one sent late', async () => {
  team = await startTeam()
  const { minh } = team
  const [kept] = await addFirms(team, 1, { to: 'binh' })
  const [drafted, unsent] = await addFirms(team, 2, { to: 'binh', park: 2 })
  const binh = await team.join('binh')
  const late = await team.join('binh')
  late.goOffline()
  const lateId = await recordVisit(late, unsent!, ownerVisit)
  const { draft } = await fillVisit(binh, drafted!, {
    outcome: 'metStaff',
    noticeGiven: true,
    headcountTotal: 640,
  })
  await assign(team, [drafted!, unsent!], 'chi')

  binh.goOffline()
  const unsentId = await recordVisit(binh, unsent!)
  binh.goOnline()
  await postpone(binh.device, await outboxIds(binh), () => minute)
  await settle(binh)
  // the firm has gone, what was written has not
  expect(await firmsHeld(binh)).toEqual([kept])
  expect((await readCards(binh.device)).map((card) => card.id)).toContain(kept)
  expect((await readOutboxView(binh.device)).waiting).toMatchObject([
    { recordId: unsentId, state: 'waiting' },
  ])
  expect((await readRecords<{ id: string }>(binh.device, 'visit')).map(({ id }) => id)).toEqual([unsentId])
  expect((await readDrafts(binh.device)).map(({ visitId }) => visitId)).toEqual([draft.visitId])
  expect((await openVisit(binh.device, draft.visitId))?.draft).toEqual(draft)

  team.later(5 * minute)
  await settle(binh)
  const finished = await fillDraft(binh, draft.visitId, shortVisit)
  must(await completeVisit(binh.device, finished.draft, finished.context))
  await settle(binh)
  late.goOnline()
  await settle(late)
  const visits = await readServer(team, 'visit')
  expect(inOrder(visits.map((visit) => [visit.id, visit.state]))).toEqual(
    inOrder([draft.visitId, lateId, unsentId].map((id) => [id, 'submitted'])),
  )
  const receipts = [
    ...(await binh.device.database.acknowledged.toArray()),
    ...(await late.device.database.acknowledged.toArray()),
  ]
  expect(inOrder(receipts.map(({ recordId, status, problem }) => [recordId, status, problem]))).toEqual(
    inOrder([
      [draft.visitId, 'applied', 'outOfScopeNow'],
      // by then an undecided visit of their own had brought this firm back
      [lateId, 'applied', undefined],
      [unsentId, 'applied', 'outOfScopeNow'],
    ]),
  )
  // undecided visits keep their firm in view; a decision lets it go
  expect(await firmsHeld(binh)).toEqual(inOrder([drafted, kept, unsent]))
  for (const [id, firmId] of [
    [draft.visitId, drafted],
    [lateId, unsent],
    [unsentId, unsent],
  ] as const) {
    await approve(minh, firmId!, id)
  }
  await settle(binh, late)
  for (const phone of [binh, late]) expect(await firmsHeld(phone)).toEqual([kept])
  await expectInStep(binh, late, minh)
})

test('a visit to the firm next door, known only by its name, works without signal and counts', async () => {
  team = await startTeam()
  const { minh } = team
  const [nextDoor] = await addFirms(team, 1, { to: 'chi' })
  const binh = await team.join('binh')
  binh.goOffline()
  const [entry] = await readRecords<DirectoryRecord>(binh.device, 'directory')
  expect(entry?.id).toBe(nextDoor)
  const started = must(await startVisit(binh.device, nextDoor!))
  const { view } = (await openVisit(binh.device, started.visitId))!
  expect(view).toMatchObject({
    profile: { name: entry!.name, parkId: entry!.parkId },
    approved: {},
    visits: [],
  })
  const visitId = await recordVisit(binh, nextDoor!)
  const open = await readOutboxView(binh.device)
  expect(open.waiting).toMatchObject([{ recordId: visitId, firmId: nextDoor, firmName: entry!.name }])
  binh.goOnline()
  team.later(5 * minute)
  await settle(binh, minh)
  expect(await seenVisit(minh, nextDoor!, visitId)).toMatchObject({
    state: 'submitted',
    personId: binh.device.identity.personId,
  })
  expect(await readServer(team, 'held')).toEqual([])
  const [receipt] = await binh.device.database.acknowledged.toArray()
  expect([receipt?.status, receipt?.problem]).toEqual(['applied', undefined])
  expect((await openFirm(binh.device, nextDoor!))?.profile).toMatchObject({ name: entry!.name })
  await approve(minh, nextDoor!, visitId)
  await settle(binh)
  expect(await firmsHeld(binh)).toEqual([])
})

test('a visit to a firm that was never shown to its author is kept whole, and seen by the author and the supervisor alone', async () => {
  team = await startTeam()
  const { minh } = team
  const [far] = await addFirms(team, 1, { park: 2 })
  const binh = await team.join('binh')
  const chi = await team.join('chi')
  const visitId = await recordVisit(binh, far!)
  await settle(binh, minh, chi)
  expect(await readServer(team, 'visit')).toEqual([])
  for (const who of [binh, minh]) {
    const [held, ...more] = await readRecords<HeldRecord>(who.device, 'held')
    expect(more).toEqual([])
    expect(held).toMatchObject({
      problem: 'neverInScope',
      firmId: far,
      personId: binh.device.identity.personId,
    })
    expect(held?.content).toMatchObject({
      recordId: visitId,
      body: { answers: { headcountTotal: { value: 1250 } } },
    })
  }
  expect((await readOutboxView(binh.device)).held).toMatchObject([
    { recordId: visitId, problem: 'neverInScope' },
  ])
  expect(await readRecords(chi.device, 'held')).toEqual([])
  expect(await firmsHeld(binh)).toEqual([])
  await expectInStep(binh, chi, minh)
})
