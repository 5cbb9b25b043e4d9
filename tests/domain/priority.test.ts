import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  comparePriority,
  orderIf,
  priorityKey,
  placeAmong,
  priorityKeys,
  rankFirms,
  reasonOf,
  type PriorityKey,
  type PriorityKeyInput,
  type PriorityKeyName,
  type RankItem,
} from '#domain/priority.ts'
import { trackRowIds } from '#domain/track/table.ts'
import { makeState } from '../support/rules.ts'
import type { FirmState } from '#domain/firmState.ts'

type Changes = Partial<FirmState> & Partial<Omit<PriorityKeyInput, 'state'>>

/** A surveyed firm: easy, with a union, 100 workers, no member, reached in November. */
function keyOf(changes: Changes = {}): PriorityKey {
  const {
    firmId = 'firm',
    foldedName = 'mau',
    access = 'easy',
    followUpOn,
    asOf = '2026-11-21',
    ...state
  } = changes
  const lastContactOn = 'lastContactOn' in changes ? changes.lastContactOn : '2026-11-01'
  const all = makeState({ union: 'yes', ...state })
  return priorityKey({ firmId, foldedName, access, followUpOn, lastContactOn, asOf, state: all })
}

/** The first comes before the second, both ways round. */
function expectOrder(first: Changes, second: Changes) {
  const [one, other] = [keyOf({ firmId: 'b', ...first }), keyOf({ firmId: 'a', ...second })]
  expect(Math.sign(comparePriority(one, other))).toBe(-1)
  expect(Math.sign(comparePriority(other, one))).toBe(1)
}

const unknown = 'unknown'

describe('keys, the earlier outweighing all later ones', () => {
  test('0: surveyed before not surveyed, however easy and large', () => {
    expectOrder(
      { surveyed: true, access: 'hard', union: 'no', headcount: 3 },
      { surveyed: false, headcount: 9000 },
    )
  })

  test('1: easy before medium before hard, before not known', () => {
    expectOrder({ access: 'easy', union: 'no', headcount: 3 }, { access: 'medium', headcount: 9000 })
    expectOrder({ access: 'medium', union: 'no' }, { access: 'hard' })
    expectOrder({ access: 'hard', union: 'no', headcount: 0 }, { access: unknown, headcount: 9000 })
  })

  test('2: a union before none, before not known', () => {
    expectOrder({ union: 'yes', headcount: 3 }, { union: 'no', headcount: 9000 })
    expectOrder({ union: 'no', headcount: 0 }, { union: unknown, headcount: 9000 })
  })

  test('3: many workers before few, none at all before not known', () => {
    expectOrder({ headcount: 1250 }, { headcount: 1249 })
    expectOrder({ headcount: 0 }, { headcount: unknown })
    expectOrder({ headcount: 0, official: 0 }, { headcount: unknown, official: 9 })
  })
})

describe('ties, one after the other', () => {
  test('more official members, then more probationary ones; not known comes last', () => {
    expectOrder({ official: 2 }, { official: 1, probationary: 9 })
    expectOrder({ official: 0 }, { official: unknown, ownOfficial: unknown })
    expectOrder({ probationary: 1 }, { probationary: 0 })
    expectOrder({ probationary: 0 }, { probationary: unknown })
  })

  test('the step that is overdue for longest; what is due today or later is not overdue', () => {
    expectOrder({ followUpOn: '2026-11-01' }, { followUpOn: '2026-11-20' })
    expectOrder({ followUpOn: '2026-11-20' }, {})
    const notOverdue = keyOf().packedDays
    expect(keyOf({ followUpOn: '2026-11-21' }).packedDays).toBe(notOverdue)
    expect(keyOf({ followUpOn: '2026-11-21', asOf: '2026-11-22' }).packedDays).toBeLessThan(notOverdue)
  })

  test('the contact longest ago; never is longest', () => {
    expectOrder({ lastContactOn: '2026-01-01' }, { lastContactOn: '2026-02-01' })
    expectOrder({ lastContactOn: undefined }, { lastContactOn: '2020-01-01' })
  })

  test('the name by code points, then the id', () => {
    expectOrder({ foldedName: 'mau det' }, { foldedName: 'mau nhua' })
    expectOrder({ foldedName: 'mau' }, { foldedName: 'mau det' })
    // as UTF-16 the second would come first
    expectOrder({ foldedName: '\uff5a' }, { foldedName: '\u{20000}' })
    expectOrder({ firmId: 'a' }, { firmId: 'b' })
  })
})

