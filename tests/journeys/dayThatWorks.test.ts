import { afterEach, expect, test } from 'vitest'
import { refreshDerived } from '#device/inbox.ts'
import { readToday } from '#device/today.ts'
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
  expect(today.appointments.map(({ id }) => hours[ids.indexOf(id)])).toEqual([
    'morning',
    '09:30',
    'afternoon',
    undefined,
  ])
})
