import { describe, expect, test } from 'vitest'
import { mergeOperation, type Merged } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { ConflictRecord, FirmRecord, HistoryRecord } from '#domain/records.ts'
import { approvedRevision, headRevision, type VisitRecord } from '#domain/visit.ts'

const id = (number: number) => `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`
const binh = id(901)
const minh = id(902)
const visitId = id(1)
const firmId = id(2)
let seq = 0

function fold(record: unknown, content: Partial<OperationContent>): Merged {
  seq += 1
  const full: OperationContent = {
    id: id(1000 + seq),
    unitId: id(900),
    personId: binh,
    kind: 'visit.submit',
    recordId: visitId,
    schemaVersion: 1,
    clientTime: '2026-11-21T09:40:00.000+07:00',
    body: {},
    ...content,
  }
  return mergeOperation(record, full, { seq, receivedAt: '2026-11-21T03:00:00.000Z' }, 'a'.repeat(64))
}

function visitOf(merged: Merged): VisitRecord {
  if (merged.kind === 'held') throw new Error(`held: ${merged.problem}`)
  return merged.changes[0]!.record as VisitRecord
}

const body = { firmId, occurredAt: '2026-11-21T09:40+07:00', questionnaireVersion: 1, answers: {} }
const submit = (record: unknown, more: Partial<OperationContent> = {}) => fold(record, { body, ...more })
const decide = (
  visit: VisitRecord,
  decision: string,
  more: object = {},
  by = minh,
  revisionId = visit.headRevisionId,
) => fold(visit, { kind: 'review.decide', personId: by, body: { revisionId, decision, ...more } })

describe('revisions', () => {
  test('a first revision makes the visit, the next on its head becomes the head', () => {
    const first = visitOf(submit(undefined))
    const second = visitOf(submit(first, { baseRevisionId: first.headRevisionId }))
    expect(second.revisions).toHaveLength(2)
    expect(headRevision(second).baseRevisionId).toBe(first.headRevisionId)
  })

  test('[I11] two revisions on one base are both kept; the earlier number is the head, the other is marked', () => {
    const first = visitOf(submit(undefined))
    const base = { baseRevisionId: first.headRevisionId }
    const second = visitOf(submit(first, base))
    const rival = submit(second, base)
    expect(rival).toMatchObject({ status: 'diverged', problem: 'twoRevisionsOnOneBase' })
    expect(visitOf(rival).headRevisionId).toBe(second.headRevisionId)
    expect(visitOf(rival).revisions.map((revision) => revision.diverged)).toEqual([
      undefined,
      undefined,
      true,
    ])
  })

  test('[I4] a second first revision of one visit id never becomes a second visit', () => {
    const first = visitOf(submit(undefined))
    expect(submit(first)).toMatchObject({ status: 'diverged' })
  })

  test('[I20] fields a newer client wrote stay byte for byte', () => {
    const newer = { ...body, fromTheFuture: { deep: ['giữ nguyên'] } }
    expect(headRevision(visitOf(submit(undefined, { body: newer }))).body).toEqual(newer)
  })

  test("nobody writes a revision of somebody else's visit", () => {
    expect(submit(visitOf(submit(undefined)), { personId: minh })).toEqual({
      kind: 'held',
      problem: 'foreignAuthor',
    })
  })

  test('a body without a firm is kept apart, not thrown away', () => {
    expect(submit(undefined, { body: { answers: {} } })).toEqual({ kind: 'held', problem: 'notApplicable' })
  })
})

