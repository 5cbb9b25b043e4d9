import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readConflicts, settleConflict } from '#device/conflicts.ts'
import { openFirm } from '#device/firmView.ts'
import { correctFirm } from '#device/firms.ts'
import { discardHeld, readHeldData, releaseHeld } from '#device/heldData.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { decideVisit } from '#device/reviews.ts'
import { completeVisit, startCorrection } from '#device/visits.ts'
import type { ConflictRecord, HeldRecord } from '#domain/records.ts'
import { cloneOf } from '../support/clone.ts'
import { must, reopen, type Participant } from '../support/participant.ts'
import { fillDraft, recordVisit, seenVisit } from '../support/visitForm.ts'
import { addFirms, readOperations, readServer, settle, startTeam, type Team } from './team.ts'
import { makeOperation, newId, pushRaw, send, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

/** A visit to a firm that Bình was never shown, recorded past the screens. */
async function outOfScope(park: 0 | 2 = 2) {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { park })
  const binh = await team.join('binh')
  const visitId = newId(binh)
  const body = visitBody(firmId!, { headcountTotal: { kind: 'value', value: 1250 } })
  const id = must(await recordOperation(binh.device, { kind: 'visit.submit', recordId: visitId, body }))
  await settle(binh, team.minh)
  return { binh, firmId: firmId!, visitId, id }
}

function stateOf(view: Awaited<ReturnType<typeof readOutboxView>>, operationId: string) {
  const items = [...view.waiting, ...view.held, ...view.discarded, ...view.storedToday]
  return items.filter((item) => item.operationId === operationId).map((item) => item.state)
}

async function shownState(who: Participant, operationId: string) {
  return stateOf(await readOutboxView(who.device), operationId)
}

test('what a supervisor releases without a signal counts once the server hears of it, and its author sees that it does', async () => {
  const { binh, firmId, visitId, id } = await outOfScope()
  const { minh } = team
  expect(await shownState(binh, id)).toEqual(['held'])
  const [item] = await readHeldData(minh.device)
  expect(item).toMatchObject({
    id,
    problem: 'neverInScope',
    kind: 'visit.submit',
    personId: binh.device.identity.personId,
    firmId,
    firmName: expect.stringContaining('Mẫu'),
    content: { body: { firmId } },
    canRelease: true,
    state: 'open',
  })
  minh.goOffline()
  must(await releaseHeld(minh.device, id, 'đã hỏi lại'))
  expect(await readHeldData(minh.device)).toEqual([])
  expect(await releaseHeld(minh.device, id)).toMatchObject({ ok: false, problem: { code: 'stepNotAllowed' } })
  expect(await readServer(team, 'visit')).toEqual([])
  minh.goOnline()
  await settle(minh, binh)
  expect(await readServer(team, 'visit')).toMatchObject([
    { id: visitId, state: 'submitted', revisions: [{ revisionId: id }] },
  ])
  expect(await shownState(binh, id)).toEqual(['stored'])
  expect(await seenVisit(binh, firmId, visitId)).toMatchObject({ state: 'submitted' })
  expect(await readHeldData(binh.device, { decided: true })).toMatchObject([
    { id, state: 'released', decisions: [{ kind: 'release', reason: 'đã hỏi lại', counts: true }] },
  ])
  const operations = await readOperations(team)
  expect(operations.find((operation) => operation.id === id)).toMatchObject({
    status: 'applied',
    problem: null,
  })
  expect(operations.find((operation) => operation.kind === 'held.release')).toMatchObject({
    person_id: team.server.people['minh']!.id,
    status: 'applied',
  })
})

test('what is discarded stays to be read by its author, with the reason, and never counts', async () => {
  const { binh, firmId, visitId, id } = await outOfScope()
  const { minh } = team
  expect(await discardHeld(minh.device, id, ' ')).toMatchObject({ problem: { code: 'reasonMissing' } })
  must(await discardHeld(minh.device, id, 'ghi nhầm doanh nghiệp'))
  await settle(minh, binh)
  const rebooted = await reopen(binh)
  expect(await shownState(rebooted, id)).toEqual(['discarded'])
  expect(await readOutboxView(rebooted.device)).toMatchObject({
    held: [],
    discarded: [{ problem: 'discarded', reason: 'ghi nhầm doanh nghiệp' }],
  })
  expect(await readServer(team, 'visit')).toEqual([])
  const [held] = await readServer<HeldRecord>(team, 'held')
  expect(held).toMatchObject({ state: 'discarded', content: { recordId: visitId, body: { firmId } } })
  expect(await releaseHeld(minh.device, id)).toMatchObject({ problem: { code: 'stepNotAllowed' } })
})

