import { afterEach, expect, test } from 'vitest'
import { putDraft, readDraft } from '#device/drafts.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { readToday } from '#device/today.ts'
import { completeVisit, openVisit, type VisitDraft } from '#device/visits.ts'
import { must, reopen } from '../support/participant.ts'
import { fillVisit, recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import {
  addFirms,
  inOrder,
  minute,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'

let team: Team
afterEach(() => team.close())

async function threeVisitsWithoutSignal() {
  team = await startTeam()
  const firmIds = await addFirms(team, 12, { to: 'binh' })
  const binh = await team.join('binh')
  binh.goOffline()
  const visitIds = []
  for (const firmId of firmIds.slice(0, 3)) {
    visitIds.push(await recordVisit(binh, firmId))
    team.later(40 * minute)
  }
  return { binh, firmIds, visitIds }
}

test('twelve firms come in the morning, three visits without signal outlive a reboot, and three arrive in the evening', async () => {
  const { binh, firmIds, visitIds } = await threeVisitsWithoutSignal()
  const middle = await fillVisit(binh, firmIds[3]!, {
    outcome: 'metStaff',
    noticeGiven: true,
    headcountTotal: 980,
    unionStatus: 'active',
  })
  const inTheMiddle: VisitDraft = {
    ...middle.draft,
    revision: middle.draft.revision + 1,
    form: {
      ...middle.draft.form,
      focus: 'unionMembers',
      openFolds: ['profile'],
      explanations: { headcountUp: 'mới tuyển' },
    },
  }
  must(await putDraft(binh.device, inTheMiddle))
  expect((await binh.sync()).failure?.kind).toBe('offline')

  const rebooted = await reopen(binh)
  expect((await readToday(rebooted.device)).toVisit).toHaveLength(9)
  expect((await readToday(rebooted.device)).doneToday.map(({ visit, stored }) => [visit.id, stored])).toEqual(
    visitIds.map((id) => [id, false]),
  )
  for (const [index, visitId] of visitIds.entries()) {
    expect((await seenVisit(rebooted, firmIds[index]!, visitId))?.revisions[0]?.body.answers).toMatchObject({
      headcountTotal: { kind: 'value', value: 1250 },
      unionStatus: { kind: 'value', value: 'active' },
    })
  }
  const reopened = await openVisit(rebooted.device, middle.draft.visitId)
  expect(reopened?.draft).toEqual(inTheMiddle)

  rebooted.goOnline()
  team.later(5 * minute)
  expect(await rebooted.sync()).toMatchObject({ sent: 3, failure: undefined })
  expect((await readServer(team, 'visit')).map((visit) => visit.id)).toEqual(visitIds.toSorted())
  expect(await readOutboxView(rebooted.device)).toMatchObject({
    waiting: [],
    held: [],
    today: { visits: { here: 3, stored: 3, held: 0 }, olderWaiting: 0 },
  })
  expect(await readDraft(rebooted.device, middle.draft.visitId)).toEqual(inTheMiddle)
})

test('sending twice, and two rounds at once, make no second visit', async () => {
  const { binh, visitIds } = await threeVisitsWithoutSignal()
  binh.goOnline()
  const rounds = await Promise.all([binh.sync(), binh.sync(), binh.sync()])
  expect(rounds.map((round) => round.failure)).toEqual([undefined, undefined, undefined])
  expect(await binh.sync()).toMatchObject({ sent: 0, failure: undefined })
  const visits = await readServer(team, 'visit')
  expect(visits.map((visit) => visit.id)).toEqual(visitIds.toSorted())
  for (const visit of visits)
    expect(visit).toMatchObject({ state: 'submitted', revisions: [{ seq: expect.any(Number) }] })
  const sent = (await readOperations(team)).filter((operation) => operation.kind === 'visit.submit')
  expect(inOrder(sent.map((operation) => [operation.record_id, operation.status]))).toEqual(
    inOrder(visitIds.map((id) => [id, 'applied'])),
  )
  expect(await binh.device.database.outbox.count()).toBe(0)
})

test('a form completed a second time after it was sent stays one visit with one revision', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const { draft, context } = await fillVisit(binh, firmId!, shortVisit)
  const twice = await Promise.all([
    completeVisit(binh.device, draft, context),
    completeVisit(binh.device, draft, context),
  ])
  expect(twice.map(must)).toEqual([[draft.revisionId], [draft.revisionId]])
  expect(await binh.sync()).toMatchObject({ sent: 1 })
  team.later(minute)
  must(await completeVisit(binh.device, draft, context))
  await settle(binh)
  expect(await readServer(team, 'held')).toEqual([])
  expect(await readServer(team, 'visit')).toMatchObject([
    { id: draft.visitId, revisions: [{ revisionId: draft.revisionId }] },
  ])
  expect(await readOutboxView(binh.device)).toMatchObject({ waiting: [], held: [] })
})

test('the app killed in mid-round sends the rest at the next start, and nothing twice', async () => {
  const { binh, visitIds } = await threeVisitsWithoutSignal()
  binh.goOnline()
  const broken = binh.sync().catch(() => 'broken off')
  binh.device.database.close()
  await broken
  const rebooted = await reopen(binh)
  team.later(10 * minute)
  await settle(rebooted)
  expect(await rebooted.device.database.outbox.count()).toBe(0)
  expect((await readServer(team, 'visit')).map((visit) => visit.id)).toEqual(visitIds.toSorted())
})
