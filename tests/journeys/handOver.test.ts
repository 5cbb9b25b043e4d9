import { afterEach, expect, test } from 'vitest'
import { readCard } from '#device/cards.ts'
import { handBack, handOver, readHandOver } from '#device/handOver.ts'
import { assignFirms } from '#device/plans.ts'
import { decideVisit } from '#device/reviews.ts'
import { readToday } from '#device/today.ts'
import { readWorkloads } from '#device/workload.ts'
import { shareOut } from '#domain/handOver.ts'
import { must } from '../support/participant.ts'
import { recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, approve, day, readServer, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const idOf = (username: string) => team.server.people[username]!.id

/** Bình has two firms: an appointment and a step at one; a visit that came back and one never sent at the other. */
async function lateWork() {
  team = await startTeam()
  const [first, second] = (await addFirms(team, 2, { to: 'binh' })) as [string, string]
  const [binh, chi] = [await team.join('binh'), await team.join('chi')]
  const arranged = {
    ...shortVisit,
    nextActions: { revisit: { dueOn: '2026-12-01', assignee: idOf('binh') } },
    appointmentAt: { on: '2026-11-23', at: '09:30' },
  }
  const firstVisit = await recordVisit(binh, first, arranged)
  const returned = await recordVisit(binh, second)
  await settle(binh)
  await approve(team.minh, first, firstVisit)
  const { headRevisionId: revisionId } = (await seenVisit(team.minh, second, returned))!
  const back = { kind: 'return', reason: 'Hỏi lại.', fields: ['headcountTotal'] } as const
  must(await decideVisit(team.minh.device, { visitId: returned, revisionId, ...back }))
  await settle(team.minh, binh, chi)
  binh.goOffline()
  team.later(2 * day)
  const unsent = await recordVisit(binh, first, { ...shortVisit, headcountTotal: 1300 })
  return { first, second, binh, chi, returned, unsent }
}

test('what somebody has goes to a colleague in one go, without a network; their own visits stay theirs and arrive', async () => {
  const { first, second, binh, chi, returned, unsent } = await lateWork()
  const { minh } = team
  minh.goOffline()
  const firms = await readHandOver(minh.device, idOf('binh'))
  expect(firms.find(({ id }) => id === first)).toMatchObject({ appointment: { at: '09:30' }, steps: 1 })
  must(await handOver(minh.device, idOf('binh'), shareOut(firms, [idOf('chi')], new Map())))
  expect((await readWorkloads(minh.device)).byPerson.get(idOf('binh'))).toBeUndefined()
  minh.goOnline()
  await settle(minh, chi)
  // the day stays, and whoever takes over is expected on the day that was arranged
  expect(await readCard(chi.device, second)).toMatchObject({ assignedTo: idOf('chi'), dueOn: '2026-11-30' })
  expect((await readToday(chi.device)).appointments).toMatchObject([{ firmId: first, at: '09:30' }])

  binh.goOnline()
  await settle(binh)
  const today = await readToday(binh.device)
  expect(today.toCorrect.map(({ visit }) => visit.id)).toEqual([returned])
  expect(today.toVisit).toEqual([])
  await settle(minh)
  expect((await seenVisit(minh, first, unsent))?.state).toBe('submitted')
  expect(await readServer(team, 'held')).toEqual([])
})

test('what was handed over is told by from whom it came, and handing it back leaves everything as it was', async () => {
  const { first, second, chi } = await lateWork()
  const { minh } = team
  const own = (await addFirms(team, 1, { to: 'chi' }))[0]!
  must(await assignFirms(minh.device, [second], { personId: idOf('binh'), helperIds: [idOf('dung')] }))
  const shares = shareOut(await readHandOver(minh.device, idOf('binh')), [idOf('chi')], new Map())
  must(await handOver(minh.device, idOf('binh'), shares))
  await settle(minh, chi)
  const has = await readHandOver(minh.device, idOf('chi'))
  expect(new Map(has.map(({ id, receivedFrom }) => [id, receivedFrom]))).toEqual(
    new Map([
      [first, { personId: idOf('binh'), on: '2026-11-23' }],
      [second, { personId: idOf('binh'), on: '2026-11-23' }],
      [own, undefined],
    ]),
  )
  must(await handBack(minh.device, shares))
  await settle(minh, chi)
  expect(await readCard(minh.device, second)).toMatchObject({
    assignedTo: idOf('binh'),
    helperIds: [idOf('dung')],
  })
  expect(await readHandOver(minh.device, idOf('chi'))).toMatchObject([{ id: own }])
})

test('whoever only goes along is handed over as a helper, and the firm stays with its member', async () => {
  team = await startTeam()
  const [firmId] = (await addFirms(team, 1, { to: 'binh', helpers: ['chi'] })) as [string]
  const firms = await readHandOver(team.minh.device, idOf('chi'))
  must(await handOver(team.minh.device, idOf('chi'), [{ personId: idOf('dung'), firms }]))
  expect(await readCard(team.minh.device, firmId)).toMatchObject({
    assignedTo: idOf('binh'),
    helperIds: [idOf('dung')],
  })
})

test('a member who leads nothing hands nothing over', async () => {
  const { binh } = await lateWork()
  const firms = await readHandOver(binh.device, idOf('binh'))
  const refused = await handOver(binh.device, idOf('binh'), [{ personId: idOf('chi'), firms }])
  expect(refused).toMatchObject({ ok: false, problem: { code: 'notAllowed' } })
})
