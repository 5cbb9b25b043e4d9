import { describe, expect, test } from 'vitest'
import { compareVisits, conflictingSameDay } from '#domain/compareVisits.ts'
import { declined, makeFacts, makeRevision, makeVisit } from '../support/survey.ts'

describe('before → now', () => {
  const before = makeFacts({
    headcountTotal: 772,
    unionStatus: 'active',
    unionMembers: 700,
    youthStatus: 'none',
  })

  test('lists changed values in the order of the form, new ones without a before', () => {
    const revision = makeRevision({
      businessStability: 'stable',
      headcountTotal: 1250,
      unionStatus: 'active',
      outcome: 'metStaff',
    })
    const { changed, unchanged } = compareVisits(before, revision)
    expect(changed).toEqual([
      { key: 'headcountTotal', before: before['headcountTotal'], now: { kind: 'value', value: 1250 } },
      { key: 'businessStability', now: { kind: 'value', value: 'stable' } },
    ])
    expect(unchanged).toEqual(['unionStatus'])
  })

  test('shows what a leading answer takes along', () => {
    const { changed } = compareVisits(before, makeRevision({ unionStatus: 'none' }))
    expect(changed.map(({ key, now }) => [key, now.kind])).toEqual([
      ['unionStatus', 'value'],
      ['unionMembers', 'cleared'],
    ])
  })

  test('what was asked and not said is no change', () => {
    const comparison = compareVisits(
      before,
      makeRevision({ headcountTotal: declined, businessStability: declined }),
    )
    expect(comparison).toEqual({ changed: [], unchanged: [], notSaid: ['headcountTotal'] })
  })

  test('«khoảng 772» is not 772', () => {
    const about = { kind: 'value', value: 772, precision: 'about' } as const
    expect(compareVisits(before, makeRevision({ headcountTotal: about })).changed).toHaveLength(1)
  })
})

describe('counts that contradict each other', () => {
  const morning = makeVisit(
    { outcome: 'metStaff', headcountTotal: 1250, unionMembers: 5 },
    { id: 'a', by: 'binh', seq: 1, at: '2026-11-21T10:00+07:00', state: 'submitted' },
  )
  const afternoon = makeVisit(
    { outcome: 'metOwner', headcountTotal: 1180, youthMembers: 5 },
    { id: 'b', by: 'chi', seq: 2, at: '2026-11-21T15:00+07:00' },
  )

  test('on one day by two people are flagged, with who said what', () => {
    expect(conflictingSameDay([morning, afternoon])).toEqual([
      {
        firmId: 'firm',
        key: 'headcountTotal',
        day: '2026-11-21',
        said: [
          { visitId: 'a', personId: 'binh', saidBy: 'staff', value: 1250 },
          { visitId: 'b', personId: 'chi', saidBy: 'owner', value: 1180 },
        ],
      },
    ])
  })

  test('on another day, of another firm, by the same person, equal or taken out they are not', () => {
    const same = { outcome: 'metOwner', headcountTotal: 1180 } as const
    expect(
      conflictingSameDay([morning, makeVisit(same, { by: 'chi', seq: 3, at: '2026-11-22T00:10+07:00' })]),
    ).toEqual([])
    expect(conflictingSameDay([morning, makeVisit(same, { by: 'chi', seq: 3, firmId: 'other' })])).toEqual([])
    expect(conflictingSameDay([morning, makeVisit(same, { by: 'binh', seq: 3 })])).toEqual([])
    expect(conflictingSameDay([morning, makeVisit({ headcountTotal: 1250 }, { by: 'chi', seq: 3 })])).toEqual(
      [],
    )
    expect(conflictingSameDay([morning, { ...afternoon, state: 'void' }])).toEqual([])
  })
})
