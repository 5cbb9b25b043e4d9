import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, AnswerValue } from '#domain/answers.ts'
import { foldFacts, isClockFarOff, type Facts } from '#domain/facts.ts'
import { statedBy } from '#domain/facts/statements.ts'
import type { FieldKey } from '#domain/fields.ts'
import { outcomes, respondentByOutcome } from '#domain/fields/codes.ts'
import type { VisitRecord } from '#domain/visit.ts'
import {
  cleared,
  declined,
  doesNotKnow,
  makeAnswers,
  makeRevision,
  makeVisit,
  notAsked,
  type VisitSketch,
} from '../support/survey.ts'

type Values = Partial<Record<FieldKey, AnswerValue | Answer>>

/** Approved visits a month apart, the first in January. */
function foldMonthly(...visits: readonly Values[]): Facts {
  const records = visits.map((values, index) => {
    const month = String(index + 1).padStart(2, '0')
    return makeVisit(values, { seq: index + 1, at: `2026-${month}-10T09:00+07:00` })
  })
  return foldFacts(records, { include: 'approved' })
}
const valuesOf = (facts: Facts) =>
  Object.fromEntries(Object.entries(facts).map(([key, fact]) => [key, fact.value]))
const unchanged = (value: AnswerValue): Answer => ({ kind: 'value', value, unchanged: true })

describe('who said it', () => {
  test('the outcome names the respondent, or nobody', () => {
    for (const outcome of outcomes)
      expect(statedBy(makeAnswers({ outcome }))).toBe(respondentByOutcome[outcome])
    expect(statedBy({})).toBeUndefined()
  })

  test('a fact carries respondent, surveyor, visit and day; another source and day where they were given', () => {
    const report: Answer = {
      kind: 'value',
      value: 90,
      precision: 'about',
      source: 'labourReport',
      asOf: '2026-06-05',
    }
    const visit = makeVisit(
      { outcome: 'metStaff', headcountTotal: 100, headcountVn: report },
      { id: 'v', by: 'chi' },
    )
    const facts = foldFacts([visit], { include: 'approved' })
    const about = { personId: 'chi', visitId: 'v', provisional: false }
    expect(facts['headcountTotal']).toEqual({ value: 100, on: '2026-11-21', saidBy: 'staff', ...about })
    expect(facts['headcountVn']).toEqual({
      value: 90,
      precision: 'about',
      on: '2026-06-05',
      saidBy: 'labourReport',
      ...about,
    })
  })

  test('what was seen where nobody answered is the working group’s word', () => {
    expect(foldMonthly({ outcome: 'notFound', operatingStatus: 'closed' })['operatingStatus']).toMatchObject({
      value: 'closed',
      saidBy: 'surveyor',
    })
  })
})

describe('which value stands', () => {
  test('the latest known value, field by field', () => {
    const facts = foldMonthly(
      { outcome: 'metStaff', headcountTotal: 772, unionStatus: 'active' },
      { outcome: 'metOwner', headcountTotal: 1250 },
    )
    expect(valuesOf(facts)).toMatchObject({ headcountTotal: 1250, unionStatus: 'active' })
    expect(facts['unionStatus']?.on).toBe('2026-01-10')
  })

  test('«Chưa rõ» and «Không cung cấp» leave it standing and say that it was asked again', () => {
    const facts = foldMonthly(
      { outcome: 'metStaff', headcountTotal: 772, unionStatus: 'active' },
      { outcome: 'metStaff', headcountTotal: doesNotKnow, unionStatus: declined },
    )
    expect(facts['headcountTotal']).toMatchObject({
      value: 772,
      on: '2026-01-10',
      askedAgain: { on: '2026-02-10', reason: 'doesNotKnow' },
    })
    expect(facts['unionStatus']).toMatchObject({ value: 'active', askedAgain: { reason: 'declined' } })
    expect(
      foldMonthly({ outcome: 'metStaff', headcountTotal: doesNotKnow })['headcountTotal'],
    ).toBeUndefined()
  })

  test('«Để lần sau» says nothing', () => {
    const facts = foldMonthly(
      { outcome: 'metStaff', headcountTotal: 772 },
      { outcome: 'metStaff', headcountTotal: notAsked },
    )
    expect(facts['headcountTotal']).not.toHaveProperty('askedAgain')
  })

  test('a new value ends the mark', () => {
    const facts = foldMonthly(
      { outcome: 'metStaff', headcountTotal: 772 },
      { headcountTotal: doesNotKnow },
      { headcountTotal: 800 },
    )
    expect(facts['headcountTotal']).not.toHaveProperty('askedAgain')
  })

  test('«Không còn đúng» clears', () => {
    expect(foldMonthly({ candidates: 3 }, { candidates: cleared })).not.toHaveProperty('candidates')
  })

  test('unchanged restates it as of that day by that respondent', () => {
    const facts = foldMonthly(
      { outcome: 'metOwner', headcountTotal: 772 },
      { outcome: 'metStaff', headcountTotal: unchanged(772) },
    )
    expect(facts['headcountTotal']).toMatchObject({ on: '2026-02-10', saidBy: 'staff' })
  })

  test('a value of the wrong kind is no fact', () => {
    expect(
      foldMonthly({ headcountTotal: -3, unionStatus: 7, establishedOn: '31/12/2025' }),
    ).not.toHaveProperty('headcountTotal')
    expect(foldMonthly({ unionStatus: 7, establishedOn: '31/12/2025' })).toEqual({})
  })

  test('what happened on a visit is no fact of the firm', () => {
    const facts = foldMonthly({
      outcome: 'absent',
      mode: 'inPerson',
      notes: 'x',
      absenceDetail: 'gateClosed',
    })
    expect(facts).toEqual({})
  })
})