test('a surveyor decides about held data neither on the phone nor past it', async () => {
  const { binh, id } = await outOfScope()
  expect(await releaseHeld(binh.device, id)).toMatchObject({ problem: { code: 'notAllowed' } })
  expect(await discardHeld(binh.device, id, 'vì sao không')).toMatchObject({
    problem: { code: 'notAllowed' },
  })
  expect(await send(team.server, binh, { kind: 'held.release', recordId: id, body: {} })).toMatchObject({
    status: 'held',
    problem: 'notAllowed',
  })
  expect((await readServer<HeldRecord>(team, 'held')).find((held) => held.id === id)).toMatchObject({
    state: 'open',
  })
})

test('two supervisors who decide differently end with the first word at the server; the other is listed', async () => {
  const { binh, id } = await outOfScope()
  await team.server.addPerson({ username: 'hoa', roles: ['supervisor'] })
  const hoa = await team.join('hoa')
  must(await discardHeld(team.minh.device, id, 'trùng'))
  must(await releaseHeld(hoa.device, id))
  await settle(team.minh, hoa, team.minh, binh)
  for (const who of [team.minh, hoa, binh]) {
    expect(await readHeldData(who.device, { decided: true })).toMatchObject([
      {
        state: 'discarded',
        decisions: [
          { kind: 'discard', counts: true },
          { kind: 'release', counts: false },
        ],
      },
    ])
  }
  expect(await readServer(team, 'visit')).toEqual([])
})

test('what is held for its own fault can’t be released, past the screens neither, and says why', async () => {
  const { binh, firmId } = await outOfScope()
  const { minh } = team
  const broken = await send(team.server, binh, {
    kind: 'visit.submit',
    recordId: newId(binh),
    body: { firmId, answers: 'none' },
  })
  const decision = {
    kind: 'review.decide',
    recordId: newId(binh),
    body: { revisionId: newId(binh), decision: 'approve' },
  }
  const forbidden = await send(team.server, binh, decision)
  await settle(minh)
  expect(await releaseHeld(minh.device, forbidden.id)).toMatchObject({ problem: { code: 'notReleasable' } })
  const pastTheScreens = { kind: 'held.release', recordId: forbidden.id, body: {} }
  expect(await send(team.server, minh, pastTheScreens)).toMatchObject({
    status: 'merged',
    problem: 'notReleasable',
  })
  // only the server finds out that it can't be read
  must(await releaseHeld(minh.device, broken.id))
  await settle(minh)
  const held = new Map((await readHeldData(minh.device)).map((item) => [item.id, item]))
  expect(held.get(forbidden.id)).toMatchObject({ decisions: [{ counts: false, problem: 'notReleasable' }] })
  expect(held.get(broken.id)).toMatchObject({ decisions: [{ counts: false, problem: 'notApplicable' }] })
})

test('of one visit recorded differently in two copies of a phone both can count: the second as a revision beside the first', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const copy = await cloneOf(binh)
  const [id, visitId] = [newId(binh), newId(binh)]
  for (const [who, value] of [
    [binh, 1300],
    [copy, 1400],
  ] as const) {
    const body = visitBody(firmId!, { headcountTotal: { kind: 'value', value } })
    must(await recordOperation(who.device, { id, kind: 'visit.submit', recordId: visitId, body }))
  }
  await settle(binh, copy, team.minh)
  const [item] = await readHeldData(team.minh.device)
  expect(item).toMatchObject({
    problem: 'idReused',
    rival: { revisionId: id, body: { answers: { headcountTotal: { value: 1300 } } } },
    content: { id, body: { answers: { headcountTotal: { value: 1400 } } } },
  })
  must(await releaseHeld(team.minh.device, item!.id))
  await settle(team.minh, binh)
  const [visit] = await readServer(team, 'visit')
  expect(visit).toMatchObject({
    headRevisionId: id,
    revisions: [{ revisionId: id }, { revisionId: item!.id, diverged: true }],
  })
  // and the supervisor may take the other one for the right one
  expect(await readConflicts(team.minh.device)).toMatchObject([
    { kind: 'revision', head: { revisionId: id }, rival: { revisionId: item!.id } },
  ])
  const choice = { visitId, revisionId: item!.id, kind: 'choose' } as const
  must(await decideVisit(team.minh.device, choice))
  expect(await decideVisit(team.minh.device, choice)).toMatchObject({
    problem: { code: 'changedSinceReview' },
  })
  await settle(team.minh, binh)
  expect(await seenVisit(binh, firmId!, visitId)).toMatchObject({
    state: 'submitted',
    headRevisionId: item!.id,
    decisions: [{ kind: 'choose', counts: true }],
  })
  expect(await readConflicts(team.minh.device)).toEqual([])
})

