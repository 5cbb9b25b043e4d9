import { afterEach, expect, test } from 'vitest'
import { placeName } from '#app/reports/placeNames.ts'
import { correctFirm } from '#device/firms.ts'
import { addCommune } from '#device/parks.ts'
import { readReference } from '#device/people.ts'
import { recordReorganisation } from '#device/reorganisations.ts'
import { readReportSource } from '#device/reportFirms.ts'
import { readTargets, recordOutcome } from '#device/targets.ts'
import { concernLines } from '#domain/reports/concernsReport.ts'
import { funnelLines } from '#domain/reports/funnelReport.ts'
import type { ReportCell } from '#domain/reports/report.ts'
import { summaryCells, summaryGroups } from '#domain/reports/summary.ts'
import { progressIn, type Period } from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { must, type Participant } from '../support/participant.ts'
import { ownerVisit, recordVisit, type Filled } from '../support/visitForm.ts'
import { addFirms, approve, day, minute, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const from = '2026-01-01'

/** What reports count on somebody's tablet, up to a day or to today. */
async function reportsOf(who: Participant, to = vietnamDay(who.device.now())) {
  const period: Period = { from, to }
  const { firms, waiting } = (await readReportSource(who.device, period))!
  const valuesOf = (cells: Readonly<Record<string, ReportCell>>) =>
    Object.fromEntries(
      Object.entries(cells).map(([key, cell]) => [key, cell.kind === 'number' ? cell.value : undefined]),
    )
  const lines = <Line extends { cells: Readonly<Record<string, ReportCell>> }>(
    all: readonly Line[],
    holds: (line: Line) => boolean,
  ) => valuesOf(all.find(holds)!.cells)
  return {
    firms,
    waiting,
    summary: valuesOf(summaryCells(firms, period)),
    step: (name: string) => lines(funnelLines(firms, period), ({ step }) => step === name),
    concern: (name: string) => lines(concernLines(firms), ({ what }) => what === name),
  }
}

const { ownerAgreedTo: _agreed, ...undecided } = ownerVisit
const hesitant: Filled = { ...undecided, ownerStance: 'hesitant', ownerConcerns: ['burden'] }

test('[scenario 5] «gánh nặng» told by an owner stands in R6, and when the owner agrees it shows 1 resolved', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId = ''] = await addFirms(team, 2, { to: 'binh' })
  const binh = await team.join('binh')
  for (const filled of [hesitant, { ...hesitant, ownerConcerns: ['burden', 'unclearRole'] }] as const) {
    const visitId = await recordVisit(binh, firmId, filled)
    await settle(binh, minh)
    // what waits is not counted, and is told
    expect((await reportsOf(minh)).waiting).toBe(1)
    await approve(minh, firmId, visitId)
    await settle(binh)
    team.later(2 * day)
  }
  const before = await reportsOf(minh)
  expect(before.concern('burden')).toEqual({ raised: 1, settled: 0, open: 1 })
  const dayBefore = vietnamDay(minh.device.now())
  team.later(day)
  const third = await recordVisit(binh, firmId, ownerVisit)
  await settle(binh, minh)
  await approve(minh, firmId, third)
  const after = await reportsOf(minh)
  expect(after.concern('burden')).toEqual({ raised: 1, settled: 1, open: 0 })
  expect(after.concern('unclearRole')).toEqual({ raised: 1, settled: 1, open: 0 })
  expect(after.step('agreed')).toMatchObject({ inPeriod: 1, inAll: 1 })
  // as of the day before, it is still felt
  const then = await reportsOf(minh, dayBefore)
  expect(then.concern('burden')).toEqual({ raised: 1, settled: 0, open: 1 })
  expect(then.step('agreed')).toMatchObject({ inAll: 0 })
})

test('[scenario 7] two who met one owner on one day, sent in reverse order, make one firm met and two visits', async () => {
  team = await startTeam('2026-11-21T10:00:00+07:00')
  const { minh } = team
  const [firmId = ''] = await addFirms(team, 1, { to: 'binh', helpers: ['chi'] })
  const [binh, chi] = [await team.join('binh'), await team.join('chi')]
  for (const who of [binh, chi]) who.goOffline()
  const first = await recordVisit(binh, firmId, ownerVisit)
  team.later(300 * minute)
  const second = await recordVisit(chi, firmId, { ...ownerVisit, headcountTotal: 1180 })
  for (const who of [chi, binh]) {
    who.goOnline()
    await settle(who)
  }
  await settle(minh)
  expect((await reportsOf(minh)).step('met')).toMatchObject({ inAll: 0 })
  await approve(minh, firmId, second)
  await approve(minh, firmId, first)
  const { step, summary, waiting } = await reportsOf(minh)
  expect(step('met')).toMatchObject({ inPeriod: 1, inAll: 1 })
  expect(summary).toMatchObject({ firms: 1, visitedInPeriod: 1, visitsInPeriod: 2, headcount: 1180 })
  expect(waiting).toBe(0)
})