describe('leading answers', () => {
  test.each([
    ['unionStatus', 'active', 'none', 'unionMembers', 1100],
    ['unionStatus', 'joint', 'active', 'unionOrgId', 'org'],
    ['youthStatus', 'cell', 'none', 'youthMembers', 12],
    ['partyOrgStatus', 'jointCell', 'cell', 'orgOfficialTotal', 5],
    ['partyOrgStatus', 'cell', 'none', 'regulationOperating', true],
    ['ownerStance', 'support', 'hesitant', 'ownerAgreedTo', ['union']],
    ['operatingStatus', 'moved', 'operating', 'movedTo', { parkId: 'p' }],
  ] as const)('%s from %s to %s takes %s along', (leading, before, now, hung, value) => {
    const first = { outcome: 'metOwner', [leading]: before, [hung]: value }
    expect(foldMonthly(first)).toHaveProperty(hung)
    expect(foldMonthly(first, { outcome: 'metOwner', [leading]: now })).not.toHaveProperty(hung)
    expect(foldMonthly(first, { outcome: 'metOwner', [leading]: doesNotKnow })).toHaveProperty(hung)
  })

  test('no member: the numbers are 0, tenure and places no longer apply', () => {
    const five = {
      hasMembers: true,
      membersOfficial: 4,
      membersProbationary: 1,
      membersStable: 4,
      membersResidence: 5,
    }
    const facts = foldMonthly(five, { hasMembers: false, membersOfficial: 0, membersProbationary: 0 })
    expect(valuesOf(facts)).toEqual({ hasMembers: false, membersOfficial: 0, membersProbationary: 0 })
  })

  test('a value stated together with its leading answer stands, in whatever order they were written', () => {
    const facts = foldMonthly({
      membersOwnCell: 0,
      membersResidence: 2,
      partyOrgStatus: 'none',
      hasMembers: true,
    })
    expect(facts['membersOwnCell']?.value).toBe(0)
  })

  test('numbers say whether there are members', () => {
    expect(foldMonthly({ membersOfficial: 2, membersProbationary: doesNotKnow })['hasMembers']?.value).toBe(
      true,
    )
    expect(foldMonthly({ membersOfficial: 0, membersProbationary: 0 })['hasMembers']?.value).toBe(false)
    expect(foldMonthly({ membersOfficial: 0, membersProbationary: doesNotKnow })).not.toHaveProperty(
      'hasMembers',
    )
  })

  test('a part that is larger than its newer whole no longer holds', () => {
    const four = { membersOfficial: 4, membersProbationary: 0, membersStable: 4, membersResidence: 4 }
    const facts = foldMonthly(four, { membersOfficial: 2, membersProbationary: 0 })
    expect(valuesOf(facts)).toEqual({ hasMembers: true, membersOfficial: 2, membersProbationary: 0 })
  })

  test('where someone answers the firm is operating, unless it was under construction', () => {
    expect(
      foldMonthly({ outcome: 'notFound', operatingStatus: 'suspended' }, { outcome: 'metStaff' })[
        'operatingStatus'
      ]?.value,
    ).toBe('operating')
    const site = { outcome: 'metStaff', operatingStatus: 'underConstruction' } as const
    expect(foldMonthly(site, { outcome: 'metStaff' })['operatingStatus']?.value).toBe('underConstruction')
    expect(foldMonthly(site, { outcome: 'metStaff', projectStage: 'none' })['operatingStatus']?.value).toBe(
      'operating',
    )
    expect(foldMonthly({ outcome: 'absent' })).not.toHaveProperty('operatingStatus')
  })
})

