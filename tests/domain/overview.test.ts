import { expect, test } from 'vitest'
import {
  approachBy,
  concernsBetween,
  coverageBy,
  mondayOf,
  monthEnds,
  sharesBy,
  stancesOn,
  visitsByWeek,
  type CountedFirm,
  type ReachedSteps,
} from '#domain/overview.ts'

let number = 0
function firm(reached: ReachedSteps = {}, more: Partial<CountedFirm> = {}): CountedFirm {
  number += 1
  return {
    id: `f${number}`,
    parkId: 'p1',
    row: 'D8',
    surveyed: false,
    hasOrganisation: false,
    access: 'easy',
    reached,
    ownership: undefined,
    opinions: [],
    ...more,
  }
}

const counts = (firms: readonly CountedFirm[], day: string) =>
  approachBy(firms, day).map(({ step, plannedIds, otherIds }) => [step, plannedIds.length, otherIds.length])

test('[S004] of 24 firms in the plan 7 were met; who was met without a plan stands apart', () => {
  const planned = (n: number) =>
    firm({ planned: '2026-01-12', contacted: '2026-02-01', ...(n < 7 && { met: '2026-03-01' }) })
  const firms = [
    ...Array.from({ length: 24 }, (_, n) => planned(n)),
    firm({ contacted: '2026-02-01', met: '2026-02-01', agreed: '2026-02-01' }),
    firm(),
  ]
  expect(counts(firms, '2026-11-21')).toEqual([
    ['planned', 24, 0],
    ['contacted', 24, 1],
    ['met', 7, 1],
    ['agreed', 0, 1],
    ['decided', 0, 0],
  ])
})

test('a step counts from its own day on, and a firm in the plan from the day it was put there', () => {
  const one = firm({ planned: '2026-06-01', met: '2026-05-01', decided: '2026-07-01' })
  expect(counts([one], '2026-05-01').map(([, planned, other]) => [planned, other])).toEqual([
    [0, 0],
    [0, 0],
    [0, 1],
    [0, 0],
    [0, 0],
  ])
  expect(counts([one], '2026-07-01').map(([, planned]) => planned)).toEqual([1, 0, 1, 0, 1])
})

test('shares leave out what nobody has, in the order of their keys', () => {
  const firms = [firm({}, { access: 'hard' }), firm({}, { access: 'easy' }), firm({}, { access: 'hard' })]
  const shares = sharesBy(firms, ['easy', 'medium', 'hard'], ({ access }) => access)
  expect(shares.map(({ key, firmIds }) => [key, firmIds.length])).toEqual([
    ['easy', 1],
    ['hard', 2],
  ])
})

test('a park’s coverage is of its firms in scope', () => {
  const firms = [
    firm({}, { surveyed: true, hasOrganisation: true }),
    firm(),
    firm({}, { row: 'D0', surveyed: true, hasOrganisation: true }),
    firm({}, { parkId: undefined }),
  ]
  expect(
    coverageBy(firms, ({ parkId }) => parkId).map(({ key, firmIds, surveyedIds, organisedIds }) => [
      key,
      firmIds.length,
      surveyedIds.length,
      organisedIds.length,
    ]),
  ).toEqual([
    ['p1', 2, 1, 1],
    [undefined, 1, 0, 0],
  ])
})

test('weeks begin on Monday, and one without a visit stands among the others', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
  expect(mondayOf('2026-11-16')).toBe('2026-11-16')
  const days = ['2026-11-16', '2026-11-22', '2026-11-02', '2026-10-25']
  expect(visitsByWeek(days, '2026-11-22', 4)).toEqual([
    { from: '2026-10-26', visits: 0 },
    { from: '2026-11-02', visits: 1 },
    { from: '2026-11-09', visits: 0 },
    { from: '2026-11-16', visits: 2 },
  ])
})

test('stances stand at the end of each month as they were said by then, and whoever said nothing in none', () => {
  const firms = [
    firm(
      {},
      {
        opinions: [
          { on: '2026-09-10', stance: 'hesitant', concerns: ['burden'] },
          { on: '2026-11-05', stance: 'support' },
        ],
      },
    ),
    firm({}, { opinions: [{ on: '2026-10-31', stance: 'support' }] }),
    firm(),
  ]
  const days = monthEnds('2026-11-21', 4)
  expect(days).toEqual(['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-21'])
  const of = (key: string) =>
    stancesOn(firms, days).map(({ shares }) => shares.find((share) => share.key === key)!.firmIds.length)
  expect(of('hesitant')).toEqual([0, 1, 1, 0])
  expect(of('support')).toEqual([0, 0, 1, 2])
})

test('a concern tells where it was felt before, where it still is, and where it was settled', () => {
  const firms = [
    firm(
      {},
      {
        opinions: [
          { on: '2026-05-10', stance: 'hesitant', concerns: ['burden'] },
          { on: '2026-11-05', stance: 'support' },
        ],
      },
    ),
    firm({}, { opinions: [{ on: '2026-10-31', stance: 'hesitant', concerns: ['burden', 'production'] }] }),
  ]
  const counts = concernsBetween(firms, '2026-08-21', '2026-11-21').map((row) => [
    row.concern,
    row.beforeIds.length,
    row.openIds.length,
    row.settledIds.length,
  ])
  expect(counts).toEqual([
    ['burden', 1, 1, 1],
    ['production', 0, 1, 0],
  ])
})