const known = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(value, fc.constant(unknown))
const small = known(fc.integer({ min: 0, max: 2 }))
const day = fc.option(fc.constantFrom('2026-01-01', '2026-06-01', '2026-12-01'), { nil: undefined })
/** Few values each, so that ties are common. */
const anyKey = fc
  .record({
    firmId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    foldedName: fc.constantFrom('mau', 'mau det', '\uff5a', '\u{20000}'),
    surveyed: fc.boolean(),
    access: fc.constantFrom('easy', 'medium', 'hard', unknown),
    union: fc.constantFrom('yes', 'no', unknown),
    headcount: known(fc.constantFrom(0, 1, 200_000)),
    official: small,
    probationary: small,
    followUpOn: day,
    lastContactOn: day,
  })
  .map((changes) => keyOf({ ...changes, ownOfficial: changes.official } as Changes))

describe('the order is strict and total', () => {
  test('of two firms one comes first, and the same one whichever is asked first', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (one, other) => {
        const there = Math.sign(comparePriority(one, other))
        expect(there + Math.sign(comparePriority(other, one))).toBe(0)
        if (one.firmId !== other.firmId) expect(there).not.toBe(0)
        expect(comparePriority(one, one)).toBe(0)
      }),
    )
  })

  test('it is transitive', () => {
    fc.assert(
      fc.property(anyKey, anyKey, anyKey, (one, two, three) => {
        if (comparePriority(one, two) <= 0 && comparePriority(two, three) <= 0) {
          expect(comparePriority(one, three)).toBeLessThanOrEqual(0)
        }
      }),
    )
  })

  test('the packed number says the same as its keys one by one', () => {
    const rank = (order: readonly unknown[], value: unknown) => order.indexOf(value)
    const keys = (key: PriorityKey) => [
      key.surveyed ? 0 : 1,
      rank(['easy', 'medium', 'hard', unknown], key.access),
      rank(['yes', 'no', unknown], key.union),
      key.headcount === unknown ? Infinity : -key.headcount,
    ]
    fc.assert(
      fc.property(anyKey, anyKey, (one, other) => {
        const [ones, others] = [keys(one), keys(other)]
        const index = ones.findIndex((value, at) => value !== others[at])
        const expected = index === -1 ? 0 : ones[index]! < others[index]! ? -1 : 1
        expect(Math.sign(one.packed - other.packed)).toBe(expected)
      }),
    )
  })

  test('two devices that hold the firms in another order rank them alike', () => {
    const firms = fc.uniqueArray(anyKey, { selector: ({ firmId }) => firmId, minLength: 2 })
    const item = (key: PriorityKey): RankItem => ({ key, row: 'D8', org: 'none', pinned: key.official === 2 })
    const shuffled = firms.chain((keys) =>
      fc.tuple(
        fc.constant(keys),
        fc.shuffledSubarray(keys, { minLength: keys.length, maxLength: keys.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([here, there]) => {
        expect(rankFirms(there.map(item))).toEqual(rankFirms(here.map(item)))
      }),
    )
  })
})