test('a damaged copy that was released counts, and the real one that comes later is kept beside it', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = newId(binh)
  const real = await makeOperation(binh, {
    kind: 'visit.submit',
    recordId: visitId,
    body: visitBody(firmId!, {}),
  })
  const damaged = { ...real, content: { ...real.content, clientTime: '2026-11-21T09:41:00.000+07:00' } }
  await pushRaw(team.server, binh, [damaged])
  await settle(team.minh)
  const [item] = await readHeldData(team.minh.device)
  expect(item).toMatchObject({ problem: 'hashDiffers', canRelease: true })
  must(await releaseHeld(team.minh.device, item!.id))
  await settle(team.minh)
  await pushRaw(team.server, binh, [real])
  const [visit] = await readServer(team, 'visit')
  expect(visit).toMatchObject({
    headRevisionId: item!.id,
    revisions: [{ revisionId: item!.id }, { revisionId: real.content['id' as never], diverged: true }],
  })
})

test('the value that lost can be put back, and both tablets agree that the matter is settled', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1)
  await team.server.addPerson({ username: 'hoa', roles: ['supervisor'] })
  const hoa = await team.join('hoa')
  must(await correctFirm(minh.device, firmId!, { address: 'Lô A' }))
  must(await correctFirm(hoa.device, firmId!, { address: 'Lô B' }))
  await settle(minh, hoa, minh)
  const [conflict] = await readConflicts(minh.device)
  expect(conflict).toMatchObject({
    kind: 'field',
    field: 'address',
    kept: { value: 'Lô B' },
    lost: { value: 'Lô A' },
    present: { value: 'Lô B' },
  })
  const { id } = conflict as ConflictRecord
  must(await settleConflict(minh.device, id, 'lost', 'theo giấy phép'))
  expect(await readConflicts(minh.device)).toEqual([])
  must(await settleConflict(hoa.device, id, 'kept'))
  await settle(minh, hoa, minh)
  for (const who of [minh, hoa]) {
    expect((await openFirm(who.device, firmId!))?.profile['address']).toBe('Lô A')
    expect(await readConflicts(who.device)).toEqual([])
  }
  expect(await readServer<ConflictRecord>(team, 'conflict')).toMatchObject([
    {
      state: 'settled',
      decisions: [
        { choice: 'lost', counts: true },
        { choice: 'kept', counts: false },
      ],
    },
  ])
})

test('two corrections of one return written apart are a conflict until somebody decides about the visit', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const [binh, tablet] = [await team.join('binh'), await team.join('binh')]
  const visitId = await recordVisit(binh, firmId!)
  await settle(binh, minh)
  const revisionId = (await seenVisit(minh, firmId!, visitId))!.headRevisionId
  must(
    await decideVisit(minh.device, {
      visitId,
      revisionId,
      kind: 'return',
      reason: 'xem lại',
      fields: ['headcountTotal'],
    }),
  )
  await settle(minh, binh, tablet)
  for (const [who, headcountTotal] of [
    [binh, 1300],
    [tablet, 1350],
  ] as const) {
    must(await startCorrection(who.device, firmId!, visitId))
    const { draft, context } = await fillDraft(who, visitId, { headcountTotal })
    must(await completeVisit(who.device, draft, context))
  }
  await settle(binh, tablet, minh)
  expect(await readConflicts(minh.device)).toMatchObject([
    {
      kind: 'revision',
      head: { body: { answers: { headcountTotal: { value: 1300 } } } },
      rival: { body: { answers: { headcountTotal: { value: 1350 } } } },
    },
  ])
  const head = (await seenVisit(minh, firmId!, visitId))!.headRevisionId
  must(await decideVisit(minh.device, { visitId, revisionId: head, kind: 'approve' }))
  expect(await readConflicts(minh.device)).toEqual([])
})
