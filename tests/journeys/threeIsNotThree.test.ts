import { afterEach, expect, test } from 'vitest'
import { openFirm } from '#device/firmView.ts'
import { openVisit, completeVisit, startVisit } from '#device/visits.ts'
import { countedVisits } from '#domain/countedVisits.ts'
import { must } from '../support/participant.ts'
import { fillDraft, ownerVisit, recordVisit, seenVisit } from '../support/visitForm.ts'
import { addFirms, advise, approve, day, ownAdvice, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const twoAndOne = {
  ...ownerVisit,
  membersOfficial: 2,
  membersProbationary: 1,
  membersStable: 2,
  membersResidence: 3,
  membersOther: 0,
} as const

test('two official members and a probationary one are no three; when all three are official the track changes, and both visits stay', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const first = await recordVisit(binh, firmId!, twoAndOne)
  expect((await ownAdvice(binh, firmId!)).track).toMatchObject({ row: 'D6', code: 'transferActivity' })
  await settle(binh)
  await approve(minh, firmId!, first)
  await settle(binh)
  for (const who of [minh, binh]) expect((await advise(who, firmId!)).track.row).toBe('D6')

  team.later(60 * day)
  await settle(binh, minh)
  const { visitId } = must(await startVisit(binh.device, firmId!))
  const prefilled = await openVisit(binh.device, visitId)
  expect(prefilled?.draft.form.answers).toMatchObject({
    membersOfficial: { answer: { value: 2 }, confirmed: false, on: '2026-11-21', saidBy: 'owner' },
    membersProbationary: { answer: { value: 1 }, confirmed: false, on: '2026-11-21' },
  })
  const edited = await fillDraft(binh, visitId, {
    ...twoAndOne,
    membersOfficial: 3,
    membersProbationary: 0,
    membersStable: 3,
    nextActions: { transfer: { dueOn: '2027-02-10' } },
  })
  must(await completeVisit(binh.device, edited.draft, edited.context))
  // nobody else's view changes before the supervisor has looked
  expect((await ownAdvice(binh, firmId!)).track.row).toBe('D4')
  await settle(binh, minh)
  expect((await advise(minh, firmId!)).track.row).toBe('D6')
  await approve(minh, firmId!, visitId)
  await settle(binh)

  for (const who of [minh, binh]) {
    expect((await advise(who, firmId!)).track).toMatchObject({ row: 'D4', code: 'establishCell' })
    const view = await openFirm(who.device, firmId!)
    expect(view?.approved['membersOfficial']).toMatchObject({
      value: 3,
      on: '2027-01-20',
      visitId,
      provisional: false,
    })
    expect(view?.visits.map((visit) => visit.id)).toEqual([visitId, first])
    expect(
      countedVisits(view!.visits, 'approved').map(({ on, answers }) => [on, answers['membersOfficial']]),
    ).toEqual([
      ['2026-11-21', { kind: 'value', value: 2 }],
      ['2027-01-20', { kind: 'value', value: 3 }],
    ])
    expect((await seenVisit(who, firmId!, first))?.revisions[0]?.body.answers['membersProbationary']).toEqual(
      {
        kind: 'value',
        value: 1,
      },
    )
  }
})

test('however many probationary members there are, they never count to three', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  await recordVisit(binh, firmId!, { ...twoAndOne, membersProbationary: 40, membersResidence: 42 })
  const advice = await ownAdvice(binh, firmId!)
  expect(advice.track.row).toBe('D6')
  expect(advice.state).toMatchObject({ official: 2, probationary: 40 })
})
