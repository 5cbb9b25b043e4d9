import { afterEach, expect, test } from 'vitest'
import { readCard } from '#device/cards.ts'
import { readPlan } from '#device/planList.ts'
import { readToday } from '#device/today.ts'
import { recordVisit, shortVisit, type Filled } from '../support/visitForm.ts'
import { addFirms, advise, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const refused: Filled = {
  outcome: 'refused',
  refusalReason: ['busy'],
  nextActions: { escalate: { dueOn: '2026-12-14' } },
}

test('[scenario 6] refused twice: the firm rests with a date, its leader is told, and only access moves it down', async () => {
  team = await startTeam()
  const { minh } = team
  const [large, small] = (await addFirms(team, 2, { to: 'binh' })) as [string, string]
  const binh = await team.join('binh')
  const visit = async (firmId: string, filled: Filled) => {
    const visitId = await recordVisit(binh, firmId, filled)
    await settle(binh)
    await approve(minh, firmId, visitId)
    await settle(binh)
  }
  const order = async () => (await readPlan(minh.device)).order.map(({ card }) => card.id)
  await visit(large, shortVisit)
  await visit(small, { ...shortVisit, headcountTotal: 300, unionMembers: 200 })
  expect(await order()).toEqual([large, small])
  const before = (await readCard(minh.device, large))!

  team.later(10 * day)
  await visit(large, { ...refused, nextActions: { revisit: { dueOn: '2027-03-01' } } })
  expect(await readCard(minh.device, large)).toMatchObject({ advice: { toEscalate: false } })
  team.later(10 * day)
  await visit(large, refused)

  const after = (await readCard(minh.device, large))!
  expect(after.advice).toMatchObject({ toEscalate: true, coolDownUntil: '2027-03-11' })
  // the facts stay, and with them every other key
  expect(after.advice.key).toMatchObject({ surveyed: true, access: 'hard', union: 'yes', headcount: 1250 })
  expect(after.advice.row).toBe(before.advice.row)
  expect(await order()).toEqual([small, large])
  const { overlays, contacts } = await advise(minh, large)
  expect(contacts.refusalsInRow).toBe(2)
  expect(overlays.find(({ id }) => id === 'O4')?.words.parameters).toMatchObject({ count: 2 })

  // told to whoever leads, with its day, and not hidden from whoever goes
  const plan = await readPlan(minh.device)
  expect(plan.due.map(({ card }) => card.id)).toContain(large)
  expect(after.advice.nextStep).toMatchObject({ action: 'escalate', dueOn: '2026-12-14' })
  team.later(day)
  const { toVisit, onHold } = await readToday(binh.device)
  expect(toVisit.map(({ card }) => card.id)).toEqual([small])
  expect(onHold).toMatchObject([{ card: { id: large }, advice: { coolDownUntil: '2027-03-11' } }])

  team.later(100 * day)
  expect((await advise(minh, large)).contacts.coolDownUntil).toBeUndefined()
})
