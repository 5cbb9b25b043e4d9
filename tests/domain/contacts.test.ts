import { describe, expect, test } from 'vitest'
import type { Answer, AnswerValue } from '#domain/answers.ts'
import { contactsOf } from '#domain/contacts.ts'
import { countedVisits } from '#domain/countedVisits.ts'
import { foldFacts, type Included } from '#domain/facts.ts'
import type { DatedStage } from '#domain/funnel.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { visitsOn, type Values } from '../support/rules.ts'
import { makeVisit } from '../support/survey.ts'

type Day = readonly [day: string, values: Values]

function contactsFrom(
  visits: readonly VisitRecord[],
  {
    include = 'approved',
    asOf = '2026-11-21',
    datedStages = [],
  }: { include?: Included; asOf?: string; datedStages?: readonly DatedStage[] } = {},
) {
  const facts = foldFacts(visits, { include })
  return contactsOf({
    visits: countedVisits(visits, include),
    facts,
    datedStages,
    ruleSet: builtInRuleSet,
    asOf,
  })
}
const after = (...days: readonly Day[]) => contactsFrom(visitsOn(...days))
const access = (...days: readonly Day[]) => after(...days).access.level

const owner: Values = { outcome: 'metOwner', mode: 'inPerson' }
const director: Values = { outcome: 'metRepresentative' }
const staff: Values = { outcome: 'metStaff' }
const absent: Values = { outcome: 'absent' }
const refused: Values = { outcome: 'refused' }

describe('which visits count', () => {
  const approved = makeVisit(owner, { seq: 1, at: '2026-01-10T09:00+07:00' })
  const own = makeVisit(refused, { seq: 2, by: 'chi', state: 'submitted', at: '2026-02-10T09:00+07:00' })
  const others = makeVisit(refused, { seq: 3, by: 'binh', state: 'submitted', at: '2026-03-10T09:00+07:00' })
  const removed = makeVisit(refused, { seq: 4, by: 'chi', state: 'void', at: '2026-04-10T09:00+07:00' })
  const all = [removed, others, own, approved]

  test('approved ones alone for plans and reports', () => {
    expect(contactsFrom(all)).toMatchObject({ lastVisitOn: '2026-01-10', refusalsInRow: 0 })
  })

  test("on a surveyor's device their own undecided ones too, never those of others or removed ones", () => {
    const contacts = contactsFrom(all, { include: { approvedAndOwnOf: 'chi' } })
    expect(contacts).toMatchObject({ lastVisitOn: '2026-02-10', refusalsInRow: 1 })
  })

  test('the order they arrive in does not matter, and a phone set to 2036 does not win', () => {
    const early = makeVisit(refused, {
      seq: 5,
      at: '2036-01-01T09:00+07:00',
      receivedAt: '2026-01-05T02:00:00.000Z',
    })
    for (const visits of [
      [early, approved],
      [approved, early],
    ]) {
      expect(contactsFrom(visits)).toMatchObject({ lastVisitOn: '2026-01-10', refusalsInRow: 0 })
    }
  })
})

describe('surveyed and met', () => {
  test('a firm is surveyed once someone answered, by whatever means', () => {
    expect(
      after(['2026-11-01', absent], ['2026-11-05', refused], ['2026-11-06', { outcome: 'appointmentOnly' }])
        .surveyed,
    ).toBe(false)
    expect(after(['2026-11-01', { ...staff, mode: 'phone' }]).surveyed).toBe(true)
  })

  test.each([
    ['the owner in person', owner, true],
    ['the authorised director in person', director, true],
    ['the owner at a conference', { ...owner, mode: 'conference' }, true],
    ['the owner on the telephone', { ...owner, mode: 'phone' }, false],
    ['the owner by message', { ...owner, mode: 'message' }, false],
    ['staff in person', staff, false],
    ['the cell in person', { outcome: 'metCell' }, false],
  ])('met: %s is %o → %s', (_who, values, met) => {
    const contacts = after(['2026-11-01', values])
    expect(contacts.met).toBe(met)
    expect(contacts.funnel.stage).toBe(met ? 'met' : 'contacted')
    expect(contacts.lastMetOn).toBe(met ? '2026-11-01' : undefined)
  })

  test('the last contact is when someone answered, the last visit when someone went', () => {
    const contacts = after(['2026-10-01', staff], ['2026-11-01', absent])
    expect(contacts).toMatchObject({
      lastContactOn: '2026-10-01',
      lastVisitOn: '2026-11-01',
      lastOutcome: 'absent',
    })
  })
})

