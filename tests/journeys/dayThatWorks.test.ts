import { afterEach, expect, test } from 'vitest'
import { refreshDerived } from '#device/inbox.ts'
import { readPlan } from '#device/planList.ts'
import { readToday } from '#device/today.ts'
import type { Participant } from '../support/participant.ts'
import { recordVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

test('[43] a firm that nobody has been to for months is called to mind beside the order, a new one is not', async () => {
  team = await startTeam()
  const [seen, never] = await addFirms(team, 2, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, seen!, shortVisit)
  await settle(binh)
  await approve(team.minh, seen!, visitId)
  await settle(binh)
  const reminders = async () =>
    (await readToday(binh.device)).toVisit.map(({ card, untouchedSince }) => [card.id, untouchedSince])
  team.later(170 * day)
  await refreshDerived(binh.device)
  expect(Object.fromEntries(await reminders())).toEqual({ [seen!]: undefined, [never!]: undefined })
  team.later(20 * day)
  await refreshDerived(binh.device)
  expect(Object.fromEntries(await reminders())).toEqual({ [seen!]: '2026-11-21', [never!]: undefined })
  await refreshDerived(team.minh.device)
  const plan = await readPlan(team.minh.device)
  expect(plan.untouched).toMatchObject([{ card: { id: seen }, untouchedSince: '2026-11-21' }])
  expect(new Set(plan.order.map(({ card }) => card.id))).toEqual(new Set([seen, never]))
})

test('[42] appointments of today stand by their hour, those without one last', async () => {
  team = await startTeam()
  const ids = await addFirms(team, 4, { to: 'binh' })
  const binh = await team.join('binh')
  const hours = [undefined, 'afternoon', '09:30', 'morning']
  for (const [index, at] of hours.entries()) {
    const on = { on: '2026-11-23', ...(at !== undefined && { at }) }
    await recordVisit(binh, ids[index]!, { outcome: 'appointmentOnly', appointmentAt: on })
  }
  await settle(binh)
  team.later(2 * day)
  await settle(binh)
  const today = await readToday(binh.device)
  expect(today.appointments.map(({ firmId }) => hours[ids.indexOf(firmId)])).toEqual([
    'morning',
    '09:30',
    'afternoon',
    undefined,
  ])
})

test('[42] an appointment at a firm of somebody else stands with whoever arranged it, unsent or sent, until it is moved', async () => {
  team = await startTeam()
  const [nextDoor] = await addFirms(team, 1, { to: 'chi' })
  const [binh, chi] = [await team.join('binh'), await team.join('chi')]
  const appointments = async ({ device }: Participant) =>
    (await readToday(device)).appointments.map(({ firmId, name, at }) => ({ firmId, name, at }))
  const arranged = { on: '2026-11-23', at: '09:30' }
  await recordVisit(binh, nextDoor!, { outcome: 'appointmentOnly', appointmentAt: arranged })
  expect(await appointments(binh)).toEqual([])
  team.later(2 * day)
  await settle(chi)
  const stands = [{ firmId: nextDoor, name: 'Công ty TNHH Mẫu Dệt Sao 01', at: '09:30' }]
  expect(await appointments(binh)).toEqual(stands)
  expect(await appointments(chi)).toEqual([])
  await settle(binh, chi, binh)
  expect(await appointments(binh)).toEqual(stands)
  const moved = { on: '2026-11-25' }
  const visitId = await recordVisit(chi, nextDoor!, { outcome: 'appointmentOnly', appointmentAt: moved })
  await settle(chi)
  await approve(team.minh, nextDoor!, visitId)
  await settle(binh)
  expect(await appointments(binh)).toEqual([])
})
