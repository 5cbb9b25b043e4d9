import { describe, expect, test } from 'vitest'
import { answered } from '#domain/answers.ts'
import type { DraftAnswers } from '#domain/draft.ts'
import type { FieldKey } from '#domain/fields.ts'
import { correctionDraft, prefilledDraft } from '#domain/prefill.ts'
import { missingQuestions } from '#domain/questionnaire.ts'
import { datedAnswers } from '#domain/reply.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import {
  canConfirmAll,
  canConfirmSection,
  confirmAll,
  confirmAnswer,
  confirmSection,
} from '#domain/unchanged.ts'
import {
  fill,
  knownFirm,
  makeAnswers,
  makeContext,
  makeFact,
  makeFacts,
  makeRevision,
} from '../support/survey.ts'

const submit = (draft: DraftAnswers, context = makeContext()) => submittedAnswers(draft, context)
const missing = (draft: DraftAnswers, context = makeContext()) =>
  missingQuestions(draft, context).map((question) => question.id)
const value = (draft: DraftAnswers, key: FieldKey) => draft[key]?.answer

describe('a revisit', () => {
  const facts = makeFacts({ ...knownFirm, ownerStance: 'support', ownerAgreedTo: ['union'], candidates: 3 })
  const context = makeContext({ facts })
  const opened = fill({ outcome: 'metStaff', noticeGiven: true }, context, prefilledDraft({ facts }))

  test('shows what is known, unconfirmed and with its day, but never who was met, the opinion or the next step', () => {
    const draft = prefilledDraft({
      facts: { ...facts, nextActions: makeFact({ revisit: {} }) },
      companions: ['dung'],
    })
    expect(draft['headcountTotal']).toEqual({
      answer: answered(1250),
      confirmed: false,
      on: '2026-09-14',
      saidBy: 'staff',
    })
    for (const key of ['outcome', 'noticeGiven', 'ownerStance', 'nextActions'])
      expect(draft).not.toHaveProperty(key)
    expect(draft['companions']).toEqual({ answer: answered(['dung']), confirmed: true })
  })

  test('«Tất cả vẫn như cũ» leaves only the next step', () => {
    expect(canConfirmAll(opened, context)).toBe(true)
    const draft = confirmAll(opened, context)
    expect(missing(draft, context)).toEqual(['nextActions'])
    expect(submit(draft, context)['membersResidence']).toEqual({ kind: 'value', value: 5, unchanged: true })
  })

  test('it never confirms the opinion, the next step or what a closed fold hides', () => {
    const draft = confirmAll(fill({ outcome: 'metOwner' }, context, opened), context)
    expect(missing(draft, context)).toEqual(['ownerStance', 'nextActions'])
    expect(draft['ownerAgreedTo']?.confirmed).toBe(false)
    const union = confirmAll(fill({ outcome: 'metUnion' }, context, opened), context)
    expect(union['candidates']?.confirmed).toBe(false)
  })

  test('it is offered only after someone answered and heard the purpose', () => {
    expect(canConfirmAll(prefilledDraft({ facts }), context)).toBe(false)
    expect(canConfirmAll(fill({ outcome: 'absent' }, context, opened), context)).toBe(false)
    expect(canConfirmAll(fill({ noticeGiven: false }, context, opened), context)).toBe(false)
    expect(canConfirmAll(fill({ outcome: 'metStaff', noticeGiven: true }), makeContext())).toBe(false)
  })

  test('values of 180 days may be confirmed together; older ones section by section, the workforce typed anew', () => {
    const on180 = makeFacts({ ...knownFirm }, { on: '2026-05-25' })
    expect(
      canConfirmAll(
        fill({ outcome: 'metStaff', noticeGiven: true }, context, prefilledDraft({ facts: on180 })),
        context,
      ),
    ).toBe(true)
    const on181 = makeFacts({ ...knownFirm }, { on: '2026-05-24' })
    const old = fill({ outcome: 'metStaff', noticeGiven: true }, context, prefilledDraft({ facts: on181 }))
    expect(canConfirmAll(old, context)).toBe(false)
    expect(confirmAll(old, context)).toBe(old)
    const sections = confirmSection(4, confirmSection(3, confirmSection(2, old, context), context), context)
    expect(missing(sections, context)).toEqual(['headcountTotal', 'nextActions'])
  })

  test('a value confirmed lately is as fresh as the confirmation', () => {
    const old = makeFacts(
      { ...knownFirm },
      { on: '2025-01-01', confirmed: { saidBy: 'staff', on: '2026-09-01', visitId: 'v' } },
    )
    expect(
      canConfirmAll(
        fill({ outcome: 'metStaff', noticeGiven: true }, context, prefilledDraft({ facts: old })),
        context,
      ),
    ).toBe(true)
  })

  test('a section is confirmed by itself, sections 5 and 6 never', () => {
    expect(canConfirmSection(3, opened, context)).toBe(true)
    const draft = confirmSection(3, opened, context)
    expect(canConfirmSection(3, draft, context)).toBe(false)
    expect(draft['headcountTotal']?.confirmed).toBe(false)
    expect(
      canConfirmSection(5, fill({ outcome: 'metOwner', ownerStance: 'support' }, context, opened), context),
    ).toBe(false)
  })

  test('an answer set aside and confirmed again is unchanged only if it is what was known', () => {
    const typed = fill({ unionMembers: 900, unionStatus: 'none' }, context, opened)
    const back = confirmAnswer(fill({ unionStatus: 'active' }, context, typed), 'unionMembers', context)
    expect(value(back, 'unionMembers')).toEqual(answered(900))
    expect(value(confirmAnswer(opened, 'unionMembers', context), 'unionMembers')).toMatchObject({
      unchanged: true,
    })
  })
})

