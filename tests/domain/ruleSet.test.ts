import { describe, expect, test } from 'vitest'
import { addMonths, workingDayFrom } from '#domain/calendar.ts'
import { overlayIds } from '#domain/overlays.ts'
import { defaultSurveyLimits } from '#domain/questionnaire/question.ts'
import {
  builtInRuleSet,
  readRuleSet,
  ruleSetOn,
  ruleSetSchema,
  surveyLimitsOf,
  threshold,
  thresholdNames,
} from '#domain/ruleSet.ts'
import { trackRowIds } from '#domain/track/table.ts'

const dated = (version: string, effectiveFrom: string, effectiveTo?: string) =>
  readRuleSet({ version, effectiveFrom, ...(effectiveTo !== undefined && { effectiveTo }) })!

describe('the built-in rule set', () => {
  test('is dated 2026-09 and could have been published as it is', () => {
    expect(builtInRuleSet.version).toBe('2026-09')
    expect(ruleSetSchema.safeParse(builtInRuleSet).success).toBe(true)
    expect(readRuleSet(builtInRuleSet)).toEqual(builtInRuleSet)
  })

  test('three official members make a cell, thirty a committee, five workers a union, twelve months are stable', () => {
    const values = ['minOfficialForCell', 'minForCommittee', 'minForUnion', 'minTenureMonths'] as const
    expect(values.map((name) => threshold(builtInRuleSet, name))).toEqual([3, 30, 5, 12])
  })

  test('every threshold, row and overlay says what it rests on, in documents with number, issuer and date', () => {
    const { references, thresholds, rowBasis } = builtInRuleSet
    expect(Object.keys(thresholds).sort()).toEqual([...thresholdNames].sort())
    for (const id of [...trackRowIds, ...overlayIds]) expect(rowBasis[id], id).toBeDefined()
    const named = [
      ...Object.values(thresholds).flatMap(({ basis }) => basis),
      ...Object.values(rowBasis).flat(),
    ]
    for (const { reference } of named) expect(references[reference], reference).toBeDefined()
  })

  test('agrees with what the form asks when it has no rule set', () => {
    expect(surveyLimitsOf(builtInRuleSet)).toEqual(defaultSurveyLimits)
  })
})

describe('published rule sets', () => {
  const spring = dated('2027-03', '2027-03-01', '2027-05-31')
  const summer = dated('2027-06', '2027-06-01')

  test.each([
    ['2026-10-01', '2026-09'],
    ['2027-02-28', '2026-09'],
    ['2027-03-01', '2027-03'],
    ['2027-05-31', '2027-03'],
    ['2027-06-01', '2027-06'],
    ['2030-01-01', '2027-06'],
  ])('on %s the one of %s holds', (day, version) => {
    expect(ruleSetOn([summer, spring], day).version).toBe(version)
  })

  test('after the last day of the only one the built-in one holds again', () => {
    expect(ruleSetOn([spring], '2027-06-01')).toBe(builtInRuleSet)
  })

  test('of two that begin on one day the one published later holds', () => {
    expect(ruleSetOn([summer, dated('2027-06b', '2027-06-01')], '2027-07-01').version).toBe('2027-06b')
  })

  test('what one does not say stays as built in', () => {
    const published = readRuleSet({
      version: '2027-01',
      effectiveFrom: '2027-01-01',
      thresholds: { coolDownDays: { value: 60, basis: [] } },
    })!
    expect(threshold(published, 'coolDownDays')).toBe(60)
    expect(threshold(published, 'minOfficialForCell')).toBe(3)
    expect(published.rowBasis).toEqual(builtInRuleSet.rowBasis)
  })

  test.each([
    ['nothing', undefined],
    ['no version', { effectiveFrom: '2027-01-01' }],
    ['no day', { version: '1', effectiveFrom: '1/1/2027' }],
    [
      'a fraction',
      { version: '1', effectiveFrom: '2027-01-01', thresholds: { coolDownDays: { value: 1.5, basis: [] } } },
    ],
  ])('%s can not be read', (_what, published) => {
    expect(readRuleSet(published)).toBeUndefined()
  })
})

describe('days', () => {
  test.each([
    ['2026-11-21', -12, '2025-11-21'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-23'],
    ['2026-11-22', '2026-11-23'],
  ])('work on %s is done on %s', (day, expected) => {
    expect(workingDayFrom(day)).toBe(expected)
  })
})
