import { afterEach, expect, test } from 'vitest'
import { putDraft, readDraft } from '#device/drafts.ts'
import { completeVisit, startVisit, type VisitForm } from '#device/visits.ts'
import { valueIn } from '#domain/draft.ts'
import { must, type Participant } from '../support/participant.ts'
import { fillVisit, recordVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, day, minute, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

async function presetAt(who: Participant, firmId: string) {
  const { visitId } = must(await startVisit(who.device, firmId))
  const draft = await readDraft<VisitForm>(who.device, visitId)
  return valueIn(draft!.form.answers, 'companions')
}

test('1.2 is preset with the colleagues of my last visit today, sent or not, and of no other day', async () => {
  team = await startTeam()
  const [first, second, third, fourth] = await addFirms(team, 4, { to: 'binh' })
  const binh = await team.join('binh')
  const { an, chi } = team.server.people
  expect(await presetAt(binh, first!)).toBeUndefined()
  await recordVisit(binh, first!, { ...shortVisit, companions: [an!.id] })
  team.later(30 * minute)
  await recordVisit(binh, second!, { ...shortVisit, companions: [chi!.id] })
  expect(await presetAt(binh, third!)).toEqual([chi!.id])
  await settle(binh)
  expect(await presetAt(binh, fourth!)).toEqual([chi!.id])
  team.later(day)
  expect(await presetAt(binh, first!)).toBeUndefined()
})

test('a visit of an earlier day that is recorded today says nothing of today', async () => {
  team = await startTeam()
  const [first, second] = await addFirms(team, 2, { to: 'binh' })
  const binh = await team.join('binh')
  const { draft, context } = await fillVisit(binh, first!, {
    ...shortVisit,
    companions: [team.server.people['an']!.id],
  })
  const late = { ...draft, form: { ...draft.form, occurredAt: '2026-11-20T15:00+07:00' } }
  must(await putDraft(binh.device, late))
  must(await completeVisit(binh.device, late, context))
  expect(await presetAt(binh, second!)).toBeUndefined()
})
