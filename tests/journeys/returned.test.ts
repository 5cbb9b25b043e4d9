import { afterEach, expect, test } from 'vitest'
import { readCard } from '#device/cards.ts'
import { openFirm } from '#device/firmView.ts'
import { decideVisit } from '#device/reviews.ts'
import { putDraft } from '#device/drafts.ts'
import { readToday } from '#device/today.ts'
import { completeVisit, openVisit, startCorrection, startReplacement } from '#device/visits.ts'
import { must, type Participant } from '../support/participant.ts'
import { fillDraft, recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

/** A visit of Bình's that Minh sent back for these fields. */
async function returnedVisit(fields: string[]) {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmId!)
  await settle(binh, team.minh)
  const { headRevisionId: revisionId } = (await seenVisit(team.minh, firmId!, visitId))!
  must(
    await decideVisit(team.minh.device, { visitId, revisionId, kind: 'return', reason: 'Hỏi lại.', fields }),
  )
  await settle(team.minh, binh)
  return { binh, firmId: firmId!, visitId }
}

const marked = async (who: Participant, firmId: string) =>
  (await readCard(who.device, firmId))!.returnedVisitIds

const toCorrect = async (who: Participant) =>
  (await readToday(who.device)).toCorrect.map(({ visit }) => visit.id)

test('asked again by telephone, the new value holds from the day of the call and the others from the visit', async () => {
  const { binh, firmId, visitId } = await returnedVisit(['headcountTotal'])
  team.later(3 * day)
  must(await startCorrection(binh.device, firmId, visitId))
  const { draft, context } = await fillDraft(binh, visitId, { headcountTotal: 1200 })
  const called = { ...draft, form: { ...draft.form, reply: { how: 'phone', kept: {} } } }
  must(await putDraft(binh.device, called))
  must(await completeVisit(binh.device, called, context))
  await settle(binh)
  await approve(team.minh, firmId, visitId)
  const { approved } = (await openFirm(team.minh.device, firmId))!
  expect(approved['headcountTotal']).toMatchObject({ value: 1200, on: '2026-11-24' })
  expect(approved['unionMembers']).toMatchObject({ value: 1100, on: '2026-11-21' })
})

test('«Đến lại» takes the place of a returned visit, which is no longer to be corrected', async () => {
  const { binh, firmId, visitId } = await returnedVisit(['unionMembers'])
  expect(await toCorrect(binh)).toEqual([visitId])
  const correction = must(await startCorrection(binh.device, firmId, visitId))
  const { visitId: newId } = must(await startReplacement(binh.device, correction))
  expect(await toCorrect(binh)).toEqual([])
  await fillDraft(binh, newId, shortVisit)
  const open = (await openVisit(binh.device, newId))!
  must(await completeVisit(binh.device, open.draft, open.context))
  await settle(binh, team.minh)
  expect((await seenVisit(team.minh, firmId, newId))?.revisions[0]?.body.replacesVisitId).toBe(visitId)
  expect(await toCorrect(binh)).toEqual([])
  expect(await marked(binh, firmId)).toEqual([])
  // a replacement that was a mistake brings the return back
  const { headRevisionId: revisionId } = (await seenVisit(team.minh, firmId, newId))!
  must(await decideVisit(team.minh.device, { visitId: newId, revisionId, kind: 'void', reason: 'ghi nhầm' }))
  await settle(team.minh, binh)
  expect(await toCorrect(binh)).toEqual([visitId])
  expect(await marked(binh, firmId)).toEqual([visitId])
})