describe('a visit that came back', () => {
  test('opens as it was sent, with the marked questions to be answered anew', () => {
    const { body } = makeRevision({ outcome: 'metStaff', headcountTotal: 12, unionStatus: 'active' })
    const draft = correctionDraft(body, ['headcountTotal'])
    expect(draft['headcountTotal']).toEqual({ answer: answered(12), confirmed: false, on: '2026-11-21' })
    expect(draft['unionStatus']?.confirmed).toBe(true)
  })

  const sent = {
    outcome: 'metStaff',
    noticeGiven: true,
    headcountTotal: 1250,
    headcountYouth: 300,
    mode: 'inPerson',
    companions: ['dung'],
    unionStatus: { kind: 'unknown', reason: 'declined' },
  } as const
  const draftOf = (marked: readonly string[]) => correctionDraft(makeRevision(sent).body, marked)

  test('something is said of every marked question, the optional ones too, and then nothing of it is lost', () => {
    const marked = ['headcountYouth']
    const context = makeContext({ marked })
    const draft = draftOf(marked)
    expect(missing(draft, context)).toContain('headcountYouth')
    const kept = confirmAnswer(draft, 'headcountYouth', context)
    expect(missing(kept, context)).not.toContain('headcountYouth')
    expect(submit(kept, context)['headcountYouth']).toMatchObject({ value: 300 })
  })

  test('who answers a part of a marked question leaves the rest of it as it was sent', () => {
    const marked = ['mode', 'companions']
    const context = makeContext({ marked })
    const draft = draftOf(marked)
    expect(missing(draft, context)).toContain('meeting')
    const called = fill({ mode: 'phone' }, context, draft)
    expect(missing(called, context)).not.toContain('meeting')
    expect(submit(called, context)).toMatchObject({
      mode: { value: 'phone' },
      companions: { value: ['dung'] },
    })
  })

  test('not knowing can be kept as it was sent', () => {
    const context = makeContext({ marked: ['unionStatus'] })
    const kept = confirmAnswer(draftOf(['unionStatus']), 'unionStatus', context)
    expect(kept['unionStatus']).toMatchObject({ answer: sent.unionStatus, confirmed: true })
  })

  test('heard by telephone a new value holds from the day of the call; what was kept, or said with a day, does not', () => {
    const inquiry = {
      how: 'phone',
      marked: ['headcountTotal', 'unionMembers', 'youthMembers'],
      sent: makeAnswers({ headcountTotal: 1250, unionMembers: 1100, youthMembers: 30 }),
      visitDay: '2026-11-21',
      today: '2026-11-25',
    }
    const answers = makeAnswers({ headcountTotal: 900, unionMembers: 1100, businessStability: 'stable' })
    const said = { ...answers, youthMembers: { ...answered(31), asOf: '2026-11-23' } }
    expect(datedAnswers(said, inquiry)).toEqual({
      ...said,
      headcountTotal: { ...answered(900), asOf: '2026-11-25' },
    })
    expect(datedAnswers(said, { ...inquiry, how: 'notes' })).toEqual(said)
  })
})