describe('ease of access', () => {
  test.each([
    ['easy', 'the owner received us', [['2026-11-01', owner]]],
    ['medium', 'the owner on the telephone', [['2026-11-01', { ...owner, mode: 'phone' }]]],
    ['medium', 'staff only', [['2026-11-01', staff]]],
    ['medium', 'an appointment only', [['2026-11-01', { outcome: 'appointmentOnly' }]]],
    [
      'easy',
      'staff never lower easy',
      [
        ['2026-10-01', director],
        ['2026-11-01', staff],
      ],
    ],
    ['hard', 'a refusal', [['2026-11-01', refused]]],
    [
      'hard',
      'a refusal after an easy visit',
      [
        ['2026-10-01', owner],
        ['2026-11-01', refused],
      ],
    ],
    ['hard', 'the owner does not want to talk on', [['2026-11-01', { ...owner, ownerStance: 'refused' }]]],
    [
      'medium',
      'something better since a refusal',
      [
        ['2026-10-01', refused],
        ['2026-11-01', staff],
      ],
    ],
    [
      'easy',
      'received since a refusal',
      [
        ['2026-10-01', refused],
        ['2026-11-01', owner],
      ],
    ],
    ['unknown', 'one unanswered visit', [['2026-11-01', absent]]],
    [
      'hard',
      'two unanswered visits in a row',
      [
        ['2026-10-01', absent],
        ['2026-11-01', absent],
      ],
    ],
    [
      'medium',
      'two unanswered visits, not in a row',
      [
        ['2026-09-01', absent],
        ['2026-10-01', staff],
        ['2026-11-01', absent],
      ],
    ],
    [
      'easy',
      'one unanswered visit after an easy one',
      [
        ['2026-10-01', owner],
        ['2026-11-01', absent],
      ],
    ],
    [
      'hard',
      'not finding the firm between two unanswered visits',
      [
        ['2026-09-01', absent],
        ['2026-10-01', { outcome: 'notFound' }],
        ['2026-11-01', absent],
      ],
    ],
    ['unknown', 'nothing within twelve months', [['2025-11-20', owner]]],
    ['easy', 'twelve months ago to the day', [['2025-11-21', owner]]],
    ['unknown', 'no visit', []],
  ] as const)('%s: %s', (level, _why, days) => {
    expect(access(...days)).toBe(level)
  })

  test('it says from which visit it is known', () => {
    expect(after(['2026-10-01', owner], ['2026-11-01', staff]).access).toEqual({
      level: 'easy',
      because: 'received',
      on: '2026-10-01',
      visitId: 'visit-1',
    })
  })

  test('a correction stands with its reason, until a later visit says otherwise', () => {
    const corrected: Values = { ...staff, accessEase: 'hard', accessEaseReason: 'bảo vệ không cho vào' }
    expect(after(['2026-10-01', corrected]).access).toMatchObject({
      level: 'hard',
      because: 'corrected',
      reason: 'bảo vệ không cho vào',
    })
    expect(access(['2026-10-01', corrected], ['2026-11-01', absent])).toBe('hard')
    expect(access(['2026-10-01', corrected], ['2026-11-01', owner])).toBe('easy')
  })
})

describe('refusals', () => {
  test('[O4] after one the firm rests for ninety days', () => {
    const visits = visitsOn(['2026-11-21', refused])
    expect(contactsFrom(visits)).toMatchObject({ refusalsInRow: 1, coolDownUntil: '2027-02-19' })
    expect(contactsFrom(visits, { asOf: '2027-02-18' }).coolDownUntil).toBe('2027-02-19')
    expect(contactsFrom(visits, { asOf: '2027-02-19' }).coolDownUntil).toBeUndefined()
  })

  test('[O4] they count in a row: an unanswered visit neither adds nor ends, a talk ends', () => {
    expect(
      after(['2026-09-01', refused], ['2026-10-01', absent], ['2026-11-01', refused]).refusalsInRow,
    ).toBe(2)
    const ended = after(['2026-10-01', refused], ['2026-11-01', staff])
    expect(ended.refusalsInRow).toBe(0)
    expect(ended.coolDownUntil).toBeUndefined()
  })

  test("[O4] the owner's «không muốn trao đổi tiếp» is one", () => {
    expect(after(['2026-11-01', { ...owner, ownerStance: 'refused' }]).refusalsInRow).toBe(1)
  })
})