describe('decisions', () => {
  test('approval pins exactly the revision it names', () => {
    const visit = visitOf(decide(visitOf(submit(undefined)), 'approve'))
    expect(visit.state).toBe('approved')
    expect(approvedRevision(visit)?.revisionId).toBe(visit.headRevisionId)
  })

  test('an approved visit that is edited keeps its approved revision until the next decision', () => {
    const approved = visitOf(decide(visitOf(submit(undefined)), 'approve'))
    const edited = visitOf(submit(approved, { baseRevisionId: approved.headRevisionId }))
    expect(edited.state).toBe('submitted')
    expect(edited.approvedRevisionId).toBe(approved.headRevisionId)
  })

  test('a decision on a revision that is no longer the head is listed and does not count', () => {
    const first = visitOf(submit(undefined))
    const second = visitOf(submit(first, { baseRevisionId: first.headRevisionId }))
    const late = decide(second, 'approve', {}, minh, first.headRevisionId)
    expect(late).toMatchObject({ status: 'merged', problem: 'changedSinceReview' })
    expect(visitOf(late)).toMatchObject({ state: 'submitted', decisions: [{ counts: false }] })
  })

  test('of two decisions on one revision the later number stands and both are listed', () => {
    const approved = visitOf(decide(visitOf(submit(undefined)), 'approve'))
    const returned = visitOf(
      decide(approved, 'return', { reason: 'hỏi lại', fields: ['headcountTotal'] }, id(903)),
    )
    expect(returned.state).toBe('returned')
    expect(returned.approvedRevisionId).toBeUndefined()
    expect(returned.decisions).toHaveLength(2)
  })

  test('returning, removing and reopening need a sentence', () => {
    const visit = visitOf(submit(undefined))
    expect(decide(visit, 'return', { reason: '  ' })).toEqual({ kind: 'held', problem: 'reasonMissing' })
    const blank = { revisionId: visit.headRevisionId, reason: '' }
    expect(fold(visit, { kind: 'visit.void', personId: minh, body: blank })).toMatchObject({ kind: 'held' })
  })

  test('nobody approves a visit they recorded', () => {
    expect(decide(visitOf(submit(undefined)), 'approve', {}, binh)).toEqual({
      kind: 'held',
      problem: 'ownVisit',
    })
  })

  test('reopening takes the approved revision out of the facts', () => {
    const approved = visitOf(decide(visitOf(submit(undefined)), 'approve'))
    const reopen = { revisionId: approved.headRevisionId, reason: 'số sai' }
    const reopened = visitOf(fold(approved, { kind: 'review.reopen', personId: minh, body: reopen }))
    expect(reopened.state).toBe('submitted')
    expect(reopened.approvedRevisionId).toBeUndefined()
  })

  test('a decision about a visit or revision nobody knows is kept apart', () => {
    const visit = visitOf(submit(undefined))
    expect(decide(visit, 'approve', {}, minh, id(77))).toMatchObject({ kind: 'held' })
    const unknown = {
      kind: 'review.decide',
      personId: minh,
      body: { revisionId: id(1), decision: 'approve' },
    }
    expect(fold(undefined, unknown)).toMatchObject({ kind: 'held', problem: 'visitUnknown' })
  })
})

describe('firms', () => {
  const firmOf = (merged: Merged) => visitOf(merged) as unknown as FirmRecord
  const create = () =>
    fold(undefined, { kind: 'firm.create', recordId: firmId, body: { fields: { name: 'Dệt Sao 3' } } })
  const set = (firm: FirmRecord, value: string, baseSeq: number, personId = minh) =>
    fold(firm, {
      kind: 'firm.set',
      recordId: firmId,
      personId,
      body: { fields: { name: { value, baseSeq } } },
    })

  test('a new firm is proposed until it is approved', () => {
    const firm = firmOf(create())
    expect(firm.status).toBe('proposed')
    const approved = fold(firm, { kind: 'firm.set', recordId: firmId, body: { fields: {}, approve: true } })
    expect(firmOf(approved).status).toBe('approved')
  })

  test('[I12] where two people set one field the later stands and the other is in a conflict', () => {
    const firm = firmOf(create())
    const seen = firm.fields['name']!.seq
    const first = firmOf(set(firm, 'Dệt Sao 4', seen, minh))
    const second = set(first, 'Dệt Sao 5', seen, id(903))
    expect(second).toMatchObject({ status: 'merged', problem: 'fieldMovedMeanwhile' })
    expect(firmOf(second).fields['name']!.value).toBe('Dệt Sao 5')
    const conflict = second.kind === 'changed' ? (second.changes[1]!.record as ConflictRecord) : undefined
    expect(conflict).toMatchObject({ kept: { value: 'Dệt Sao 5' }, lost: { value: 'Dệt Sao 4' } })
  })

  test("one's own two changes in a row are no conflict", () => {
    const firm = firmOf(create())
    const seen = firm.fields['name']!.seq
    expect(set(firmOf(set(firm, 'A', seen)), 'B', seen)).toMatchObject({ status: 'applied' })
  })
})

test('a dated deed is added to its list, the last by server order stands', () => {
  const assign = (record: unknown, personId: string | null) =>
    fold(record, { kind: 'assignment.set', recordId: firmId, personId: minh, body: { personId } })
  const first = assign(undefined, binh)
  const second = assign(visitOf(first), null)
  const history = visitOf(second) as unknown as HistoryRecord
  expect(history.entries.map((entry) => entry.body['personId'])).toEqual([binh, null])
})

test('a kind or a schema version of the future is kept apart', () => {
  expect(fold(undefined, { kind: 'visit.teleport' })).toEqual({ kind: 'held', problem: 'unknownKind' })
  expect(submit(undefined, { schemaVersion: 2 })).toEqual({ kind: 'held', problem: 'newerSchema' })
})
