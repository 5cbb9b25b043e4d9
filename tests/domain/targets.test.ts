import { describe, expect, test } from 'vitest'
import {
  currentPeriod,
  indicators,
  periodsOf,
  progressIn,
  type Indicator,
  type Outcome,
  type Period,
  type Target,
} from '#domain/targets.ts'

const year: Period = { from: '2026-01-01', to: '2026-12-31' }

function founded(id: string, decidedOn: string, more: Partial<Outcome> = {}): Outcome {
  return { id, indicator: 'cellsEstablished', firmIds: ['f1'], decidedOn, count: 1, ...more }
}

function target(value: number, period = year, indicator: Indicator = 'cellsEstablished'): Target {
  return { id: `${indicator} ${period.from}`, indicator, value, ...period }
}

function cells(asOf: string, outcomes: readonly Outcome[], targets: readonly Target[] = [], period = year) {
  return progressIn(period, asOf, { targets, outcomes }).find(
    ({ indicator }) => indicator === 'cellsEstablished',
  )!
}

describe('results in a period', () => {
  test('8 of 12 are 66,7 %, and 4 remain', () => {
    const outcomes = Array.from({ length: 8 }, (_, n) => founded(`o${n}`, `2026-0${n + 1}-15`))
    const { achieved, target: given, share, remaining } = cells('2026-12-31', outcomes, [target(12)])
    expect([achieved, given, remaining]).toEqual([8, 12, 4])
    expect(share).toBeCloseTo(2 / 3)
  })

  test('over the target is more than the whole, and nothing remains', () => {
    const outcomes = [founded('a', '2026-02-01'), founded('b', '2026-03-01'), founded('c', '2026-04-01')]
    expect(cells('2026-12-31', outcomes, [target(2)])).toMatchObject({ share: 1.5, remaining: 0 })
  })

  test('[A6] an organisation of three firms counts once', () => {
    const joint = founded('a', '2026-02-01', { firmIds: ['f1', 'f2', 'f3'] })
    expect(cells('2026-12-31', [joint]).achieved).toBe(1)
  })

  test('[003-27] the day of the decision counts, and the ceremony changes nothing', () => {
    const late = founded('a', '2025-12-30', { ceremonyOn: '2026-01-20' })
    expect(cells('2026-12-31', [late])).toMatchObject({ achieved: 0, inAll: 1 })
  })

  test('first and last day belong to it; what comes after the day of the figures does not yet', () => {
    const outcomes = ['2025-12-31', '2026-01-01', '2026-11-21', '2026-11-22', '2026-12-31', '2027-01-01'].map(
      (day) => founded(day, day),
    )
    expect(cells('2026-11-21', outcomes).outcomeIds).toEqual(['2026-01-01', '2026-11-21'])
    expect(cells('2027-06-01', outcomes)).toMatchObject({ achieved: 4, inAll: 5 })
  })

  test('the year before is told for the same days', () => {
    const outcomes = [founded('a', '2025-03-01'), founded('b', '2025-11-21'), founded('c', '2025-11-22')]
    expect(cells('2026-11-21', outcomes).yearBefore).toBe(2)
    const leap = [founded('a', '2027-02-28')]
    expect(cells('2028-02-29', leap, [], { from: '2028-01-01', to: '2028-12-31' }).yearBefore).toBe(1)
  })

  test('without a target there is no share and nothing remains to be told; of a target of 0 no share', () => {
    expect(cells('2026-11-21', [founded('a', '2026-03-01')])).toMatchObject({
      target: undefined,
      share: undefined,
      remaining: undefined,
      achieved: 1,
    })
    expect(cells('2026-11-21', [], [target(0)])).toMatchObject({ share: undefined, remaining: 0 })
  })

  test('[001-19] a target holds for its own days only', () => {
    const term = { from: '2026-01-01', to: '2030-12-31' }
    expect(cells('2026-11-21', [], [target(40, term)])).toMatchObject({ target: undefined })
    expect(cells('2026-11-21', [], [target(40, term)], term)).toMatchObject({ target: 40 })
  })

  test('every indicator has a row, and counts of people are added up', () => {
    const admitted = (id: string, count: number): Outcome => ({
      ...founded(id, '2026-05-01'),
      indicator: 'membersAdmitted',
      count,
    })
    const rows = progressIn(year, '2026-12-31', {
      targets: [],
      outcomes: [admitted('a', 3), admitted('b', 4)],
    })
    expect(rows.map(({ indicator }) => indicator)).toEqual(indicators)
    expect(rows.map(({ achieved }) => achieved)).toEqual([0, 7, 0, 0, 0, 0])
  })
})

test('periods to choose from are those of targets and this year, the latest first, each once', () => {
  const term = { from: '2026-01-01', to: '2030-12-31' }
  const targets = [
    target(1),
    target(2, year, 'membersAdmitted'),
    target(9, term),
    target(3, { from: '2025-01-01', to: '2025-12-31' }),
  ]
  expect(periodsOf(targets, '2026-11-21')).toEqual([term, year, { from: '2025-01-01', to: '2025-12-31' }])
  expect(periodsOf([], '2026-11-21')).toEqual([year])
})

test('of periods that hold a day the shortest is shown first, else the latest', () => {
  const term = { from: '2026-01-01', to: '2030-12-31' }
  const quarter = { from: '2026-10-01', to: '2026-12-31' }
  expect(currentPeriod([term, quarter, year], '2026-11-21')).toBe(quarter)
  expect(currentPeriod([term, quarter, year], '2026-02-01')).toBe(year)
  expect(currentPeriod([term, year], '2031-01-01')).toBe(term)
})
