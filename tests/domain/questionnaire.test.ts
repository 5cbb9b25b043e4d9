import { describe, expect, test } from 'vitest'
import { markSection, renameFirm, unmarkSection } from '#domain/applyAnswer.ts'
import { fieldKeys, fields } from '#domain/fields.ts'
import {
  isFoldOpen,
  missingQuestions,
  progress,
  questions,
  relevantQuestions,
  sections,
  sectionState,
} from '#domain/questionnaire.ts'
import type { QuestionnaireContext } from '#domain/questionnaire/question.ts'
import { prefilledDraft } from '#domain/prefill.ts'
import type { DraftAnswers } from '#domain/draft.ts'
import { declined, doesNotKnow, fill, makeContext, makeFacts } from '../support/survey.ts'

const asked = (draft: DraftAnswers, context = makeContext()) =>
  relevantQuestions(draft, context).map((question) => question.id)
const missing = (draft: DraftAnswers, context = makeContext()) =>
  missingQuestions(draft, context).map((question) => question.id)
const sectionsAsked = (draft: DraftAnswers, context: QuestionnaireContext = makeContext()) => [
  ...new Set(relevantQuestions(draft, context).map((question) => question.section)),
]

describe('the dictionary and the questions', () => {
  test('every field with a section that a visit or a firm owns is asked by exactly one question', () => {
    const keysAsked = questions.flatMap((question) => question.keys)
    expect(new Set(keysAsked).size).toBe(keysAsked.length)
    // the wording that was read out follows from the tick
    const expected = fieldKeys.filter((key) => fields[key].section !== undefined && key !== 'noticeVersion')
    expect([...keysAsked].sort()).toEqual([...expected].sort())
  })

  test('every question stands in the section of its fields, or shows where they belong', () => {
    for (const question of questions) {
      for (const key of question.keys) expect([key, fields[key].section]).toEqual([key, question.section])
    }
  })
})