describe('whose word weighs more', () => {
  test('a member count of the cell that the personnel office confirms keeps its source', () => {
    const facts = foldMonthly(
      { outcome: 'metCell', membersOfficial: 4 },
      { outcome: 'metStaff', membersOfficial: unchanged(4) },
    )
    expect(facts['membersOfficial']).toMatchObject({
      on: '2026-01-10',
      saidBy: 'cell',
      confirmed: { saidBy: 'staff', on: '2026-02-10', visitId: 'visit-2' },
    })
  })

  test('another number replaces it, and the cell’s own word restates it', () => {
    const cell = { outcome: 'metCell', membersOfficial: 4 } as const
    expect(foldMonthly(cell, { outcome: 'metStaff', membersOfficial: 5 })['membersOfficial']).toMatchObject({
      value: 5,
      saidBy: 'staff',
    })
    const again = foldMonthly(cell, { outcome: 'metStaff', membersOfficial: 4 }, cell)['membersOfficial']
    expect(again).toMatchObject({ on: '2026-03-10' })
    expect(again).not.toHaveProperty('confirmed')
  })

  test('an opinion of the owner is never told, erased or doubted by others', () => {
    const owner = { outcome: 'metOwner', ownerStance: 'support', ownerAgreedTo: ['cell'] } as const
    for (const word of ['refused', doesNotKnow, cleared] as const) {
      const facts = foldMonthly(owner, { outcome: 'metStaff', ownerStance: word })
      expect(facts['ownerStance']).toMatchObject({ value: 'support', on: '2026-01-10', saidBy: 'owner' })
      expect(facts['ownerStance']).not.toHaveProperty('askedAgain')
      expect(facts).toHaveProperty('ownerAgreedTo')
    }
    expect(
      foldMonthly(owner, { outcome: 'metRepresentative', ownerStance: 'hesitant' })['ownerStance']?.value,
    ).toBe('hesitant')
  })

  test('support settles the concerns, «chưa có ý kiến» leaves them', () => {
    const hesitant = { outcome: 'metOwner', ownerStance: 'hesitant', ownerConcerns: ['burden'] } as const
    const facts = foldMonthly(hesitant, {
      outcome: 'metOwner',
      ownerStance: 'support',
      ownerAgreedTo: ['union'],
    })
    expect(facts).not.toHaveProperty('ownerConcerns')
    expect(facts['ownerConcernsSettled']).toMatchObject({ value: ['burden'], on: '2026-02-10' })
    expect(foldMonthly(hesitant, { outcome: 'metOwner', ownerStance: 'neutral' })).toHaveProperty(
      'ownerConcerns',
    )
  })
})

describe('order in time', () => {
  const at = (seq: number, sketch: VisitSketch, headcountTotal: number) =>
    makeVisit({ outcome: 'metStaff', headcountTotal }, { seq, ...sketch })
  const headcount = (...visits: readonly VisitRecord[]) =>
    foldFacts(visits, { include: 'approved' })['headcountTotal']?.value

  test('visits that arrive in reverse order fold as they took place', () => {
    const morning = at(2, { at: '2026-11-21T10:00+07:00', receivedAt: '2026-11-21T12:00:00Z' }, 1250)
    const afternoon = at(1, { at: '2026-11-21T15:00+07:00', receivedAt: '2026-11-21T11:00:00Z' }, 1180)
    expect(headcount(morning, afternoon)).toBe(1180)
  })

  test('a phone set to 2036 does not win over what came after it', () => {
    const future = at(1, { at: '2036-01-01T09:00+07:00', receivedAt: '2026-11-20T05:00:00Z' }, 1)
    expect(headcount(future, at(2, { at: '2026-11-21T09:00+07:00' }, 2))).toBe(2)
    expect(foldFacts([future], { include: 'approved' })['headcountTotal']?.on).toBe('2026-11-20')
  })

  test('at the same moment the number of the first submission decides, corrections keep their place', () => {
    const first = at(1, {}, 1)
    const second = at(2, {}, 2)
    const revision = makeRevision({ outcome: 'metStaff', headcountTotal: 3 }, { seq: 9 })
    const corrected = {
      ...first,
      headRevisionId: 'revision-9',
      approvedRevisionId: 'revision-9',
      revisions: [...first.revisions, revision],
    }
    expect(headcount(second, first)).toBe(2)
    expect(headcount(corrected, second)).toBe(2)
  })

  test('a value told later by telephone holds from its own day on, though not beyond the day it came', () => {
    const told: Answer = { kind: 'value', value: 3, asOf: '2026-03-01' }
    const early = makeVisit(
      { outcome: 'metStaff', headcountTotal: told },
      { seq: 1, at: '2026-01-10T09:00+07:00', receivedAt: '2026-03-01T05:00:00Z' },
    )
    expect(headcount(early, at(2, { at: '2026-02-10T09:00+07:00' }, 2))).toBe(3)
    const ahead = makeVisit(
      { headcountTotal: { ...told, asOf: '2030-01-01' } },
      { seq: 1, at: '2026-01-10T09:00+07:00' },
    )
    expect(headcount(ahead, at(2, { at: '2026-02-10T09:00+07:00' }, 2))).toBe(2)
  })

  test('the order in which visits are listed makes no difference', () => {
    const visit = fc.record({
      hour: fc.integer({ min: 10, max: 12 }),
      outcome: fc.constantFrom('metOwner', 'metStaff', 'metCell', 'absent'),
      membersOfficial: fc.constantFrom<AnswerValue | Answer>(0, 2, 4, doesNotKnow, cleared),
      unionStatus: fc.constantFrom<AnswerValue | Answer>('active', 'none', doesNotKnow),
      ownerStance: fc.constantFrom<AnswerValue | Answer>('support', 'hesitant', notAsked),
    })
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (list, order) => {
        const visits = list.map(({ hour, ...values }, seq) =>
          makeVisit({ ...values, unionMembers: seq }, { seq, at: `2026-11-21T${hour}:00+07:00` }),
        )
        const shuffled = visits
          .map((record) => ({ record, key: order.next().value }))
          .toSorted((one, other) => one.key - other.key)
        expect(
          foldFacts(
            shuffled.map(({ record }) => record),
            { include: 'approved' },
          ),
        ).toEqual(foldFacts(visits, { include: 'approved' }))
      }),
    )
  })

  test('a clock that is ahead, or months behind, is noticed; a late evening’s sending is not', () => {
    const off = (times: VisitSketch) => isClockFarOff(makeRevision({}, times))
    expect(off({ at: '2026-11-21T09:00+07:00', receivedAt: '2026-11-23T20:00:00Z' })).toBe(false)
    expect(off({ at: '2026-11-21T09:00+07:00', receivedAt: '2026-11-21T01:49:00Z' })).toBe(true)
    expect(off({ at: '2020-01-01T09:00+07:00', receivedAt: '2026-11-21T02:00:00Z' })).toBe(true)
  })
})

