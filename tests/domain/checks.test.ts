import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, AnswerValue } from '#domain/answers.ts'
import { barringFindings, checkAnswers, checks, keptExplanations } from '#domain/checks.ts'
import type { Facts } from '#domain/facts.ts'
import { fieldKeys, fields, type FieldKey } from '#domain/fields.ts'
import { placeKeys } from '#domain/fields/hanging.ts'
import { normaliseAnswers, normaliseText } from '#domain/normaliseAnswers.ts'
import { defaultSurveyLimits } from '#domain/questionnaire/question.ts'
import { doesNotKnow, makeAnswers, makeFacts } from '../support/survey.ts'

type Values = Partial<Record<FieldKey, AnswerValue | Answer>>

function check(
  values: Values,
  { before = {}, occurredAt = '2026-11-21T09:40+07:00' }: { before?: Facts; occurredAt?: string } = {},
) {
  const nowMs = Date.parse('2026-11-21T10:00+07:00')
  return checkAnswers({
    answers: makeAnswers(values),
    before,
    occurredAt,
    nowMs,
    limits: defaultSurveyLimits,
  })
}
const keysOf = (values: Values, given?: Parameters<typeof check>[1]) =>
  check(values, given).map((finding) => finding.check)
const severity = (key: string) => checks.find((rule) => rule.key === key)?.severity

describe('hard errors', () => {
  test('more Party members than Vietnamese workers, or than workers where those are not known', () => {
    expect(check({ headcountTotal: 4, membersOfficial: 4, membersProbationary: 1 })).toEqual([
      {
        check: 'membersOverWorkers',
        severity: 'error',
        at: 'membersOfficial',
        parameters: { members: 5, workers: 4 },
      },
    ])
    expect(keysOf({ headcountTotal: 9, headcountVn: 4, membersOfficial: 5 })).toEqual(['membersOverWorkers'])
    expect(keysOf({ headcountTotal: 4, membersOfficial: 3, membersProbationary: 1 })).toEqual([])
    expect(keysOf({ headcountTotal: doesNotKnow, membersOfficial: 5 })).toEqual([])
  })

  test('numbers known from an earlier visit alone are no error: the workforce may have grown', () => {
    expect(keysOf({ membersOfficial: 5 }, { before: makeFacts({ headcountTotal: 4 }) })).toEqual([])
  })

  test.each([
    ['moreVietnameseThanWorkers', 'headcountVn', 'headcountTotal'],
    ['moreYoungThanWorkers', 'headcountYouth', 'headcountTotal'],
    ['moreUnionMembersThanWorkers', 'unionMembers', 'headcountTotal'],
    ['moreYouthMembersThanWorkers', 'youthMembers', 'headcountTotal'],
    ['moreStableThanOfficial', 'membersStable', 'membersOfficial'],
    ['moreTrainedThanCandidates', 'candidatesTrained', 'candidates'],
    ['moreOfficialThanJointCell', 'membersOfficial', 'orgOfficialTotal'],
  ] as const)('%s: %s may equal %s and not exceed it', (key, part, whole) => {
    expect(keysOf({ [part]: 6, [whole]: 5 })).toContain(key)
    expect(keysOf({ [part]: 5, [whole]: 5 })).not.toContain(key)
    expect(keysOf({ [part]: 6 })).not.toContain(key)
  })

  test('places must add up to the members, once both numbers are known', () => {
    const counts = { membersOfficial: 4, membersProbationary: 1 }
    expect(check({ ...counts, membersResidence: 4 })).toMatchObject([
      { check: 'placesIncomplete', parameters: { placed: 4, members: 5 } },
    ])
    expect(keysOf({ ...counts, membersResidence: 4, membersPool: 1 })).toEqual([])
    expect(keysOf({ ...counts, membersProbationary: doesNotKnow, membersResidence: 4 })).toEqual([])
  })

  test('a cell or committee of its own has members; unknown numbers are no error', () => {
    const none = { membersOfficial: 0, membersProbationary: 0 }
    expect(keysOf({ partyOrgStatus: 'cell', ...none })).toEqual(['cellWithoutMembers', 'cellTooSmall'])
    expect(keysOf({ partyOrgStatus: 'committee', ...none })).toContain('cellWithoutMembers')
    expect(keysOf({ partyOrgStatus: 'jointCell', ...none })).toEqual([])
    expect(keysOf({ partyOrgStatus: 'cell', membersOfficial: doesNotKnow, membersProbationary: 0 })).toEqual(
      [],
    )
  })

  test('«Có» đảng viên with two zeros, and members in a cell that is not there', () => {
    expect(keysOf({ hasMembers: true, membersOfficial: 0, membersProbationary: 0 })).toEqual([
      'hasMembersButNone',
    ])
    expect(keysOf({ partyOrgStatus: 'none', membersOwnCell: 2 })).toEqual(['placedInMissingCell'])
  })

  test.each([-1, 2.5, Number.NaN, 2 ** 60, '12' as unknown as number])(
    '%s is no number of people',
    (count) => {
      expect(keysOf({ headcountTotal: count })).toContain('notAWholeNumber')
    },
  )

  test('nobody employs more than 200,000 or counts more than 5,000 members', () => {
    expect(keysOf({ headcountTotal: 200_000, membersOfficial: 5_000 })).toEqual([])
    expect(keysOf({ headcountTotal: 200_001 })).toEqual(['tooLargeNumber'])
    expect(keysOf({ membersOfficial: 5_001 })).toEqual(['tooLargeNumber'])
  })

  test('texts have a length, counted in characters and not in bytes or marks', () => {
    expect(keysOf({ notes: 'ữ'.repeat(500) })).toEqual([])
    expect(check({ request: 'ữ'.repeat(201) })).toMatchObject([
      { check: 'tooLongText', parameters: { length: 201, max: 200 } },
    ])
    expect(keysOf({ contact: { name: 'x'.repeat(101) } })).toEqual(['tooLongText'])
    expect(keysOf({ formerNames: ['ngắn', 'x'.repeat(251)] })).toEqual(['tooLongText'])
    expect(keysOf({ name: '' })).toEqual(['nameMissing'])
  })

  test.each(['2026-02-30', '30/02/2026', '2026-13-01', ''])('«%s» is no day', (day) => {
    expect(keysOf({ recheckOn: day })).toEqual(['badDate'])
    expect(keysOf({ appointmentAt: { on: day } })).toEqual(['badDate'])
  })

  test('what comes next lies not before the visit, what was decided not after it', () => {
    expect(keysOf({ nextActions: { revisit: { dueOn: '2026-11-20' } } })).toEqual(['dayBeforeVisit'])
    expect(keysOf({ appointmentAt: { on: '2026-11-21' }, recheckOn: '2026-11-21' })).toEqual([])
    expect(keysOf({ establishedOn: '2026-11-22' })).toEqual(['establishedInFuture'])
    const late = { kind: 'value', value: 5, asOf: '2026-11-22' } as const
    expect(keysOf({ headcountTotal: late })).toEqual(['badAsOf'])
  })

  test.each(['yesterday', '2026-02-30T09:00', '2026-11-21', '2026-11-21T29:00+07:00'])(
    '%s is no time of a visit',
    (occurredAt) => {
      expect(keysOf({}, { occurredAt })).toEqual(['badTime'])
    },
  )

  test("a person's number or a text is no tax code, a branch has three digits", () => {
    expect(keysOf({ taxCode: '001099012345' })).toEqual(['taxCodeIsPersonal'])
    expect(keysOf({ taxCode: 'chưa có' })).toEqual(['taxCodeIsNone'])
    expect(keysOf({ branchSuffix: '000' })).toEqual(['branchSuffixWrong'])
    expect(keysOf({ taxCode: '9900001027', branchSuffix: '001' })).toEqual([])
  })
})

