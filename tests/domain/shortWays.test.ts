import { expect, test } from 'vitest'
import { answered } from '#domain/answers.ts'
import type { DraftAnswers } from '#domain/draft.ts'
import { planAnswer } from '#domain/plannedActions.ts'
import { missingQuestions, sectionState } from '#domain/questionnaire.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import { fill, makeContext, notAsked } from '../support/survey.ts'

const submit = (draft: DraftAnswers, context = makeContext()) => submittedAnswers(draft, context)
const missing = (draft: DraftAnswers, context = makeContext()) =>
  missingQuestions(draft, context).map((question) => question.id)
const revisit = planAnswer([{ action: 'revisit', dueOn: '2026-11-23', assignee: 'binh' }])

test('nobody there: 1.1 and the next step, nothing else', () => {
  const draft = fill({ outcome: 'absent' })
  expect(missing(draft)).toEqual(['nextActions'])
  expect(missing(fill({ nextActions: revisit }, makeContext(), draft))).toEqual([])
})

test('refused: the reason and the next step', () => {
  expect(missing(fill({ outcome: 'refused' }))).toEqual(['refusalReason', 'nextActions'])
})

test('only an appointment: its day, which is the next step too', () => {
  const draft = fill({ outcome: 'appointmentOnly' })
  expect(missing(draft)).toEqual(['appointmentAt'])
  const made = fill({ appointmentAt: { on: '2026-11-24', at: 'morning' } }, makeContext(), draft)
  expect(missing(made)).toEqual([])
  expect(submit(made)['nextActions']).toEqual(planAnswer([{ action: 'revisit', dueOn: '2026-11-24' }]))
})

test('only the personnel office: sections 2 to 4, the opinion left as it was', () => {
  const answers = submit(fill({ outcome: 'metStaff', noticeGiven: true, ownerStance: 'refused' }))
  expect(answers).not.toHaveProperty('ownerStance')
})

test('not found: moved away or closed needs no next step, suspended does', () => {
  const draft = fill({ outcome: 'notFound' })
  expect(missing(draft)).toEqual(['operatingStatus', 'nextActions'])
  expect(missing(fill({ operatingStatus: 'moved' }, makeContext(), draft))).toEqual(['movedTo'])
  expect(missing(fill({ operatingStatus: 'closed' }, makeContext(), draft))).toEqual([])
  expect(missing(fill({ operatingStatus: 'suspended' }, makeContext(), draft))).toEqual(['nextActions'])
})

test('by telephone the same form is asked', () => {
  const met = { outcome: 'metOwner', noticeGiven: true } as const
  expect(missing(fill({ ...met, mode: 'phone' }))).toEqual(missing(fill(met)))
  expect(submit(fill({ ...met, mode: 'phone' }))['mode']).toEqual(answered('phone'))
})

test('in a hurry 2.2, 3.1, 4.1 and 4.2–4.3 are asked and the rest ends as not asked', () => {
  const context = makeContext({ shortForm: true })
  const met = fill({ outcome: 'metOwner', noticeGiven: true }, context)
  expect(missing(met, context)).toEqual([
    'headcountTotal',
    'unionStatus',
    'partyOrgStatus',
    'hasMembers',
    'nextActions',
  ])
  const some = fill({ partyOrgStatus: 'none', hasMembers: true }, context, met)
  expect(missing(some, context)).toEqual([
    'headcountTotal',
    'unionStatus',
    'membersOfficial',
    'membersProbationary',
    'nextActions',
  ])
  expect(sectionState(5, some, context).kind).toBe('notAsked')
  expect(submit(some, context)).toMatchObject({
    businessStability: notAsked,
    youthStatus: notAsked,
    ownerStance: notAsked,
  })
})

test('in a hurry 2.5 is asked only when there are three official members; probationary ones never count to three', () => {
  const context = makeContext({ shortForm: true })
  const met = { outcome: 'metStaff', noticeGiven: true, partyOrgStatus: 'none', hasMembers: true } as const
  const two = fill({ ...met, membersOfficial: 2, membersProbationary: 1 }, context)
  expect(missing(two, context)).not.toContain('businessStability')
  expect(missing(fill({ membersOfficial: 3 }, context, two), context)).toContain('businessStability')
})

test('what was answered before «Hỏi nhanh» was switched on is kept', () => {
  const draft = fill({ outcome: 'metStaff', businessStability: 'difficult' })
  const context = makeContext({ shortForm: true })
  expect(submit(draft, context)['businessStability']).toEqual(answered('difficult'))
})
