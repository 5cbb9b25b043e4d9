import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answered, type Answer } from '#domain/answers.ts'
import { applyAnswer, applyAnswers, clearAnswer, everybodyIn, markSection } from '#domain/applyAnswer.ts'
import { answersToDraft, confirmedAnswers, type DraftAnswers } from '#domain/draft.ts'
import { fieldKeys, fields } from '#domain/fields.ts'
import { hangings } from '#domain/fields/hanging.ts'
import { appointmentOf, planAnswer, plannedActions } from '#domain/plannedActions.ts'
import { prefilledDraft } from '#domain/prefill.ts'
import { missingQuestions, relevantQuestions } from '#domain/questionnaire.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import { doesNotKnow, fill, knownFirm, makeContext, makeFacts, notAsked } from '../support/survey.ts'

const submit = (draft: DraftAnswers, context = makeContext()) => submittedAnswers(draft, context)
const missing = (draft: DraftAnswers, context = makeContext()) =>
  missingQuestions(draft, context).map((question) => question.id)

describe('one answer and what hangs on it', () => {
  const context = makeContext()

  test('«Chưa có công đoàn» sets the members aside: not submitted, and to be confirmed if it was a slip', () => {
    const typed = fill({ outcome: 'metStaff', unionStatus: 'active', unionMembers: 1100 })
    const none = fill({ unionStatus: 'none' }, context, typed)
    expect(submit(none)).not.toHaveProperty('unionMembers')
    const back = fill({ unionStatus: 'joint' }, context, none)
    expect(back['unionMembers']).toEqual({ answer: answered(1100), confirmed: false, on: '2026-11-21' })
    expect(missing(back)).toContain('unionMembers')
  })

  test('refining «Có» keeps what hangs on it', () => {
    const typed = fill({ unionStatus: 'active', unionMembers: 1100, unionOrgId: 'x' })
    expect(fill({ unionStatus: 'joint' }, context, typed)['unionMembers']?.confirmed).toBe(true)
  })

  test('a new or lost organisation asks anew where members belong', () => {
    const facts = makeFacts({ ...knownFirm })
    const withFacts = makeContext({ facts })
    const draft = prefilledDraft({ facts })
    const founded = fill({ partyOrgStatus: 'cell' }, withFacts, draft)
    expect(founded['membersResidence']).toBeUndefined()
    expect(fill({ partyOrgStatus: 'none' }, withFacts, founded)['membersResidence']).toEqual(
      draft['membersResidence'],
    )
  })

  test('taking an answer back shows what was known', () => {
    const facts = makeFacts({ headcountTotal: 1250 })
    const withFacts = makeContext({ facts })
    const draft = clearAnswer(fill({ headcountTotal: 3 }), 'headcountTotal', withFacts)
    expect(draft['headcountTotal']).toMatchObject({
      answer: answered(1250),
      confirmed: false,
      on: '2026-09-14',
    })
    expect(clearAnswer(fill({ headcountTotal: 3 }), 'headcountTotal', context)).toEqual({})
  })

  test('after any taps nothing confirmed hangs on an answer that was changed away from it', () => {
    const leading = hangings.map((hanging) => hanging.leading)
    const tap = fc
      .constantFrom(...leading)
      .chain((key) => fc.tuple(fc.constant(key), fc.constantFrom(...(fields[key].codes ?? [true, false]))))
    fc.assert(
      fc.property(fc.array(tap, { maxLength: 12 }), (taps) => {
        const start = fill({ outcome: 'metOwner', noticeGiven: true })
        const draft = taps.reduce((next, [key, code]) => {
          const tapped = applyAnswer(next, key, answered(code), context)
          const hung = hangings.filter(
            ({ leading: key2, holdsFor }) => key2 === key && holdsFor.includes(code),
          )
          return hung.reduce((more, { keys }) => applyAnswer(more, keys[0]!, answered(1), context), tapped)
        }, start)
        const asked = relevantQuestions(draft, context).flatMap(
          (question) => question.keys as readonly string[],
        )
        const implied = ['mode', 'activities', 'noticeVersion', 'membersOfficial', 'membersProbationary']
        const extra = Object.keys(submit(draft)).filter(
          (key) => !asked.includes(key) && !implied.includes(key),
        )
        expect(extra).toEqual([])
      }),
    )
  })
})