describe('which visits count', () => {
  const own = makeVisit(
    { outcome: 'metStaff', headcountTotal: 9 },
    { by: 'binh', seq: 2, state: 'submitted' },
  )
  const include = { approvedAndOwnOf: 'binh' }

  test('for plans and reports approved ones, for a surveyor their own undecided ones too, marked', () => {
    expect(foldFacts([own], { include: 'approved' })).toEqual({})
    expect(foldFacts([own], { include })['headcountTotal']).toMatchObject({ value: 9, provisional: true })
    expect(foldFacts([own], { include: { approvedAndOwnOf: 'chi' } })).toEqual({})
    expect(foldFacts([{ ...own, state: 'returned' }], { include })['headcountTotal']?.provisional).toBe(true)
  })

  test('what was taken out counts nowhere', () => {
    expect(foldFacts([{ ...own, state: 'void' }], { include })).toEqual({})
  })

  test('an approved visit that was written again counts as approved, for its author as written last', () => {
    const approved = makeVisit({ outcome: 'metStaff', headcountTotal: 5 }, { by: 'binh', seq: 1 })
    const again = makeRevision({ outcome: 'metStaff', headcountTotal: 6 }, { seq: 7 })
    const visit: VisitRecord = {
      ...approved,
      state: 'submitted',
      headRevisionId: 'revision-7',
      revisions: [...approved.revisions, again],
    }
    expect(foldFacts([visit], { include: 'approved' })['headcountTotal']?.value).toBe(5)
    expect(foldFacts([visit], { include })['headcountTotal']).toMatchObject({ value: 6, provisional: true })
  })
})

describe('what comes next', () => {
  test('steps stay open until they are closed by word or by the visit itself', () => {
    const planned = {
      outcome: 'metStaff',
      nextActions: { revisit: {}, meetOwner: {}, regulation: { dueOn: '2026-06-01' } },
    } as const
    expect(foldMonthly(planned)['nextActions']?.value).toEqual(planned.nextActions)
    const staff = foldMonthly(planned, { outcome: 'metStaff', nextActions: { watch: {} } })
    expect(Object.keys(staff['nextActions']?.value ?? {})).toEqual(['meetOwner', 'regulation', 'watch'])
    const owner = foldMonthly(planned, { outcome: 'metOwner', actionsDone: ['regulation'] })
    expect(owner).not.toHaveProperty('nextActions')
  })

  test('an appointment is over with the visit of that day, and stays if someone came before', () => {
    const made = { outcome: 'appointmentOnly', appointmentAt: { on: '2026-02-10' } } as const
    expect(foldMonthly(made)).toHaveProperty('appointmentAt')
    expect(foldMonthly(made, { outcome: 'absent' })).not.toHaveProperty('appointmentAt')
    expect(
      foldMonthly({ ...made, appointmentAt: { on: '2026-02-11' } }, { outcome: 'absent' }),
    ).toHaveProperty('appointmentAt')
  })
})