describe('soft checks', () => {
  const before = makeFacts({ headcountTotal: 772 })

  test('a workforce that changed by half and by twenty people is asked back', () => {
    expect(check({ headcountTotal: 1250 }, { before })).toEqual([
      {
        check: 'headcountUp',
        severity: 'confirm',
        at: 'headcountTotal',
        parameters: { before: 772, now: 1250, percent: 62 },
      },
    ])
    expect(keysOf({ headcountTotal: 386 }, { before })).toEqual(['headcountDown'])
    expect(keysOf({ headcountTotal: 387 }, { before })).toEqual([])
    expect(keysOf({ headcountTotal: 29 }, { before: makeFacts({ headcountTotal: 10 }) })).toEqual([])
    expect(keysOf({ headcountTotal: 30 }, { before: makeFacts({ headcountTotal: 10 }) })).toEqual([
      'headcountUp',
    ])
    expect(keysOf({ headcountTotal: 30 }, { before: makeFacts({ headcountTotal: 0 }) })).toEqual([
      'headcountFromNone',
    ])
  })

  test('a member count changed by the personnel office after the committee is asked back', () => {
    const said = (saidBy: string) => ({ before: makeFacts({ membersOfficial: 4 }, { saidBy }) })
    expect(keysOf({ outcome: 'metStaff', membersOfficial: 5 }, said('committee'))).toEqual([
      'membersChangedByLesser',
    ])
    expect(keysOf({ outcome: 'metStaff', membersOfficial: 4 }, said('cell'))).toEqual([])
    expect(keysOf({ outcome: 'metCell', membersOfficial: 5 }, said('cell'))).toEqual([])
    expect(keysOf({ outcome: 'metStaff', membersOfficial: 5 }, said('staff'))).toEqual([])
  })

  test('two official and one probationary member are not three', () => {
    expect(check({ partyOrgStatus: 'cell', membersOfficial: 2, membersProbationary: 1 })).toEqual([
      {
        check: 'cellTooSmall',
        severity: 'warning',
        at: 'membersOfficial',
        parameters: { members: 2, needed: 3 },
      },
    ])
    expect(keysOf({ partyOrgStatus: 'cell', membersOfficial: 3 })).toEqual([])
  })

  test('a joint cell is measured as a whole', () => {
    expect(keysOf({ partyOrgStatus: 'jointCell', membersOfficial: 1 })).toEqual([])
    expect(keysOf({ partyOrgStatus: 'jointCell', membersOfficial: 1, orgOfficialTotal: 2 })).toEqual([
      'cellTooSmall',
    ])
  })

  test('a visit in the future is asked back, ten minutes are let pass', () => {
    expect(keysOf({}, { occurredAt: '2026-11-21T10:10+07:00' })).toEqual([])
    expect(keysOf({}, { occurredAt: '2026-11-21T10:11+07:00' })).toEqual(['timeInFuture'])
    expect(severity('timeInFuture')).toBe('confirm')
  })

  test('a tax code with a digit that does not fit may be kept', () => {
    expect(check({ taxCode: '9900001072' })).toMatchObject([{ check: 'taxCode', severity: 'warning' }])
  })

  test('notes that seem to hold a telephone are warned of, figures are not', () => {
    expect(check({ notes: 'Gọi 0912 345 678' })).toMatchObject([
      { check: 'noteNames', severity: 'warning', at: 'notes' },
    ])
    expect(keysOf({ notes: 'Hơn 1.250 lao động, 2 ca' })).toEqual([])
  })

  test.each(['0912 345 678', '+84912345678', '024 3826 1234', '1900 1234'])(
    '%s is a telephone number',
    (phone) => {
      expect(keysOf({ contact: { phone } })).toEqual([])
    },
  )

  test('a telephone number with too few digits is warned of', () => {
    expect(keysOf({ contact: { phone: '0912 345' } })).toEqual(['phoneOdd'])
  })
})

