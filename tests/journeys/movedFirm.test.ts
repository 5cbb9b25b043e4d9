import { afterEach, expect, test } from 'vitest'
import { handOverMoved, movingOf, takeMoved } from '#device/moveFirm.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { readFirmList } from '#device/firmList.ts'
import { openFirm } from '#device/firmView.ts'
import { addFirm } from '#device/firms.ts'
import { readOverviewAsOf } from '#device/overviewAsOf.ts'
import { readReportSource } from '#device/reportFirms.ts'
import { readToday } from '#device/today.ts'
import { vietnamDay } from '#domain/time.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit } from '../support/visitForm.ts'
import { addFirms, advise, approve, day, readDigests, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

/** The third park has a team of its own, led by Hoa. */
async function addOtherTeam() {
  const { server } = team
  const { cookie } = await server.signIn('quantri')
  const answer = await server.fetch('/api/admin/working-groups', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ name: 'Tổ công tác Gốm Hạ', parkIds: [server.parkIds[2]] }),
  })
  const { workingGroupId } = (await answer.json()) as { workingGroupId: string }
  const leads = { from: '2020-01-01' }
  await server.addPerson({ username: 'hoa', roles: ['surveyor'], workingGroupId, leads })
  await server.addPerson({ username: 'lan', roles: ['surveyor'], workingGroupId })
}

/** Where the firm lies in a report of a day, and how many firms and workers it counts in all. */
async function reported({ device }: Participant, firmId: string, to: string) {
  const { firms } = (await readReportSource(device, { from: '2026-01-01', to }))!
  const here = firms.filter(({ id }) => id === firmId)
  const workers = firms.map(({ headcount }) => (headcount === 'unknown' ? 0 : headcount))
  return {
    parkIds: here.map(({ parkId }) => parkId),
    firms: firms.length,
    workers: workers.reduce((sum, one) => sum + one, 0),
  }
}

test('[scenario 10] a firm found gone is handed over to the team of where it went, which takes it; earlier days keep it where it was, once', async () => {
  team = await startTeam()
  await addOtherTeam()
  const { minh, server } = team
  const [oldPark, , newPark] = server.parkIds
  const [firmId = ''] = await addFirms(team, 1, { to: 'binh' })
  const [binh, an, hoa, lan] = [
    await team.join('binh'),
    await team.join('an'),
    await team.join('hoa'),
    await team.join('lan'),
  ]
  const first = await recordVisit(binh, firmId)
  await settle(binh, minh)
  await approve(minh, firmId, first)
  const visited = vietnamDay(minh.device.now())
  team.later(2 * day)
  await settle(binh)
  // another name on the gate
  const gone = await recordVisit(binh, firmId, {
    outcome: 'notFound',
    operatingStatus: 'moved',
    movedTo: { parkId: newPark },
  })
  const other = must(await addFirm(binh.device, { name: 'Công ty TNHH Mẫu Gốm Trăng', parkId: oldPark }))
  await settle(binh, minh)
  await approve(minh, firmId, gone)
  const found = vietnamDay(minh.device.now())
  expect(movingOf((await openFirm(minh.device, firmId))!)).toEqual({
    parkId: newPark,
    on: found,
    state: 'left',
  })
  const left = await advise(minh, firmId)
  expect([left.track.row, left.actions.map(({ action }) => action)]).toEqual(['D0', ['handOver']])
  await settle(binh)
  expect((await readToday(binh.device)).toVisit).toEqual([])
  expect(searchFirms(await readFirmList(binh.device), 'det sao').map(({ id }) => id)).toEqual([firmId])

  team.later(day)
  must(await handOverMoved(minh.device, firmId))
  const handed = vietnamDay(minh.device.now())
  await settle(minh, binh, an, hoa, lan)
  // it is the other team's now, whose leader gives it to somebody
  expect([await openFirm(an.device, firmId), await openFirm(binh.device, firmId)]).toEqual([
    undefined,
    undefined,
  ])
  expect(movingOf((await openFirm(hoa.device, firmId))!)).toMatchObject({ state: 'handedOver' })
  must(await takeMoved(hoa.device, firmId, server.people['lan']?.id ?? lan.device.identity.personId))
  await settle(hoa, minh, lan)
  expect(movingOf((await openFirm(lan.device, firmId))!)).toMatchObject({ state: 'taken' })
  expect((await readToday(lan.device)).toVisit.map(({ card }) => card.id)).toEqual([firmId])
  expect((await openFirm(lan.device, firmId))!.visits.map(({ id }) => id).toSorted()).toEqual(
    [first, gone].toSorted(),
  )
  expect((await advise(minh, firmId)).track.row).not.toBe('D0')

  const workers = 1250
  for (const on of [visited, found])
    expect(await reported(minh, firmId, on)).toEqual({ parkIds: [oldPark], firms: 1, workers })
  expect(await reported(minh, firmId, handed)).toEqual({ parkIds: [newPark], firms: 1, workers })
  const { firms, changedSince } = await readOverviewAsOf(minh.device, visited)
  expect(firms.map(({ id, parkId }) => [id, parkId])).toEqual([[firmId, oldPark]])
  expect(changedSince).toBe(0)
  // what stands at the old gate now is a firm of its own, still to be approved
  expect((await openFirm(minh.device, other))!.firm.status).toBe('proposed')
  for (const who of [minh, an, hoa]) {
    const { kept, real, repairs } = await readDigests(who)
    expect([kept, repairs]).toEqual([real, undefined])
  }
})
