import { beforeAll, describe, expect, test } from 'vitest'
import type { FirmState, YesNo } from '#domain/firmState.ts'
import { builtInRuleSet, readRuleSet } from '#domain/ruleSet.ts'
import { decideTrack, matchingRows, standingTrack } from '#domain/track.ts'
import { facetsOf } from '#domain/track/facets.ts'
import { trackRowIds, type TrackRowId } from '#domain/track/table.ts'
import { makeState } from '../support/rules.ts'

const decide = (changes: Partial<FirmState>) => decideTrack(makeState(changes), builtInRuleSet)
const rowOf = (changes: Partial<FirmState>) => decide(changes).row
const why = (changes: Partial<FirmState>) => decide(changes).reason.map(({ key }) => key)
const notes = (changes: Partial<FirmState>) => decide(changes).notes.map(({ key }) => key)

const yesNo: readonly YesNo[] = ['yes', 'no', 'unknown']
const unknown = 'unknown'

interface Members {
  readonly official: FirmState['official']
  readonly stableOfficial: FirmState['stableOfficial']
  readonly tenureKnown: boolean
  readonly shortTenureOfficial: FirmState['shortTenureOfficial']
}

/** Official members not known, none, or one to four, each with every tenure or none known. */
function memberStates(): readonly Members[] {
  const notKnown: Members = {
    official: unknown,
    stableOfficial: unknown,
    tenureKnown: false,
    shortTenureOfficial: unknown,
  }
  const known = [0, 1, 2, 3, 4].flatMap((official) => [
    ...(official === 0 ? [] : [{ ...notKnown, official }]),
    ...Array.from({ length: official + 1 }, (_, stableOfficial) => ({
      official,
      stableOfficial,
      tenureKnown: true,
      shortTenureOfficial: official - stableOfficial,
    })),
  ])
  return [notKnown, ...known]
}

/** Everything the table may look at, one list of values for each. */
const dimensions: readonly (readonly Partial<FirmState>[])[] = [
  (['no', 'closed', 'moved', 'duplicate'] as const).map((outOfScope) => ({ outOfScope })),
  [true, false].map((surveyed) => ({ surveyed })),
  (['own', 'joint', 'none', unknown] as const).map((org) => ({ org })),
  memberStates(),
  ([unknown, 0, 1] as const).map((probationary) => ({ probationary })),
  yesNo.map((union) => ({ union })),
  yesNo.map((youth) => ({ youth })),
  ([unknown, 0, 4, 5, 1250] as const).map((headcount) => ({ headcount })),
  yesNo.map((businessStable) => ({ businessStable })),
  ([true, false, unknown] as const).map((allInPool) => ({ allInPool })),
]

function* combine(base: FirmState, [first, ...others]: typeof dimensions): Generator<FirmState> {
  if (first === undefined) return yield base
  for (const values of first) yield* combine({ ...base, ...values }, others)
}

describe('the decision table over all states', () => {
  const reached = new Set<TrackRowId>()
  let states = 0
  let wrong: FirmState | undefined

  beforeAll(() => {
    // the rows see nothing but facets, so states that share them are looked up once
    const rowsByFacets = new Map<string, readonly TrackRowId[]>()
    for (const state of combine(makeState(), dimensions)) {
      states += 1
      const facets = facetsOf(state, builtInRuleSet)
      const key = Object.values(facets).join()
      const rows = rowsByFacets.get(key) ?? matchingRows(facets).map(({ row }) => row)
      rowsByFacets.set(key, rows)
      if (rows.length !== 1) wrong ??= state
      for (const row of rows) reached.add(row)
    }
  }, 60_000)

  test('every one of the states meets exactly one row', () => {
    expect(states).toBe(4 * 2 * 4 * 20 * 3 * 3 * 3 * 5 * 3 * 3)
    expect(wrong).toBeUndefined()
  })

  test('every row is reached', () => {
    expect([...reached].sort()).toEqual([...trackRowIds].sort())
  })
})