describe('what bars «Hoàn tất»', () => {
  const findings = check(
    {
      headcountTotal: 1250,
      partyOrgStatus: 'cell',
      membersOfficial: 2,
      membersProbationary: 0,
      membersStable: 3,
    },
    { before: makeFacts({ headcountTotal: 772 }) },
  )

  test('errors come first and always bar; a confirmation lifts an odd value; warnings never bar', () => {
    expect(findings.map((finding) => finding.severity)).toEqual(['error', 'confirm', 'warning'])
    expect(barringFindings(findings, {}).map((finding) => finding.check)).toEqual([
      'moreStableThanOfficial',
      'headcountUp',
    ])
    expect(barringFindings(findings, { headcountUp: '' }).map((finding) => finding.check)).toEqual([
      'moreStableThanOfficial',
    ])
  })

  test('an explanation falls when its number is changed again', () => {
    const explanations = { headcountUp: 'thêm xưởng', timeInFuture: '' }
    expect(keptExplanations(explanations, 'headcountTotal')).toEqual({ timeInFuture: '' })
    expect(keptExplanations(explanations, 'notes')).toEqual(explanations)
  })
})

describe('normalised answers', () => {
  test('NFD, NBSP and invisible characters make no other text', () => {
    expect(normaliseText('\u00a0Tổ\u200b công tác '.normalize('NFD'))).toBe('Tổ công tác'.normalize('NFC'))
    const answers = normaliseAnswers(
      makeAnswers({ contact: { name: 'Phượng'.normalize('NFD') }, formerNames: ['Mẫu '] }),
    )
    expect(answers).toEqual(
      makeAnswers({ contact: { name: 'Phượng'.normalize('NFC') }, formerNames: ['Mẫu'] }),
    )
  })

  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => normaliseText(normaliseText(text)) === normaliseText(text),
      ),
    )
  })
})

test('no answer of any shape makes a check throw', () => {
  const value = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), fc.jsonValue()),
  )
  const answers = fc.dictionary(
    fc.constantFrom(...fieldKeys),
    value.map((inner) => ({ kind: 'value' as const, value: inner as AnswerValue })),
  )
  fc.assert(
    fc.property(answers, fc.string(), (values, occurredAt) =>
      Array.isArray(check(values as Values, { before: makeFacts({ headcountTotal: 'x' }), occurredAt })),
    ),
  )
})

test('counts that fit their limits and each other raise no error', () => {
  const firm = fc.record({
    workers: fc.nat(200_000),
    official: fc.nat(40),
    probationary: fc.nat(20),
    place: fc.constantFrom(...placeKeys),
  })
  fc.assert(
    fc.property(firm, ({ workers, official, probationary, place }) => {
      fc.pre(official + probationary > 0 && official + probationary <= workers)
      const found = check({
        headcountTotal: workers,
        unionMembers: workers,
        membersOfficial: official,
        membersProbationary: probationary,
        membersStable: official,
        [place]: official + probationary,
      })
      expect(found.filter((finding) => finding.severity === 'error')).toEqual([])
    }),
  )
})

test('every rule names only fields of the dictionary', () => {
  for (const rule of checks)
    for (const key of rule.fields) expect(key === 'occurredAt' || key in fields).toBe(true)
})
