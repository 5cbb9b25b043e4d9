import { afterEach, expect, test } from 'vitest'
import { readFirmList } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { openFirm } from '#device/firmView.ts'
import { addFirm } from '#device/firms.ts'
import { mergeFirms, unmergeFirm } from '#device/mergeFirms.ts'
import { readOverview } from '#device/overview.ts'
import { assignFirms } from '#device/plans.ts'
import { readReportSource } from '#device/reportFirms.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import { readTargets, recordOutcome } from '#device/targets.ts'
import { readToday } from '#device/today.ts'
import { startVisit } from '#device/visits.ts'
import { progressIn } from '#domain/targets.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit, shortVisit } from '../support/visitForm.ts'
import {
  addFirms,
  approve,
  assign,
  minute,
  readBase,
  readDigests,
  settle,
  startTeam,
  type Team,
} from './team.ts'

let team: Team
afterEach(() => team.close())

const today = '2026-11-21'
const year = { from: '2026-01-01', to: '2026-12-31' }

/** Everything that counts firms and visits on somebody's device. */
async function counted({ device }: Participant) {
  const list = (await readFirmList(device)).map(({ id, name, searchKey }) => ({ id, name, searchKey }))
  const overview = await readOverview(device)
  const report = (await readReportSource(device, { from: year.from, to: today }))!
  const queue = await readReviewQueue(device)
  return {
    list,
    overview: { firms: overview.firms, visits: overview.visitDays.toSorted() },
    report: report.firms.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    waiting: queue.map(({ visit, firmName }) => [visit.id, firmName]),
  }
}

async function visitsOf({ device }: Participant, firmId: string) {
  return (await openFirm(device, firmId))?.visits.map(({ id }) => id).toSorted()
}

async function expectInStep(...everybody: readonly Participant[]) {
  for (const who of everybody) {
    const { kept, real, repairs } = await readDigests(who)
    expect([kept, repairs]).toEqual([real, undefined])
    const fresh = await team.join(who.device.identity.username)
    expect(await readBase(who)).toEqual(await readBase(fresh))
    expect(await counted(fresh)).toEqual(await counted(who))
  }
}

/** Two firms with a visit each: one in the list, one that Dung added at the gate. */
async function twoFirms() {
  team = await startTeam()
  const [listed = ''] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const dung = await team.join('dung')
  const added = must(
    await addFirm(dung.device, {
      name: 'Cty Mẫu Dệt Gió',
      formerNames: ['Xưởng Mẫu Cũ'],
      taxCode: '9900001027',
      parkId: team.server.parkIds[1],
    }),
  )
  const atListed = await recordVisit(binh, listed)
  team.later(minute)
  const atAdded = await recordVisit(dung, added, { ...shortVisit, headcountTotal: 1480 })
  await settle(binh, dung)
  await approve(team.minh, listed, atListed)
  await settle(binh, dung)
  return { binh, dung, listed, added, atListed, atAdded }
}

test('two firms that were merged are one in every list, search and figure, on the tablet at once and for all once it is sent', async () => {
  const { binh, dung, listed, added, atListed, atAdded } = await twoFirms()
  const { minh } = team
  minh.goOffline()
  must(await mergeFirms(minh.device, added, listed))
  const expectOne = async (who: Participant) => {
    const list = await readFirmList(who.device)
    expect(list.map(({ id }) => id)).toEqual([listed])
    for (const text of ['dệt gió', 'xuong mau cu', '9900001027'])
      expect(searchFirms(list, text).map(({ id }) => id)).toEqual([listed])
    expect(await visitsOf(who, listed)).toEqual([atListed, atAdded].toSorted())
    expect(await visitsOf(who, added)).toEqual([atListed, atAdded].toSorted())
    const view = (await openFirm(who.device, added))!
    // its own name and park, and a tax code that it had not
    expect(view.profile).toMatchObject({
      name: 'Công ty TNHH Mẫu Dệt Sao 01',
      parkId: team.server.parkIds[0],
      taxCode: '9900001027',
    })
    expect(view.joined.map(({ id }) => id)).toEqual([added])
  }
  await expectOne(minh)
  const { overview, report, waiting } = await counted(minh)
  expect([overview.firms.length, overview.visits.length, report.length]).toEqual([1, 2, 1])
  expect(waiting).toEqual([[atAdded, 'Công ty TNHH Mẫu Dệt Sao 01']])
  const unsent = await counted(minh)
  minh.goOnline()
  await settle(minh, binh, dung)
  expect(await counted(minh)).toEqual(unsent)
  for (const who of [minh, binh, dung]) await expectOne(who)
  await approve(minh, listed, atAdded)
  expect((await openFirm(minh.device, listed))!.approved).toMatchObject({ headcountTotal: { value: 1480 } })
  await settle(binh, dung)
  await expectInStep(minh, binh, dung)
})

test('«Tách lại» brings both firms back with their own visits, and leaves no trace in any list or figure', async () => {
  const { binh, dung, listed, added, atListed, atAdded } = await twoFirms()
  const { minh } = team
  const before = await counted(minh)
  const atDung = await counted(dung)
  must(await mergeFirms(minh.device, added, listed))
  await settle(minh, binh, dung)
  must(await unmergeFirm(minh.device, added))
  expect(await counted(minh)).toEqual(before)
  await settle(minh, binh, dung)
  expect(await counted(minh)).toEqual(before)
  expect(await counted(dung)).toEqual(atDung)
  expect([await visitsOf(minh, listed), await visitsOf(minh, added)]).toEqual([[atListed], [atAdded]])
  // each sees their own firm again, and no more
  expect([await visitsOf(binh, added), await visitsOf(dung, listed)]).toEqual([undefined, undefined])
  await expectInStep(minh, binh, dung)
})