test('[scenario 2] a decision makes R3 one more and the firm established; a ceremony later changes nothing', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId = ''] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmId, ownerVisit)
  await settle(binh)
  await approve(minh, firmId, visitId)
  const decidedOn = vietnamDay(minh.device.now())
  const achieved = async () => {
    const to = vietnamDay(minh.device.now())
    return progressIn({ from, to }, to, await readTargets(minh.device))[0]!.achieved
  }
  expect([await achieved(), (await reportsOf(minh)).summary['organised']]).toEqual([0, 0])
  const founding = {
    indicator: 'cellsEstablished',
    firmIds: [firmId],
    decidedOn,
    decisionNo: '26-QĐ/ĐU',
    count: 1,
  } as const
  const id = must(await recordOutcome(minh.device, founding))
  // counted before it is sent
  const decided = await reportsOf(minh)
  expect([await achieved(), decided.summary['organised']]).toEqual([1, 1])
  expect(decided.step('decided')).toMatchObject({ inPeriod: 1, inAll: 1 })
  await settle(minh)
  team.later(7 * day)
  const ceremonyOn = vietnamDay(minh.device.now())
  must(await recordOutcome(minh.device, { ...founding, ceremonyOn }, id))
  const later = await reportsOf(minh)
  expect([await achieved(), later.summary['organised']]).toEqual([1, 1])
  expect(later.step('decided')).toMatchObject({ inPeriod: 1, inAll: 1 })
})

test('[scenario 11] R1 of a day before a reorganisation has the old names and sums, after it the new, and no total doubles', async () => {
  team = await startTeam('2026-08-03T08:00:00+07:00')
  const { minh } = team
  const quantri = await team.join('quantri')
  const province = { provinceCode: '99', provinceName: 'Tỉnh Ba Sông' }
  must(await addCommune(quantri.device, { ...province, code: '99103', name: 'Xã Bến Sương' }))
  must(await addCommune(quantri.device, { ...province, code: '99104', name: 'Xã Vịnh Nắng' }))
  const firmIds = await addFirms(team, 4)
  for (const [index, firmId] of firmIds.entries()) {
    must(await correctFirm(minh.device, firmId, { siteCommuneId: index < 3 ? '99103' : '99104' }))
  }
  await settle(quantri, minh)
  team.later(80 * day)
  const instrument = '388/NQ-UBTVQH16'
  must(
    await recordReorganisation(quantri.device, {
      on: '2026-09-20',
      instrument,
      changes: [{ kind: 'rename', thing: 'commune', id: '99103', name: 'Phường Bến Sương' }],
    }),
  )
  must(
    await recordReorganisation(quantri.device, {
      on: '2026-09-30',
      instrument,
      changes: [{ kind: 'merge', thing: 'commune', from: ['99104'], into: { id: '99103' } }],
    }),
  )
  await settle(quantri, minh)
  const reference = await readReference(minh.device)
  const communes = async (to: string) => {
    const { firms } = await reportsOf(minh, to)
    const nameAt = (kind: 'park' | 'commune' | 'ownership', id: string | undefined) =>
      kind === 'commune' ? placeName(reference, kind, id, to) : ''
    const groups = summaryGroups(firms, nameAt).filter(({ kind }) => kind === 'commune')
    expect(groups.flatMap((group) => group.firms)).toHaveLength(4)
    return groups.map((group) => [nameAt('commune', group.id), group.firms.length])
  }
  expect(await communes('2026-09-15')).toEqual([
    ['Xã Bến Sương', 3],
    ['Xã Vịnh Nắng', 1],
  ])
  expect(await communes('2026-09-25')).toEqual([
    ['Phường Bến Sương', 3],
    ['Xã Vịnh Nắng', 1],
  ])
  expect(await communes('2026-10-15')).toEqual([['Phường Bến Sương', 4]])
})