describe('steps of approach', () => {
  const agreed: Values = { ...owner, ownerStance: 'support', ownerAgreedTo: ['union'] }
  const stage = (...days: readonly Day[]) => after(...days).funnel.stage

  test('a firm begins in the list and is contacted by a refusal too', () => {
    expect(stage()).toBe('listed')
    expect(stage(['2026-11-01', absent])).toBe('listed')
    expect(stage(['2026-11-01', refused])).toBe('contacted')
  })

  test('agreed wants the owner in favour and a step named', () => {
    expect(stage(['2026-11-01', agreed])).toBe('agreed')
    expect(stage(['2026-11-01', { ...agreed, ownerAgreedTo: ['unspecified'] }])).toBe('met')
    expect(stage(['2026-11-01', { ...agreed, outcome: 'metStaff' }])).toBe('contacted')
  })

  test('it never falls back by itself; what happened since stands beside', () => {
    const { funnel } = after(['2026-10-01', agreed], ['2026-11-01', { ...owner, ownerStance: 'notAgreed' }])
    expect(funnel).toMatchObject({ stage: 'agreed', asides: ['notAgreed'] })
    expect(funnel.reached).toEqual({ contacted: '2026-10-01', met: '2026-10-01', agreed: '2026-10-01' })
  })

  test('later steps come only from dated plans and outcomes, whichever way round they are listed', () => {
    const { funnel } = contactsFrom(visitsOn(['2026-11-01', agreed]), {
      datedStages: [
        { stage: 'decided', on: '2026-12-01' },
        { stage: 'planned', on: '2026-01-15' },
      ],
    })
    expect(funnel.stage).toBe('decided')
    expect(funnel.reached).toMatchObject({ planned: '2026-01-15', decided: '2026-12-01' })
  })

  test('refused and put off stand beside the steps', () => {
    const difficult = { ...staff, businessStability: 'difficult', recheckOn: '2027-03-01' }
    expect(after(['2026-11-01', difficult]).funnel.asides).toEqual(['postponed'])
    expect(after(['2026-11-01', difficult], ['2026-11-10', refused]).funnel.asides).toEqual([
      'refused',
      'postponed',
    ])
  })
})

describe('unchanged and untouched', () => {
  const same = (value: AnswerValue): Answer => ({ kind: 'value', value, unchanged: true })
  const first: Values = {
    ...staff,
    headcountTotal: 40,
    hasMembers: false,
    membersOfficial: 0,
    membersProbationary: 0,
  }
  const again: Values = {
    ...staff,
    headcountTotal: same(40),
    partyOrgStatus: same('none'),
    hasMembers: same(false),
    // the form adds what follows from «Không»
    membersOfficial: 0,
    membersProbationary: 0,
    ownerNeeds: ['networking'],
    nextActions: { revisit: {} },
  }

  test('three visits running that confirmed everything are told to the reviewer', () => {
    const days: Day[] = [
      ['2026-01-10', first],
      ['2026-04-10', again],
      ['2026-07-10', again],
    ]
    expect(after(...days)).toMatchObject({ unchangedRuns: 2, unchangedTooOften: false })
    expect(after(...days, ['2026-08-10', absent], ['2026-10-10', again])).toMatchObject({
      unchangedRuns: 3,
      unchangedTooOften: true,
    })
  })

  test('one changed value begins anew, and so does a visit that asked nothing', () => {
    const changed = { ...again, headcountTotal: 41 }
    expect(after(['2026-01-10', again], ['2026-04-10', changed], ['2026-07-10', again]).unchangedRuns).toBe(1)
    expect(after(['2026-01-10', again], ['2026-04-10', staff]).unchangedRuns).toBe(0)
  })

  test('a firm where nobody has been for six months, or ever, is called to mind', () => {
    expect(after().untouched).toBe(true)
    expect(after(['2026-05-20', owner]).untouched).toBe(true)
    expect(after(['2026-05-21', absent]).untouched).toBe(false)
  })
})