test('a visit recorded offline for a firm that was merged away meanwhile arrives, and is one of the firm that stayed', async () => {
  const { binh, dung, listed, added, atListed, atAdded } = await twoFirms()
  const { minh } = team
  dung.goOffline()
  team.later(minute)
  const late = await recordVisit(dung, added, { ...shortVisit, headcountTotal: 1495 })
  const begun = must(await startVisit(dung.device, added))
  must(await mergeFirms(minh.device, added, listed))
  await settle(minh)
  dung.goOnline()
  await settle(dung, minh, binh)
  expect(await dung.device.database.outbox.count()).toBe(0)
  for (const who of [minh, binh, dung])
    expect(await visitsOf(who, listed)).toEqual([atListed, atAdded, late].toSorted())
  // the form that was begun goes on, under the firm it is now
  expect(must(await startVisit(dung.device, listed)).visitId).toBe(begun.visitId)
  const { drafts } = await readToday(dung.device)
  expect(drafts.map(({ card }) => card?.id)).toEqual([listed])
  must(await unmergeFirm(minh.device, added))
  await settle(minh)
  expect(await visitsOf(minh, added)).toEqual([atAdded, late].toSorted())
})

test('whoever is sent to one of two merged firms sees the visits of both, until they are sent elsewhere', async () => {
  const { binh, listed, added, atListed, atAdded } = await twoFirms()
  const { minh } = team
  must(await mergeFirms(minh.device, added, listed))
  await settle(minh)
  const chi = await team.join('chi')
  expect(await visitsOf(chi, listed)).toBeUndefined()
  await assign(team, [listed], 'chi')
  await settle(chi, binh)
  expect(await visitsOf(chi, listed)).toEqual([atListed, atAdded].toSorted())
  expect(await visitsOf(binh, listed)).toBeUndefined()
  await assign(team, [listed], 'binh')
  await settle(chi)
  expect(await visitsOf(chi, listed)).toBeUndefined()
  await expectInStep(minh, chi)
})

test('what was decided about the firm that stays stands; what it lacks comes from the other', async () => {
  const { dung, listed, added } = await twoFirms()
  const { minh, server } = team
  must(await assignFirms(minh.device, [added], { personId: server.people['dung']!.id }))
  const assignee = async () =>
    (await openFirm(minh.device, listed))!.assignment?.entries.at(-1)?.body['personId']
  must(await mergeFirms(minh.device, added, listed))
  expect(await assignee()).toBe(server.people['binh']!.id)
  must(await assignFirms(minh.device, [listed], { personId: null }))
  await settle(minh, dung)
  expect(await assignee()).toBe(server.people['dung']!.id)
})

test('one decision that was recorded for both firms counts once while they are one', async () => {
  const { listed, added } = await twoFirms()
  const { minh } = team
  const achieved = async () => {
    const progress = progressIn(year, today, await readTargets(minh.device))
    return progress.find(({ indicator }) => indicator === 'cellsEstablished')?.achieved
  }
  for (const firmId of [listed, added])
    must(
      await recordOutcome(minh.device, {
        indicator: 'cellsEstablished',
        firmIds: [firmId],
        decidedOn: '2026-11-20',
        decisionNo: '12-QĐ/ĐU',
        count: 1,
      }),
    )
  expect(await achieved()).toBe(2)
  must(await mergeFirms(minh.device, added, listed))
  expect(await achieved()).toBe(1)
  must(await unmergeFirm(minh.device, added))
  expect(await achieved()).toBe(2)
})

const ways = ['into each other', 'in a chain', 'merged and taken apart'] as const

test.each(ways.flatMap((way) => [[way, 'first'] as const, [way, 'second'] as const]))(
  'two tablets that merge %s, the %s one heard first, end with the same firms everywhere',
  async (way, heardFirst) => {
    team = await startTeam()
    const [one = '', other = '', third = ''] = await addFirms(team, 3, { to: 'binh' })
    const binh = await team.join('binh')
    for (const firmId of [one, other, third]) await recordVisit(binh, firmId)
    const second = await team.join('minh')
    await settle(binh, team.minh, second)
    const all = (await counted(second)).waiting.length
    expect(all).toBe(3)
    if (way === 'merged and taken apart') {
      must(await mergeFirms(team.minh.device, one, other))
      await settle(team.minh, second)
    }
    team.minh.goOffline()
    second.goOffline()
    if (way === 'into each other') {
      must(await mergeFirms(team.minh.device, one, other))
      must(await mergeFirms(second.device, other, one))
    } else if (way === 'in a chain') {
      must(await mergeFirms(team.minh.device, one, other))
      must(await mergeFirms(second.device, other, third))
    } else {
      must(await unmergeFirm(team.minh.device, one))
      must(await mergeFirms(second.device, other, third))
    }
    team.minh.goOnline()
    second.goOnline()
    const tablets = heardFirst === 'first' ? [team.minh, second] : [second, team.minh]
    await settle(...tablets, ...tablets, binh)
    const seen = await counted(team.minh)
    expect(await counted(second)).toEqual(seen)
    expect((await counted(binh)).list).toEqual(seen.list)
    const firms = { 'into each other': 2, 'in a chain': 1, 'merged and taken apart': 2 }[way]
    expect([seen.list.length, seen.report.length, seen.overview.firms.length]).toEqual([firms, firms, firms])
    expect([seen.waiting.length, seen.overview.visits.length]).toEqual([all, all])
    await expectInStep(team.minh, binh)
  },
)
