import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFirm } from '#device/firmView.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { readReviewDetail, readReviewQueue } from '#device/reviewQueue.ts'
import { decideVisit } from '#device/reviews.ts'
import { readToday } from '#device/today.ts'
import { completeVisit, startCorrection } from '#device/visits.ts'
import type { DecisionKind } from '#domain/visit.ts'
import { must, reopen, type Participant } from '../support/participant.ts'
import { fillDraft, recordVisit, seenVisit } from '../support/visitForm.ts'
import { send } from './wire.ts'
import {
  addFirms,
  approve,
  minute,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'

let team: Team
let binh: Participant
let hoa: Participant
let firmId: string

beforeEach(async () => {
  team = await startTeam()
  await team.server.addPerson({ username: 'hoa', roles: ['surveyor', 'supervisor'] })
  hoa = await team.join('hoa')
  firmId = (await addFirms(team, 1, { to: 'binh' }))[0]!
  binh = await team.join('binh')
  await settle(hoa)
})
afterEach(() => team.close())

async function sentVisit(): Promise<string> {
  const visitId = await recordVisit(binh, firmId)
  await settle(binh, team.minh, hoa)
  return visitId
}

/** Decides on the head as this person's device shows it. */
async function decide(who: Participant, visitId: string, kind: DecisionKind, reason?: string) {
  const visit = await seenVisit(who, firmId, visitId)
  const given = reason === undefined ? {} : { reason }
  return decideVisit(who.device, { visitId, revisionId: visit!.headRevisionId, kind, ...given })
}

async function onServer(visitId: string) {
  return (await readServer(team, 'visit')).find((visit) => visit.id === visitId)
}

/** Everybody, and the server, tell the same of a visit. */
async function expectSame(visitId: string) {
  const stored = await onServer(visitId)
  for (const who of [team.minh, hoa]) expect(await seenVisit(who, firmId, visitId)).toEqual(stored)
  return stored!
}

async function correct(visitId: string, headcountTotal: number) {
  must(await startCorrection(binh.device, firmId, visitId))
  const { draft, context } = await fillDraft(binh, visitId, { headcountTotal })
  must(await completeVisit(binh.device, draft, context))
}

test('nobody approves what they recorded: not on the tablet, and not by going round it', async () => {
  const visitId = await recordVisit(hoa, firmId)
  await settle(hoa, team.minh)
  expect((await readReviewQueue(hoa.device)).map(({ visit, isOwn }) => [visit.id, isOwn])).toEqual([
    [visitId, true],
  ])
  expect(await decide(hoa, visitId, 'approve')).toEqual({ ok: false, problem: { code: 'ownVisit' } })
  const { headRevisionId: revisionId } = (await onServer(visitId))!
  const body = { revisionId, decision: 'approve' }
  const id = must(await recordOperation(hoa.device, { kind: 'review.decide', recordId: visitId, body }))
  await settle(hoa, team.minh)
  expect(await onServer(visitId)).toMatchObject({ state: 'submitted', decisions: [] })
  expect((await readOutboxView(hoa.device)).held).toMatchObject([
    { operationId: id, problem: 'ownVisit', state: 'held' },
  ])
  expect((await openFirm(hoa.device, firmId))?.approved).toEqual({})
  must(await decide(team.minh, visitId, 'approve'))
  await settle(team.minh, hoa)
  expect(await expectSame(visitId)).toMatchObject({ state: 'approved' })
})

test('a surveyor decides nothing, and can’t bring a supervisor’s decision either', async () => {
  const visitId = await sentVisit()
  expect(await decide(binh, visitId, 'approve')).toEqual({ ok: false, problem: { code: 'notAllowed' } })
  const { headRevisionId: revisionId } = (await onServer(visitId))!
  const deed = {
    kind: 'review.decide',
    recordId: visitId,
    body: { revisionId, decision: 'approve' },
  } as const
  must(await recordOperation(binh.device, deed))
  await settle(binh)
  const forged = await send(team.server, binh, { ...deed, personId: team.server.people['minh']!.id })
  expect(forged).toMatchObject({ status: 'held', problem: 'foreignAuthor' })
  expect(await onServer(visitId)).toMatchObject({ state: 'submitted', decisions: [] })
  const held = await readServer<{ problem: string }>(team, 'held')
  expect(held.map(({ problem }) => problem).toSorted()).toEqual(['foreignAuthor', 'notAllowed'])
})

test('two supervisors who decide on one visit end with the same on both tablets: the later at the server stands, both are listed', async () => {
  const visitId = await sentVisit()
  must(await decide(team.minh, visitId, 'approve'))
  must(await decide(hoa, visitId, 'return', 'Hỏi lại số lao động.'))
  expect((await seenVisit(team.minh, firmId, visitId))?.state).toBe('approved')
  expect((await seenVisit(hoa, firmId, visitId))?.state).toBe('returned')
  await settle(hoa, team.minh, hoa)
  expect(await expectSame(visitId)).toMatchObject({
    state: 'approved',
    decisions: [
      { kind: 'return', reason: 'Hỏi lại số lao động.', counts: true },
      { kind: 'approve', personId: team.server.people['minh']!.id, counts: true },
    ],
  })
  expect(await readServer(team, 'held')).toEqual([])
})

test('a decision on a revision that is no longer the newest does not count and says so', async () => {
  const visitId = await sentVisit()
  must(await decide(team.minh, visitId, 'return', 'Thiếu số lao động.'))
  await settle(team.minh, binh)
  // hoa's tablet has not heard of the return nor of the correction
  hoa.goOffline()
  const decisionId = must(await decide(hoa, visitId, 'approve'))
  await correct(visitId, 1200)
  await settle(binh, team.minh)
  hoa.goOnline()
  await settle(hoa, team.minh)
  const stored = await expectSame(visitId)
  expect(stored).toMatchObject({
    state: 'submitted',
    decisions: [{ counts: true }, { operationId: decisionId, counts: false }],
  })
  expect(stored.approvedRevisionId).toBeUndefined()
  expect((await readOutboxView(hoa.device)).storedToday).toMatchObject([
    { operationId: decisionId, problem: 'changedSinceReview' },
  ])
  expect((await openFirm(hoa.device, firmId))?.approved).toEqual({})
  expect((await readReviewQueue(hoa.device)).map(({ submissions }) => submissions)).toEqual([2])
  const [oldRevision] = stored.revisions
  expect(
    await decideVisit(hoa.device, { visitId, revisionId: oldRevision!.revisionId, kind: 'approve' }),
  ).toMatchObject({
    problem: { code: 'changedSinceReview' },
  })
})

test('two corrections written on one revision are both kept; the first to arrive is the head, the other is flagged', async () => {
  const visitId = await sentVisit()
  must(await decide(team.minh, visitId, 'return', 'Thiếu số lao động.'))
  await settle(team.minh, binh)
  const second = await team.join('binh')
  await correct(visitId, 1200)
  must(await startCorrection(second.device, firmId, visitId))
  const { draft, context } = await fillDraft(second, visitId, { headcountTotal: 1300 })
  must(await completeVisit(second.device, draft, context))
  await settle(second, binh, team.minh, hoa, second)
  const stored = await expectSame(visitId)
  const values = stored.revisions.map((one) => [one.body.answers['headcountTotal'], one.diverged ?? false])
  expect(values.map(([answer, diverged]) => [(answer as { value: number }).value, diverged])).toEqual([
    [1250, false],
    [1300, false],
    [1200, true],
  ])
  expect(stored.headRevisionId).toBe(draft.revisionId)
  expect((await readReviewDetail(team.minh.device, visitId))?.flags).toContainEqual({ kind: 'diverged' })
  const problems = (await readOutboxView(binh.device)).storedToday.map(({ problem }) => problem)
  expect(problems.filter((problem) => problem !== undefined)).toEqual(['twoRevisionsOnOneBase'])
  for (const phone of [binh, second]) expect(await seenVisit(phone, firmId, visitId)).toEqual(stored)
})

test('an approved visit that is opened again counts no more until it is approved again', async () => {
  const visitId = await sentVisit()
  await approve(team.minh, firmId, visitId)
  await settle(hoa, binh)
  expect((await openFirm(hoa.device, firmId))?.approved['headcountTotal']?.value).toBe(1250)
  expect(await decide(hoa, visitId, 'reopen')).toMatchObject({
    problem: { code: 'reasonMissing', at: 'reason' },
  })
  must(await decide(hoa, visitId, 'reopen', 'Doanh nghiệp báo lại số khác.'))
  await settle(hoa, team.minh, binh)
  expect(await expectSame(visitId)).toMatchObject({ state: 'submitted' })
  for (const who of [hoa, team.minh, binh]) expect((await openFirm(who.device, firmId))?.approved).toEqual({})
  await correct(visitId, 1200)
  await settle(binh)
  await approve(team.minh, firmId, visitId)
  await settle(hoa, binh)
  const stored = await expectSame(visitId)
  expect(stored.decisions.map(({ kind, counts }) => [kind, counts])).toEqual([
    ['approve', true],
    ['reopen', true],
    ['approve', true],
  ])
  expect(stored.revisions).toHaveLength(2)
  for (const who of [hoa, team.minh]) {
    expect((await openFirm(who.device, firmId))?.approved['headcountTotal']?.value).toBe(1200)
  }
})

test('a visit taken out counts nowhere, stays readable, and comes back when it is opened again', async () => {
  const visitId = await sentVisit()
  await approve(team.minh, firmId, visitId)
  expect(await decide(team.minh, visitId, 'void', '  ')).toMatchObject({ problem: { code: 'reasonMissing' } })
  must(await decide(team.minh, visitId, 'void', 'Ghi trùng.'))
  await settle(team.minh, hoa, binh)
  expect(await expectSame(visitId)).toMatchObject({
    state: 'void',
    revisions: [{}],
    decisions: [{}, { reason: 'Ghi trùng.' }],
  })
  for (const who of [team.minh, hoa, binh]) {
    const view = await openFirm(who.device, firmId)
    expect(view?.approved).toEqual({})
    expect(view?.own).toEqual({})
    expect(view?.visits.map((visit) => visit.state)).toEqual(['void'])
  }
  expect((await readToday(binh.device)).doneToday).toEqual([])
  expect(await decide(hoa, visitId, 'approve')).toMatchObject({ problem: { code: 'stepNotAllowed' } })
  must(await decide(hoa, visitId, 'reopen', 'Không trùng.'))
  await settle(hoa, team.minh)
  expect(await expectSame(visitId)).toMatchObject({ state: 'submitted' })
  expect(await readReviewQueue(team.minh.device)).toHaveLength(1)
})

test('an approval that crosses a void is listed without effect, and both tablets agree', async () => {
  const visitId = await sentVisit()
  must(await decide(hoa, visitId, 'approve'))
  must(await decide(team.minh, visitId, 'void', 'Ghi trùng.'))
  await settle(team.minh, hoa, team.minh)
  expect(await expectSame(visitId)).toMatchObject({
    state: 'void',
    decisions: [
      { kind: 'void', counts: true },
      { kind: 'approve', counts: false },
    ],
  })
  expect((await readOutboxView(hoa.device)).storedToday[0]).toMatchObject({ problem: 'stepNotAllowed' })
  const operations = (await readOperations(team)).filter(
    ({ kind }) => kind.startsWith('review') || kind === 'visit.void',
  )
  expect(operations.map(({ kind, status }) => [kind, status])).toEqual([
    ['visit.void', 'applied'],
    ['review.decide', 'merged'],
  ])
})

test('a decision outlives a reboot of the tablet before it was sent', async () => {
  const visitId = await sentVisit()
  team.minh.goOffline()
  must(await decide(team.minh, visitId, 'return', 'Thiếu số lao động.'))
  const rebooted = await reopen(team.minh)
  expect((await seenVisit(rebooted, firmId, visitId))?.state).toBe('returned')
  rebooted.goOnline()
  team.later(10 * minute)
  await settle(rebooted)
  expect(await onServer(visitId)).toMatchObject({ state: 'returned' })
})
