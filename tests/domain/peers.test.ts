import { expect, test } from 'vitest'
import type { Answers, AnswerValue } from '#domain/answers.ts'
import { farAboveUsual, usualShares, type PeerFigures } from '#domain/peers.ts'

const firm = (official: PeerFigures['official'], changes: Partial<PeerFigures> = {}): PeerFigures => ({
  parkId: 'a',
  headcount: 1000,
  official,
  ...changes,
})

const asAnswers = (said: Readonly<Record<string, AnswerValue>>): Answers =>
  Object.fromEntries(Object.entries(said).map(([key, value]) => [key, { kind: 'value', value }]))
const found = (said: Readonly<Record<string, AnswerValue>>) => farAboveUsual(asAnswers(said), 0.01)

test('what is usual in a park is the median share of its firms with members', () => {
  expect(usualShares([5, 10, 20, 30, 900].map((official) => firm(official))).get('a')).toBe(0.02)
  expect(usualShares([5, 10, 20, 30, 40, 900].map((official) => firm(official))).get('a')).toBe(0.025)
})

test('fewer than five firms with members say nothing, nor do firms of other parks or without numbers', () => {
  const four = [5, 10, 20, 30].map((official) => firm(official))
  const others = [
    firm(40, { parkId: 'b' }),
    firm(40, { parkId: undefined }),
    firm('unknown'),
    firm(0),
    firm(4, { headcount: 0 }),
    firm(4, { headcount: 'unknown' }),
  ]
  expect(usualShares([...four, ...others]).size).toBe(0)
})

test('more than five times the usual share is found, up to that it is not', () => {
  expect(found({ headcountTotal: 1000, membersOfficial: 51 })).toEqual({ share: 0.051, usual: 0.01 })
  expect(found({ headcountTotal: 1000, membersOfficial: 50 })).toBeUndefined()
})

test('a small firm, two members, half of the figures or nothing to measure by is no finding', () => {
  expect(found({ headcountTotal: 19, membersOfficial: 10 })).toBeUndefined()
  expect(found({ headcountTotal: 20, membersOfficial: 2 })).toBeUndefined()
  expect(found({ membersOfficial: 50 })).toBeUndefined()
  expect(found({ headcountTotal: 100 })).toBeUndefined()
  expect(farAboveUsual(asAnswers({ headcountTotal: 1000, membersOfficial: 900 }), undefined)).toBeUndefined()
})