describe('relevance by outcome', () => {
  test('before anyone said who was met only the first line is asked', () => {
    expect(asked({})).toEqual(['outcome', 'meeting'])
    expect(sectionState(2, {}, makeContext()).kind).toBe('notYet')
  })

  test.each(['absent', 'appointmentOnly', 'refused', 'notFound'] as const)(
    '%s asks nothing of sections 2 to 5',
    (outcome) => {
      expect(sectionsAsked(fill({ outcome, noticeGiven: true }))).toEqual([1, 6])
      expect(sectionState(3, fill({ outcome }), makeContext()).kind).toBe('notAsked')
    },
  )

  test.each(['metOwner', 'metRepresentative'] as const)('%s is asked for the opinion', (outcome) => {
    expect(asked(fill({ outcome, noticeGiven: true }))).toContain('ownerStance')
  })

  test.each(['metStaff', 'metUnion', 'metCell', 'metOther'] as const)(
    '%s is not asked for the opinion but for wishes',
    (outcome) => {
      const ids = asked(fill({ outcome, noticeGiven: true }))
      expect(ids).not.toContain('ownerStance')
      expect(ids).toContain('ownerNeeds')
    },
  )

  test('without the notice sections 2 and 3 are open, sections 4 and 5 and the contact locked', () => {
    const draft = fill({ outcome: 'metOwner' })
    expect(sectionsAsked(draft)).toEqual([1, 2, 3, 6])
    expect(asked(draft)).not.toContain('contact')
    expect(sectionState(4, draft, makeContext()).kind).toBe('locked')
    expect(sectionState(5, draft, makeContext()).kind).toBe('locked')
    expect(asked(fill({ noticeGiven: true }, makeContext(), draft))).toContain('contact')
  })

  test('questions hang on leading answers', () => {
    const met = { outcome: 'metStaff', noticeGiven: true } as const
    expect(asked(fill({ ...met, unionStatus: 'beingOrganised' }))).not.toContain('unionMembers')
    expect(asked(fill({ ...met, unionStatus: 'dormant' }))).toContain('unionMembers')
    expect(asked(fill({ ...met, unionStatus: 'active' }))).not.toContain('unionOrgId')
    expect(asked(fill({ ...met, unionStatus: 'joint' }))).toContain('unionOrgId')
    expect(asked(fill({ ...met, youthStatus: 'cell' }))).toContain('youthMembers')
    expect(asked(fill({ ...met, partyOrgStatus: 'jointCell' }))).toContain('orgOfficialTotal')
    expect(asked(fill({ ...met, partyOrgStatus: 'cell' }))).not.toContain('hasMembers')
    expect(asked(fill({ ...met, partyOrgStatus: doesNotKnow }))).toContain('hasMembers')
    expect(asked(fill({ ...met, partyOrgStatus: 'none', hasMembers: false }))).not.toContain(
      'membersOfficial',
    )
    const five = {
      partyOrgStatus: 'none',
      hasMembers: true,
      membersOfficial: 4,
      membersProbationary: 1,
    } as const
    expect(asked(fill({ ...met, ...five }))).toEqual(expect.arrayContaining(['membersStable', 'places']))
  })

  test('where members belong is needed without an organisation and optional with one', () => {
    const met = {
      outcome: 'metStaff',
      noticeGiven: true,
      membersOfficial: 4,
      membersProbationary: 1,
    } as const
    expect(missing(fill({ ...met, partyOrgStatus: 'none', hasMembers: true }))).toContain('places')
    expect(missing(fill({ ...met, partyOrgStatus: 'cell' }))).not.toContain('places')
    expect(asked(fill({ ...met, partyOrgStatus: 'cell' }))).toContain('places')
  })

  test('the workforce and the capital decide what is asked of workers', () => {
    const met = fill({ outcome: 'metStaff', headcountTotal: 49 })
    expect(asked(met)).not.toContain('headcountYouth')
    expect(asked(fill({ headcountTotal: 50 }, makeContext(), met))).toContain('headcountYouth')
    expect(asked(fill({ youthStatus: 'cell' }, makeContext(), met))).toContain('headcountYouth')
    expect(asked(met)).not.toContain('headcountVn')
    for (const ownershipGroup of ['foreign', 'jointVenture', undefined] as const) {
      expect(asked(met, makeContext({ profile: { ownershipGroup } }))).toContain('headcountVn')
    }
  })

  test('a new project is asked for in a key park at the first visit, or when one was known', () => {
    const met = fill({ outcome: 'metOwner', noticeGiven: true })
    const park = { isKey: true }
    expect(asked(met, makeContext({ park }))).not.toContain('projectStage')
    expect(asked(met, makeContext({ park, firstVisit: true }))).toContain('projectStage')
    expect(asked(met, makeContext({ facts: makeFacts({ projectStage: 'applying' }) }))).toContain(
      'projectStage',
    )
    const granted = fill({ projectStage: 'granted' }, makeContext(), met)
    expect(asked(granted, makeContext({ park }))).toContain('commitmentInAgreement')
    expect(asked(granted, makeContext())).not.toContain('commitmentInAgreement')
  })

  test('whether the owner is a member is asked only where the unit wants it, of the owner in person', () => {
    const unit = { noticeVersion: 'v1', asksOwnerMembership: true, allowsPhotos: false }
    const owner = { outcome: 'metOwner', noticeGiven: true } as const
    expect(asked(fill(owner), makeContext({ unit }))).toContain('ownerIsPartyMember')
    expect(asked(fill(owner))).not.toContain('ownerIsPartyMember')
    expect(asked(fill({ ...owner, mode: 'phone' }), makeContext({ unit }))).not.toContain(
      'ownerIsPartyMember',
    )
    const director = fill({ ...owner, outcome: 'metRepresentative' })
    expect(asked(director, makeContext({ unit }))).not.toContain('ownerIsPartyMember')
  })

  test('how the cell works stands open for people of the cell once a year, candidates for cell and union', () => {
    const context = makeContext()
    const cell = fill({ outcome: 'metCell', noticeGiven: true, partyOrgStatus: 'cell' })
    const staff = fill({ outcome: 'metStaff' }, context, cell)
    expect(isFoldOpen('activity', cell, context)).toBe(true)
    expect(isFoldOpen('activity', staff, context)).toBe(false)
    const recent = makeContext({ facts: makeFacts({ admissionPlan: true }, { on: '2026-05-14' }) })
    expect(isFoldOpen('activity', cell, recent)).toBe(false)
    expect(asked(cell)).toContain('candidates')
    expect(asked(fill({ outcome: 'metUnion' }, context, cell))).toContain('candidates')
    expect(asked(staff)).not.toContain('candidates')
  })
})

