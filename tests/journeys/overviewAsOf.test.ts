import { afterEach, expect, test } from 'vitest'
import { addFirm, correctFirm } from '#device/firms.ts'
import { readOverview } from '#device/overview.ts'
import { readOverviewAsOf } from '#device/overviewAsOf.ts'
import { setApproachPlan } from '#device/plans.ts'
import { recordReorganisation } from '#device/reorganisations.ts'
import { recordOutcome } from '#device/targets.ts'
import { approachBy, stancesOn, type CountedFirm } from '#domain/overview.ts'
import { must } from '../support/participant.ts'
import { ownerVisit, recordVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const byId = (firms: readonly CountedFirm[]) => firms.toSorted((one, other) => (one.id < other.id ? -1 : 1))
const reached = (firms: readonly CountedFirm[], on: string) =>
  approachBy(firms, on).map(({ step, plannedIds }) => `${step} ${plannedIds.length}`)

/** From 21/11 on, every ten days: staff answered and the firm is planned; the owner agreed; a cell was founded. */
async function threeSteps() {
  team = await startTeam()
  const [firmId] = (await addFirms(team, 1, { to: 'binh' })) as [string]
  const binh = await team.join('binh')
  must(await setApproachPlan(team.minh.device, [firmId], true, 'Kế hoạch 01'))
  const first = await recordVisit(binh, firmId, shortVisit)
  await settle(binh)
  await approve(team.minh, firmId, first)
  team.later(10 * day)
  const second = await recordVisit(binh, firmId, ownerVisit)
  await settle(binh)
  await approve(team.minh, firmId, second)
  team.later(10 * day)
  must(
    await recordOutcome(team.minh.device, {
      indicator: 'cellsEstablished',
      firmIds: [firmId],
      decidedOn: '2026-12-10',
      decisionNo: '12-QĐ/ĐU',
      count: 1,
    }),
  )
  await settle(team.minh)
  return firmId
}

test('of today it says what the overview says, whatever is not sent yet', async () => {
  await threeSteps()
  const { minh } = team
  minh.goOffline()
  const other = must(await addFirm(minh.device, { name: 'Công ty Mẫu Gốm', parkId: team.server.parkIds[0] }))
  must(await setApproachPlan(minh.device, [other], true))
  const [today, again] = [await readOverview(minh.device), await readOverviewAsOf(minh.device, '2026-12-11')]
  expect(byId(again.firms)).toEqual(byId(today.firms))
  expect(again).toMatchObject({ visitDays: today.visitDays, addedSince: 0, changedSince: 0 })
})

test('of an earlier day it says what visits, plan and decisions said by then', async () => {
  const firmId = await threeSteps()
  const asOf = async (on: string) => (await readOverviewAsOf(team.minh.device, on)).firms
  expect(reached(await asOf('2026-11-25'), '2026-11-25')).toEqual([
    'planned 1',
    'contacted 1',
    'met 0',
    'agreed 0',
    'decided 0',
  ])
  expect(await asOf('2026-11-25')).toMatchObject([{ id: firmId, hasOrganisation: false, row: 'D1' }])
  const agreed = await asOf('2026-12-05')
  expect(agreed).toMatchObject([{ row: 'D4', access: 'easy', hasOrganisation: false }])
  expect(stancesOn(agreed, ['2026-11-30', '2026-12-05']).map(({ shares }) => shares[0]!.firmIds)).toEqual([
    [],
    [firmId],
  ])
  expect(await asOf('2026-12-11')).toMatchObject([{ row: 'D2', hasOrganisation: true }])
})

test('what came to the list later is not counted, and what was changed since is told', async () => {
  const firmId = await threeSteps()
  const { minh } = team
  await addFirms(team, 2, { park: 1 })
  must(await correctFirm(minh.device, firmId, { address: 'Lô B2' }))
  await settle(minh)
  const { firms, addedSince, changedSince } = await readOverviewAsOf(minh.device, '2026-11-30')
  expect(firms.map(({ id }) => id)).toEqual([firmId])
  expect({ addedSince, changedSince }).toEqual({ addedSince: 2, changedSince: 1 })
  const before = await readOverviewAsOf(minh.device, '2026-11-20')
  expect(before).toMatchObject({ firms: [], addedSince: 3, visitDays: [] })
})

test('a firm stands in the park of that day: before a merger in its own, after it in the other', async () => {
  const firmId = await threeSteps()
  const quantri = await team.join('quantri')
  const [own, other] = team.server.parkIds
  must(
    await recordReorganisation(quantri.device, {
      on: '2026-12-05',
      instrument: 'Quyết định 12/QĐ-UBND',
      changes: [{ kind: 'merge', thing: 'park', from: [own!], into: { id: other!, name: 'KCN Lớn' } }],
    }),
  )
  await settle(quantri, team.minh)
  const parkOn = async (on: string) => (await readOverviewAsOf(team.minh.device, on)).firms
  expect(await parkOn('2026-12-04')).toMatchObject([{ id: firmId, parkId: own }])
  expect(await parkOn('2026-12-05')).toMatchObject([{ id: firmId, parkId: other }])
})