describe('lists', () => {
  const item = (firmId: string, changes: Partial<RankItem> & Changes = {}): RankItem => {
    const { row = 'D8', org = 'none', pinned = false, ...key } = changes
    return { key: keyOf({ firmId, ...key }), row, org: org as RankItem['org'], pinned }
  }
  const idsOf = (items: readonly RankItem[]) => items.map(({ key }) => key.firmId)

  test('[D0] a firm out of scope stands in none, not even when it is pinned', () => {
    expect(rankFirms([item('a', { row: 'D0', pinned: true })])).toEqual({
      order: [],
      organised: [],
      urgent: [],
      surveyQueue: [],
    })
  })

  test('firms with an organisation have a list of their own; [D3] stands in the urgent lane besides', () => {
    const ranking = rankFirms([
      item('a', { row: 'D2', org: 'own' }),
      item('b', { row: 'D3', org: 'joint' }),
      item('c', { row: 'D1', org: 'joint' }),
      item('d'),
    ])
    expect(idsOf(ranking.order)).toEqual(['d'])
    expect(idsOf(ranking.organised)).toEqual(['a', 'b', 'c'])
    expect(idsOf(ranking.urgent)).toEqual(['b'])
  })

  test('[D1] the survey queue goes by workers, not known last, whatever the access', () => {
    const { surveyQueue } = rankFirms([
      item('a', { row: 'D1', headcount: unknown }),
      item('b', { row: 'D1', headcount: 40 }),
      item('c', { row: 'D1', headcount: 900, access: 'hard', surveyed: false }),
      item('d', { headcount: 9000 }),
    ])
    expect(idsOf(surveyQueue)).toEqual(['c', 'b', 'a'])
  })

  test('a firm never surveyed waits in the survey queue whatever way was decided for it', () => {
    const { surveyQueue } = rankFirms([item('a', { row: 'D8', surveyed: false }), item('b')])
    expect(idsOf(surveyQueue)).toEqual(['a'])
  })

  test('the order by other keys puts the first before the next, forgets what is left out, and lets pinned ones lead', () => {
    const items = [
      item('near', { access: 'easy', union: 'no', headcount: 10 }),
      item('union', { access: 'hard', union: 'yes', headcount: 40 }),
      item('large', { access: 'medium', union: 'no', headcount: 900 }),
      item('new', { surveyed: false, union: 'yes', headcount: 5000 }),
    ]
    const by = (...keys: PriorityKeyName[]) => idsOf(orderIf(items, keys))
    expect(by(...priorityKeys)).toEqual(idsOf(rankFirms(items).order))
    expect(by('headcount', 'access', 'union')).toEqual(['large', 'union', 'near', 'new'])
    expect(by('union', 'headcount')).toEqual(['union', 'large', 'near', 'new'])
    expect(idsOf(orderIf([...items, item('top', { access: 'hard', pinned: true })], ['access']))[0]).toBe(
      'top',
    )
  })

  test('a pinned firm leads, pinned ones among themselves in order', () => {
    const { order } = rankFirms([
      item('a'),
      item('b', { access: 'hard', pinned: true }),
      item('c', { access: 'medium', pinned: true }),
    ])
    expect(idsOf(order)).toEqual(['c', 'b', 'a'])
  })

  test('the place among others is the one that the lists give, without putting them in order', () => {
    const anyItem = fc.record({
      key: anyKey,
      row: fc.constantFrom(...trackRowIds),
      org: fc.constantFrom<RankItem['org']>('own', 'joint', 'none', 'unknown'),
      pinned: fc.boolean(),
    })
    const items = fc.uniqueArray(anyItem, { selector: ({ key }) => key.firmId, minLength: 1 })
    fc.assert(
      fc.property(items, (all) => {
        const [mine, ...others] = all
        const { order, organised } = rankFirms(all)
        const [list, name] = organised.includes(mine!) ? [organised, 'organised'] : [order, 'order']
        const n = list.indexOf(mine!) + 1
        expect(placeAmong(others, mine!)).toEqual(
          n === 0 ? { list: 'none', n: 0, of: 0 } : { list: name, n, of: list.length },
        )
      }),
    )
  })

  test('every firm in scope stands either in the order or among the organised, once', () => {
    const items = trackRowIds.map((row, index) =>
      item(String(index), { row, org: index % 2 ? 'own' : 'none' }),
    )
    const { order, organised } = rankFirms(items)
    expect([...idsOf(order), ...idsOf(organised)].sort()).toEqual(idsOf(items.slice(1)).sort())
  })
})

describe('why a firm stands there', () => {
  test('«dễ tiếp cận · có công đoàn · 1.250 lao động»', () => {
    expect(reasonOf(keyOf({ headcount: 1250 }))).toEqual([
      { key: 'reason_access_easy', parameters: {} },
      { key: 'reason_union_yes', parameters: {} },
      { key: 'reason_headcount', parameters: { count: 1250 } },
    ])
  })

  test('what is not known is said to be not known', () => {
    const key = keyOf({ surveyed: false, access: unknown, union: unknown, headcount: unknown })
    expect(reasonOf(key).map((reason) => reason.key)).toEqual([
      'reason_notSurveyed',
      'reason_access_unknown',
      'reason_union_unknown',
      'reason_headcount_unknown',
    ])
  })
})