describe('rows', () => {
  test.each(['closed', 'moved', 'duplicate'] as const)(
    '[D0] %s is out of scope, whatever else is known',
    (outOfScope) => {
      expect(rowOf({ outOfScope, org: 'own', official: 7 })).toBe('D0')
      expect(rowOf({ outOfScope, surveyed: false })).toBe('D0')
    },
  )

  test.each([
    ['nobody ever answered', { surveyed: false, org: 'own', official: 7 }],
    ['the organisation is not known', { org: unknown, official: 4 }],
    ['official members are not known', { official: unknown, tenureKnown: false }],
    ['an organisation has an unknown number of them', { org: 'own', official: unknown }],
    ['no official member, and probationary ones are not known', { probationary: unknown }],
    ['no member, and the union is not known', { union: unknown }],
    ['no member, no union, no youth cell, and workers are not known', { headcount: unknown }],
  ] as const)('[D1] when %s, it is surveyed first', (_when, changes) => {
    expect(rowOf(changes)).toBe('D1')
  })

  test('[D2] an organisation with three official members is strengthened', () => {
    expect(rowOf({ org: 'own', official: 3 })).toBe('D2')
    expect(rowOf({ org: 'joint', official: 3 })).toBe('D2')
  })

  test('[D2] in an organisation all official members count, whatever their tenure', () => {
    expect(rowOf({ org: 'own', official: 3, stableOfficial: 0, shortTenureOfficial: 3 })).toBe('D2')
  })

  test('[D3] an organisation with two official members is put in order at once', () => {
    expect(rowOf({ org: 'own', official: 2, probationary: 5 })).toBe('D3')
    expect(rowOf({ org: 'joint', official: 2 })).toBe('D3')
  })

  test('[D4] three official members and stable business: towards a cell', () => {
    expect(rowOf({ official: 3, businessStable: 'yes' })).toBe('D4')
  })

  test.each(['no', unknown] as const)(
    '[D5] three official members, stable business %s: conditions first',
    (businessStable) => {
      expect(rowOf({ official: 3, businessStable })).toBe('D5')
    },
  )

  test('[D6] one or two official members active elsewhere, or who knows where: transfer', () => {
    expect(rowOf({ official: 1 })).toBe('D6')
    expect(rowOf({ official: 2, allInPool: unknown })).toBe('D6')
  })

  test('[D6p] one or two official members, all in a mobile cell: fostering', () => {
    expect(rowOf({ official: 2, allInPool: true })).toBe('D6p')
  })

  test('[D7] only a probationary member is never no member', () => {
    expect(rowOf({ probationary: 1, union: 'yes' })).toBe('D7')
  })

  test('[D8] no member and a union, even a dormant one: fostering through it', () => {
    expect(rowOf({ union: 'yes' })).toBe('D8')
    expect(rowOf({ union: 'yes', unionDormant: true, headcount: unknown })).toBe('D8')
  })

  test('[D9] no member, no union, a youth organisation: the union first', () => {
    expect(rowOf({ youth: 'yes', headcount: unknown })).toBe('D9')
  })

  test.each(['no', unknown] as const)(
    '[D10] none of them, youth %s, five workers: the union first',
    (youth) => {
      expect(rowOf({ youth, headcount: 5 })).toBe('D10')
    },
  )

  test('[D11] none of them and four workers, or none yet: kept in view', () => {
    expect(rowOf({ headcount: 4 })).toBe('D11')
    expect(rowOf({ headcount: 0, youth: unknown })).toBe('D11')
  })

  test('tenure that is not known does not lower the number of official members', () => {
    const changes = {
      official: 3,
      stableOfficial: unknown,
      tenureKnown: false,
      shortTenureOfficial: unknown,
    } as const
    expect(rowOf(changes)).toBe('D4')
    expect(notes(changes)).toEqual(['trackNote_tenureUnknown'])
  })

  test('a threshold of another rule set moves the line', () => {
    const stricter = readRuleSet({
      version: 'x',
      effectiveFrom: '2027-01-01',
      thresholds: { minOfficialForCell: { value: 5, basis: [] } },
    })!
    expect(decideTrack(makeState({ official: 4 }), stricter).row).toBe('D6')
  })
})