describe('what «Hoàn tất» needs', () => {
  test('a first visit with the personnel office needs 2.1, 2.2, 2.5, 3.1, 3.4, 4.1, 4.2 and 6.1', () => {
    const draft = fill({ outcome: 'metStaff', noticeGiven: true })
    expect(missing(draft, makeContext({ firstVisit: true }))).toEqual([
      'profile',
      'headcountTotal',
      'businessStability',
      'unionStatus',
      'youthStatus',
      'partyOrgStatus',
      'hasMembers',
      'nextActions',
    ])
  })

  test('each of the kinds of not knowing will do where a value is not required', () => {
    const draft = fill({ outcome: 'metStaff', headcountTotal: doesNotKnow, unionStatus: declined })
    expect(missing(draft)).not.toContain('headcountTotal')
    expect(missing(draft)).not.toContain('unionStatus')
  })

  test('an empty choice is no answer', () => {
    expect(missing(fill({ outcome: 'refused', refusalReason: [], nextActions: {} }))).toEqual([
      'refusalReason',
      'nextActions',
    ])
  })

  test('a prefilled value is still missing until it is confirmed', () => {
    const facts = makeFacts({ headcountTotal: 1250 })
    const draft = fill({ outcome: 'metStaff' }, makeContext(), prefilledDraft({ facts }))
    expect(missing(draft, makeContext({ facts }))).toContain('headcountTotal')
  })

  test('who was met and the next step can never be left unknown', () => {
    expect(missing(fill({ outcome: doesNotKnow }))).toContain('outcome')
    expect(missing(fill({ outcome: 'absent', nextActions: declined }))).toEqual(['nextActions'])
  })

  test('the owner was asked for an opinion: «Chưa rõ» is none, putting the section off is allowed', () => {
    const draft = fill({ outcome: 'metOwner', noticeGiven: true, ownerStance: doesNotKnow })
    expect(missing(draft)).toContain('ownerStance')
    expect(missing(markSection(draft, 5, 'notAsked', makeContext()))).not.toContain('ownerStance')
  })

  test('support asks for the step agreed to, hesitation for the concern', () => {
    const owner = { outcome: 'metOwner', noticeGiven: true } as const
    expect(missing(fill({ ...owner, ownerStance: 'support' }))).toContain('ownerAgreedTo')
    expect(missing(fill({ ...owner, ownerStance: 'neutral' }))).not.toContain('ownerConcerns')
    for (const ownerStance of ['hesitant', 'notAgreed', 'refused']) {
      expect(missing(fill({ ...owner, ownerStance }))).toContain('ownerConcerns')
    }
  })

  test('progress counts what is needed and what is missing by section', () => {
    const draft = fill({ outcome: 'metStaff', headcountTotal: 12, unionStatus: 'none' })
    expect(progress(draft, makeContext())).toMatchObject({
      needed: 6,
      missing: 3,
      sections: { 1: { kind: 'done' }, 2: { needed: 2, missing: 1, kind: 'open' }, 3: { missing: 1 } },
    })
  })
})

describe('a section as a whole', () => {
  const met = { outcome: 'metStaff', noticeGiven: true } as const

  test('declining it answers all it still needs and keeps what was answered', () => {
    const draft = markSection(fill({ ...met, unionStatus: 'active' }), 3, 'declined', makeContext())
    expect(draft['unionStatus']?.answer).toEqual({ kind: 'value', value: 'active' })
    expect(draft['unionMembers']?.answer).toEqual(declined)
    expect(sectionState(3, draft, makeContext())).toMatchObject({ kind: 'done', missing: 0 })
  })

  test('declined from the start it is marked so, questions that come up included', () => {
    const draft = markSection(fill(met), 4, 'declined', makeContext())
    expect(draft['partyOrgStatus']?.answer).toEqual(declined)
    expect(draft['hasMembers']?.answer).toEqual(declined)
    expect(sectionState(4, draft, makeContext())).toMatchObject({ kind: 'done', mark: 'declined' })
  })

  test('the mark can be taken back, and what was known shows again', () => {
    const facts = makeFacts({ unionStatus: 'active', unionMembers: 1100 })
    const context = makeContext({ facts })
    const draft = fill(met, context, prefilledDraft({ facts }))
    const marked = markSection(draft, 3, 'notAsked', context)
    expect(unmarkSection(marked, sections[3], context)).toEqual(draft)
  })

  test('contact and next step cannot be put off', () => {
    const draft = fill(met)
    expect(markSection(draft, 6, 'notAsked', makeContext())).toBe(draft)
  })
})

test('another name on the gate keeps the firm, notes both names and asks 1.1 again', () => {
  const draft = renameFirm(fill({ outcome: 'notFound', operatingStatus: 'moved' }), {
    before: 'Công ty Mẫu Sao',
    formerBefore: [],
    now: 'Công ty Mẫu Mây',
  })
  expect(draft['outcome']).toBeUndefined()
  expect(draft['operatingStatus']).toBeUndefined()
  expect(draft['formerNames']?.answer).toEqual({ kind: 'value', value: ['Công ty Mẫu Sao'] })
  expect(missing(draft)).toEqual(['outcome'])
})