describe('what is submitted', () => {
  test('nothing prefilled that was not confirmed', () => {
    const facts = makeFacts({ ...knownFirm })
    const draft = fill({ outcome: 'metStaff', noticeGiven: true }, makeContext(), prefilledDraft({ facts }))
    expect(Object.keys(submit(draft, makeContext({ facts }))).sort()).toEqual([
      'activities',
      'mode',
      'noticeGiven',
      'noticeVersion',
      'outcome',
    ])
  })

  test('«Không» to members is none of either kind, «Chưa rõ» leaves both unknown', () => {
    const met = { outcome: 'metStaff', noticeGiven: true, partyOrgStatus: 'none' } as const
    const none = submit(fill({ ...met, hasMembers: false }))
    expect([none['membersOfficial'], none['membersProbationary']]).toEqual([answered(0), answered(0)])
    const unknown = submit(fill({ ...met, hasMembers: doesNotKnow }))
    expect([unknown['membersOfficial'], unknown['membersProbationary']]).toEqual([doesNotKnow, doesNotKnow])
    const some = submit(
      fill({ ...met, hasMembers: true, membersOfficial: doesNotKnow, membersProbationary: 1 }),
    )
    expect([some['hasMembers'], some['membersOfficial']]).toEqual([answered(true), doesNotKnow])
  })

  test('members of an own cell are in it unless it was said otherwise', () => {
    const cell = { outcome: 'metCell', noticeGiven: true, partyOrgStatus: 'cell' } as const
    const draft = fill({ ...cell, membersOfficial: 7, membersProbationary: 1 })
    expect(submit(draft)).toMatchObject({ membersOwnCell: answered(8), membersResidence: answered(0) })
    const split = applyAnswers(draft, everybodyIn('membersOther', 8), makeContext())
    expect(submit(split)).toMatchObject({ membersOwnCell: answered(0), membersOther: answered(8) })
    expect(submit(fill({ membersProbationary: doesNotKnow }, makeContext(), draft))).not.toHaveProperty(
      'membersOwnCell',
    )
  })

  test('without the notice what was said of members is withheld and counts as not asked', () => {
    const draft = fill({
      outcome: 'metOwner',
      noticeGiven: true,
      partyOrgStatus: 'cell',
      ownerStance: 'support',
    })
    const answers = submit(fill({ noticeGiven: false }, makeContext(), draft))
    expect(answers).toMatchObject({ partyOrgStatus: notAsked, ownerStance: notAsked, contact: notAsked })
    expect(answers).not.toHaveProperty('noticeVersion')
  })

  test('the notice carries the wording that was read', () => {
    expect(submit(fill({ outcome: 'metStaff', noticeGiven: true }))['noticeVersion']).toEqual(answered('v1'))
  })

  test('a slip at the first question loses nothing that was typed', () => {
    const typed = fill({ outcome: 'metStaff', headcountTotal: 1250 })
    const slip = fill({ outcome: 'absent' }, makeContext(), typed)
    expect(submit(slip)).not.toHaveProperty('headcountTotal')
    expect(submit(fill({ outcome: 'metStaff' }, makeContext(), slip))['headcountTotal']).toEqual(
      answered(1250),
    )
  })

  test('texts are NFC, whatever the keyboard sent, and answers of a newer build stay', () => {
    const notes = '  Cổng số 2 \u200b'.normalize('NFD')
    const draft: DraftAnswers = {
      ...fill({ outcome: 'absent', notes, contact: { name: 'Hoà'.normalize('NFD') } }),
      fromTomorrow: { answer: answered('x'), confirmed: true },
    }
    expect(submit(draft)).toMatchObject({ notes: answered('Cổng số 2'), fromTomorrow: answered('x') })
  })

  test('activities follow from who was met and what was said', () => {
    expect(submit(fill({ outcome: 'metStaff' }))['activities']).toEqual(answered(['survey']))
    const owner = fill({ outcome: 'metOwner', noticeGiven: true, ownerStance: 'neutral' })
    expect(submit(owner)['activities']).toEqual(answered(['survey', 'ownerOutreach']))
    expect(submit(fill({ outcome: 'absent' }))).not.toHaveProperty('activities')
  })

  test('whatever is tapped, only confirmed and asked values are in it', () => {
    const keys = fieldKeys.filter((key) => fields[key].section !== undefined)
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      fc.constantFrom<Answer>(
        doesNotKnow,
        notAsked,
        answered(0),
        answered(3),
        answered(true),
        answered(false),
      ),
      fc.constantFrom('metOwner', 'metStaff', 'absent', 'cell', 'none', 'active', 'support').map(answered),
    )
    const taps = fc.array(fc.tuple(fc.constantFrom(...keys), answer), { maxLength: 30 })
    fc.assert(
      fc.property(taps, fc.boolean(), (list, shortForm) => {
        const context = makeContext({ shortForm })
        const draft = list.reduce(
          (next, [key, tapped]) => applyAnswer(next, key, tapped, context),
          {} as DraftAnswers,
        )
        const asked = new Set<string>(relevantQuestions(draft, context).flatMap((question) => question.keys))
        const confirmed = confirmedAnswers(draft)
        for (const [key, sent] of Object.entries(submittedAnswers(draft, context))) {
          const isSaid = asked.has(key) && confirmed[key] !== undefined
          if (isSaid && !['membersOfficial', 'membersProbationary'].includes(key))
            expect(sent).toEqual(confirmed[key])
        }
        // opened again and completed untouched, it says the same
        const sent = submittedAnswers(draft, context)
        expect(submittedAnswers(answersToDraft(sent), context)).toEqual(sent)
      }),
    )
  })
})

describe('planned actions', () => {
  test('come earliest first, those without a day last, and nothing unknown among them', () => {
    const answer = planAnswer([
      { action: 'watch' },
      { action: 'revisit', dueOn: '2026-12-01' },
      { action: 'escalate', dueOn: '2026-11-25' },
    ])
    const read = plannedActions(answer.kind === 'value' ? answer.value : undefined)
    expect(read.map(({ action }) => action)).toEqual(['escalate', 'revisit', 'watch'])
    expect(plannedActions({ dance: {}, revisit: { dueOn: '31/12' } })).toEqual([{ action: 'revisit' }])
  })

  test('an appointment is a day, perhaps with a part of it or an hour', () => {
    expect(appointmentOf({ on: '2026-11-24', at: '09:30' })).toEqual({ on: '2026-11-24', at: '09:30' })
    expect(appointmentOf({ on: '2026-11-24', at: '25:00' })).toEqual({ on: '2026-11-24' })
    expect(appointmentOf({ on: '2026-02-30' })).toBeUndefined()
  })
})

test('putting off section 4 submits «để lần sau» and no number', () => {
  const draft = markSection(fill({ outcome: 'metStaff', noticeGiven: true }), 4, 'notAsked', makeContext())
  expect(submit(draft)).toMatchObject({
    partyOrgStatus: notAsked,
    hasMembers: notAsked,
    membersOfficial: notAsked,
  })
})
