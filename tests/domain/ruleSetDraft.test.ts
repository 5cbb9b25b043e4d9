import { describe, expect, test } from 'vitest'
import { builtInRuleSet, readRuleSet, ruleSetOn, thresholdNames } from '#domain/ruleSet.ts'
import {
  bodyOf,
  draftOf,
  nextRuleSetVersion,
  ruleSetFrom,
  thresholdRanges,
  wrongInDraft,
  type RuleSetDraft,
} from '#domain/ruleSetDraft.ts'

const today = '2026-11-21'
const ground = { base: builtInRuleSet, published: [], today }

function draft(values: Partial<RuleSetDraft['values']>, more: Partial<RuleSetDraft> = {}): RuleSetDraft {
  const from = draftOf(builtInRuleSet, '2027-01-01')
  return { ...from, ...more, values: { ...from.values, ...values } }
}

const wrong = (one: RuleSetDraft, on: Partial<typeof ground> = {}) =>
  wrongInDraft(one, { ...ground, ...on }).map(({ at }) => at)

test('every number that comes with the app is within its range', () => {
  for (const name of thresholdNames) {
    const [least, most] = thresholdRanges[name]
    const { value } = builtInRuleSet.thresholds[name]
    expect(least <= value && value <= most, name).toBe(true)
  }
})

describe('a draft', () => {
  test('that changes a number within its range from a day to come is good', () => {
    expect(wrong(draft({ minOfficialForCell: 4 }))).toEqual([])
  })

  test.each<[string, RuleSetDraft, string[]]>([
    ['changes nothing', draft({}), ['nothing']],
    ['has a number out of its range', draft({ coolDownDays: 9000 }), ['coolDownDays']],
    ['lacks a number', draft({ minForUnion: undefined }), ['minForUnion']],
    ['has half a person', draft({ minForUnion: 5.5 }), ['minForUnion']],
    [
      'has a committee smaller than a cell',
      draft({ minOfficialForCell: 20, minForCommittee: 20 }),
      ['minForCommittee.small'],
    ],
    ['begins in the past', draft({ minForUnion: 6 }, { effectiveFrom: '2026-11-20' }), ['effectiveFrom']],
    ['begins on no day', draft({ minForUnion: 6 }, { effectiveFrom: '2027-02-30' }), ['effectiveFrom']],
    [
      'names a document by halves',
      draft({ minForUnion: 6 }, { document: { number: ' ', issuer: 'Tỉnh ủy', date: '', kind: 'party' } }),
      ['document.number', 'document.date'],
    ],
  ])('that %s is wrong there', (_what, one, at) => {
    expect(wrong(one)).toEqual(at)
  })

  test('takes no day that another has, unless it takes the place of that one', () => {
    const other = { ...builtInRuleSet, id: 'r1', effectiveFrom: '2027-01-01' }
    const one = draft({ minForUnion: 6 })
    expect(wrong(one, { published: [other] as never })).toEqual(['effectiveFrom.taken'])
    expect(wrongInDraft(one, { ...ground, published: [other], replacedId: 'r1' })).toEqual([])
  })
})

test('what is published holds from its day with its document, and keeps what an earlier version changed', () => {
  const first = readRuleSet(bodyOf(ruleSetFrom(draft({ minForUnion: 7 }), builtInRuleSet, '1')))!
  const document = { number: '12-QĐ/TU', issuer: 'Tỉnh ủy', date: '2027-02-01', kind: 'party' } as const
  const later = { ...draftOf(first, '2027-03-01'), document }
  const second = readRuleSet(
    bodyOf(ruleSetFrom({ ...later, values: { ...later.values, minOfficialForCell: 4 } }, first, '2')),
  )!
  const all = [first, second]
  expect(ruleSetOn(all, '2026-12-31')).toBe(builtInRuleSet)
  expect(ruleSetOn(all, '2027-02-28').thresholds.minOfficialForCell.value).toBe(3)
  const { thresholds, references } = ruleSetOn(all, '2027-03-01')
  expect([thresholds.minForUnion, thresholds.minOfficialForCell.value]).toEqual([{ value: 7, basis: [] }, 4])
  const [basis] = thresholds.minOfficialForCell.basis
  expect(references[basis!.reference]).toMatchObject(document)
  expect(thresholds.minForCommittee).toEqual(builtInRuleSet.thresholds.minForCommittee)
})

test('the next version is called by its day, with a number where that day has one', () => {
  const taken = { ...builtInRuleSet, version: '2027-01-01' }
  expect(nextRuleSetVersion([], '2027-01-01')).toBe('2027-01-01')
  expect(nextRuleSetVersion([taken], '2027-01-01')).toBe('2027-01-01.2')
})
