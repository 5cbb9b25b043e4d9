import { expect, test } from 'vitest'
import { whySingle, type BulkInput, type SingleReason } from '#domain/bulkApproval.ts'
import { foldFacts } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { AnswerValue } from '#domain/answers.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { makeRevision, makeVisit } from '../support/survey.ts'

type Said = Partial<Record<FieldKey, AnswerValue>>

const before = makeVisit(
  { outcome: 'metStaff', headcountTotal: 300 },
  { id: 'a', at: '2026-05-14T09:00+07:00' },
)
const waiting = (said: Said = {}): VisitRecord =>
  makeVisit({ outcome: 'metStaff', headcountTotal: 310, ...said }, { id: 'b', seq: 2, state: 'submitted' })

type Changes = Partial<BulkInput & ReturnType<BulkInput['outlook']>>

function why({ trackBefore = 'D8', trackAfter = 'D8', ...changes }: Changes = {}): SingleReason | undefined {
  const visit = changes.visit ?? waiting()
  const visits = [before, visit]
  const approved = { ...visit, state: 'approved' as const, approvedRevisionId: visit.headRevisionId }
  return whySingle({
    visit,
    visits,
    flags: [],
    isOwn: false,
    outlook: () => ({
      trackBefore,
      trackAfter,
      factsAfter: foldFacts([before, approved], { include: 'approved' }),
    }),
    ...changes,
  })
}

test('a visit that leaves the way forward as it is may be approved with others', () => {
  expect(why()).toBeUndefined()
})

test.each<[string, SingleReason, Changes]>([
  ['of whoever looks', 'own', { isOwn: true }],
  ['with a flag', 'flagged', { flags: [{ kind: 'clockFarOff' }] }],
  ['that is the first of its firm', 'firstVisit', { visits: [waiting()] }],
  ['after which only a void one stands', 'firstVisit', { visits: [{ ...before, state: 'void' }, waiting()] }],
  [
    'that was returned and sent again',
    'sentAgain',
    { visit: { ...waiting(), revisions: [makeRevision({}, { seq: 1 }), ...waiting().revisions] } },
  ],
  [
    'beside another of the firm that waits',
    'othersWait',
    { visits: [before, waiting(), makeVisit({}, { id: 'c', seq: 3, state: 'submitted' })] },
  ],
  ['at which somebody refused', 'refused', { visit: waiting({ outcome: 'refused' }) }],
  [
    'in which the owner refuses',
    'refused',
    { visit: waiting({ outcome: 'metOwner', ownerStance: 'refused' }) },
  ],
  ['of a firm out of scope', 'weightyTrack', { trackBefore: 'D0', trackAfter: 'D0' }],
  ['of an organisation below its number', 'weightyTrack', { trackBefore: 'D3', trackAfter: 'D3' }],
  ['of a firm ready for a cell', 'weightyTrack', { trackBefore: 'D4', trackAfter: 'D4' }],
  ['that changes the way forward', 'trackChanges', { trackAfter: 'D7' }],
  ['with members told by the staff', 'membersUnsure', { visit: waiting({ membersOfficial: 2 }) }],
])('one %s is decided by itself', (_which, reason, changes) => {
  expect(why(changes)).toBe(reason)
})

test('members told by the cell itself are no reason', () => {
  expect(why({ visit: waiting({ outcome: 'metCell', membersOfficial: 2 }) })).toBeUndefined()
})