describe('amendments', () => {
  test('[D1] no member, no union, youth unknown and workers unknown is surveyed, not left without a row', () => {
    expect(rowOf({ youth: unknown, headcount: unknown })).toBe('D1')
  })

  test('[D7] a member of short tenure is a member, though probationary ones are not known', () => {
    const changes = { official: 1, stableOfficial: 0, shortTenureOfficial: 1, probationary: unknown } as const
    expect(rowOf(changes)).toBe('D7')
  })

  test.each(['own', 'joint'] as const)('[D6p] an %s cell is never a mobile cell', (org) => {
    expect(rowOf({ org, official: 2, allInPool: true })).toBe('D3')
  })

  test('[D2] the members of the whole joint cell count, not those of this firm alone', () => {
    expect(rowOf({ org: 'joint', official: 6, ownOfficial: 1 })).toBe('D2')
    expect(rowOf({ org: 'joint', official: unknown, ownOfficial: 1 })).toBe('D1')
  })
})

describe('why', () => {
  test('[D4] names what decided, with its numbers and where they stand', () => {
    const { reason, basis } = decide({ official: 4 })
    expect(reason.map(({ key }) => key)).toEqual([
      'trackWhy_org_none',
      'trackWhy_stable_enough',
      'trackWhy_business_yes',
    ])
    expect(reason[1]).toEqual({
      key: 'trackWhy_stable_enough',
      parameters: { count: 4, needed: 3, months: 12 },
      factKeys: ['membersStable', 'membersOfficial'],
      value: 4,
    })
    expect(basis).toContainEqual({ reference: 'charter', article: '21.2' })
  })

  test('[D1] names everything that is missing', () => {
    expect(why({ surveyed: false })).toEqual(['trackWhy_notSurveyed'])
    expect(why({ union: unknown })).toEqual([
      'trackWhy_org_none',
      'trackWhy_noMember',
      'trackWhy_union_unknown',
    ])
    expect(why({ org: 'joint', official: unknown })).toEqual([
      'trackWhy_org_joint',
      'trackWhy_jointCell_unknown',
    ])
  })

  test('[D7] names the members who do not count yet', () => {
    expect(why({ official: 2, stableOfficial: 0, shortTenureOfficial: 2, probationary: 1 })).toEqual([
      'trackWhy_org_none',
      'trackWhy_shortTenure',
      'trackWhy_probationary',
    ])
  })

  test('[D6] three official members too new in the firm are noted, so that a leader may decide', () => {
    const changes = { official: 3, stableOfficial: 2, shortTenureOfficial: 1 } as const
    expect(rowOf(changes)).toBe('D6')
    expect(notes(changes)).toEqual(['trackNote_threeOfficialAwaitTenure'])
    expect(notes({ official: 2 })).toEqual([])
  })

  test('[D2] a joint cell of which only some firms are known is said to have at least so many', () => {
    expect(why({ org: 'joint', official: 3, officialIsAtLeast: true })).toContain(
      'trackWhy_jointCell_atLeast',
    )
  })

  test('[D2] thirty members of a cell may become a committee', () => {
    expect(notes({ org: 'own', official: 28, probationary: 2 })).toEqual(['trackNote_committeePossible'])
    expect(notes({ org: 'own', official: 28, probationary: 2, isCommittee: true })).toEqual([])
  })
})

describe('a leader sets another way', () => {
  const decided = decide({ official: 3, stableOfficial: 2, shortTenureOfficial: 1 })
  const by = { personId: 'an', on: '2026-11-21' }

  test('it stands with its sentence, and what the rules say stays readable', () => {
    const override = { track: 'D4', reason: 'đủ 12 tháng vào tháng sau', ...by }
    const standing = standingTrack(decided, override)
    expect(standing).toMatchObject({ row: 'D4', code: 'establishCell', override })
    expect(standing.decided.row).toBe('D6')
  })

  test.each([
    undefined,
    { track: null, reason: 'hết lý do', ...by },
    { track: 'D99', reason: 'mới hơn', ...by },
  ])(
    'without one, after it was taken back, or when this build can not read it, the rules stand',
    (override) => {
      expect(standingTrack(decided, override)).toEqual({ row: 'D6', code: 'transferActivity', decided })
    },
  )
})
