import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import type { Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import {
  stepsWithReason,
  visitBodySchema,
  visitSteps,
  type DecisionKind,
  type VisitDecision,
  type VisitRecord,
  type VisitRevision,
} from '#domain/visit.ts'

const sentence = z.string().check(z.maxLength(2000))

export const reviewDecideSchema = z.looseObject({
  revisionId: idSchema,
  decision: z.enum(['approve', 'return']),
  reason: z.optional(sentence),
  fields: z.optional(z.array(z.string().check(z.maxLength(60))).check(z.maxLength(200))),
})

export const revisionChooseSchema = z.looseObject({ revisionId: idSchema, reason: z.optional(sentence) })

/** Taking a visit out («trùng», «ghi nhầm») or opening it again: the revision meant, and why. */
export const reviewReasonSchema = z.looseObject({ revisionId: idSchema, reason: sentence })

/** A first revision makes the visit; a later one becomes its head, unless its base no longer is. Never refused. */
export function submitVisit(
  record: unknown,
  content: OperationContent,
  stamp: Stamp,
  bodyHash: string,
): Merged {
  const body = visitBodySchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  const visit = record as VisitRecord | undefined
  if (visit !== undefined && visit.personId !== content.personId)
    return { kind: 'held', problem: 'foreignAuthor' }
  const diverged = content.baseRevisionId !== visit?.headRevisionId
  const revision: VisitRevision = {
    revisionId: content.id,
    ...(content.baseRevisionId !== undefined && { baseRevisionId: content.baseRevisionId }),
    seq: stamp.seq,
    schemaVersion: content.schemaVersion,
    bodyHash,
    clientTime: content.clientTime,
    receivedAt: stamp.receivedAt,
    // as it came: a newer client's fields are kept
    body: content.body as VisitRevision['body'],
    ...(diverged && { diverged: true }),
  }
  if (visit === undefined) return changed(firstVisit(content, revision), diverged)
  const next: VisitRecord = { ...visit, revisions: [...visit.revisions, revision] }
  if (diverged) return changed(next, true)
  return changed({ ...next, headRevisionId: revision.revisionId, state: stateAfter(visit, 'submit') }, false)
}

export function decideReview(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = reviewDecideSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  return decide(record, content, stamp, { ...body.data, kind: body.data.decision })
}

export function voidVisit(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = reviewReasonSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  return decide(record, content, stamp, { ...body.data, kind: 'void' })
}

export function reopenReview(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = reviewReasonSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  return decide(record, content, stamp, { ...body.data, kind: 'reopen' })
}

/**
 * Of two revisions on one base the other becomes the head, to be reviewed: a supervisor looked at both. What stood
 * before stays listed.
 */
export function chooseRevision(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = revisionChooseSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  const { revisionId, reason } = body.data
  const visit = record as VisitRecord | undefined
  if (visit === undefined || !hasRevision(visit, revisionId)) return notHere(visit, content, revisionId)
  const counts = visitSteps[visit.state].choose !== undefined && visit.headRevisionId !== revisionId
  const decision = decisionOf(content, stamp, { kind: 'choose', revisionId, reason }, counts)
  const listed: VisitRecord = { ...visit, decisions: [...visit.decisions, decision] }
  if (!counts)
    return { kind: 'changed', status: 'merged', problem: 'stepNotAllowed', changes: [visitChange(listed)] }
  return changed({ ...listed, headRevisionId: revisionId, state: stateAfter(visit, 'choose') }, false)
}

interface Wanted {
  readonly kind: DecisionKind
  readonly revisionId: string
  readonly reason?: string | undefined
  readonly fields?: readonly string[] | undefined
}

/** Counts only while the revision it names is the head; otherwise it is listed and said to be too late. */
function decide(record: unknown, content: OperationContent, stamp: Stamp, wanted: Wanted): Merged {
  const visit = record as VisitRecord | undefined
  if (visit === undefined || !hasRevision(visit, wanted.revisionId))
    return notHere(visit, content, wanted.revisionId)
  if (stepsWithReason.includes(wanted.kind) && (wanted.reason ?? '').trim() === '') {
    return { kind: 'held', problem: 'reasonMissing' }
  }
  // four eyes: nobody approves what they recorded
  if (wanted.kind === 'approve' && visit.personId === content.personId)
    return { kind: 'held', problem: 'ownVisit' }
  const onHead = wanted.revisionId === visit.headRevisionId
  const counts = onHead && visitSteps[visit.state][wanted.kind] !== undefined
  const decision = decisionOf(content, stamp, wanted, counts)
  const listed: VisitRecord = { ...visit, decisions: [...visit.decisions, decision] }
  const problem = onHead ? 'stepNotAllowed' : 'changedSinceReview'
  if (!counts) return { kind: 'changed', status: 'merged', problem, changes: [visitChange(listed)] }
  const { approvedRevisionId: _before, ...unpinned } = listed
  const state = stateAfter(visit, wanted.kind)
  return changed(
    state === 'approved'
      ? { ...unpinned, state, approvedRevisionId: wanted.revisionId }
      : { ...unpinned, state },
    false,
  )
}

function decisionOf(
  content: OperationContent,
  stamp: Stamp,
  { kind, revisionId, reason, fields }: Wanted,
  counts: boolean,
): VisitDecision {
  return {
    operationId: content.id,
    seq: stamp.seq,
    personId: content.personId,
    clientTime: content.clientTime,
    kind,
    revisionId,
    ...(reason !== undefined && { reason }),
    ...(fields !== undefined && { fields }),
    counts,
  }
}

function hasRevision(visit: VisitRecord, revisionId: string): boolean {
  return visit.revisions.some((revision) => revision.revisionId === revisionId)
}

/** The visit, or the revision that was on the screen, has yet to come. */
function notHere(
  visit: VisitRecord | undefined,
  content: OperationContent,
  revisionId: string,
): Extract<Merged, { kind: 'held' }> {
  const waitsFor = visit === undefined ? content.recordId : revisionId
  return { kind: 'held', problem: 'visitUnknown', waitsFor }
}

function firstVisit(content: OperationContent, revision: VisitRevision): VisitRecord {
  return {
    id: content.recordId,
    firmId: revision.body.firmId,
    personId: content.personId,
    state: 'submitted',
    headRevisionId: revision.revisionId,
    revisions: [revision],
    decisions: [],
  }
}

function stateAfter(visit: VisitRecord, step: DecisionKind | 'submit') {
  return visitSteps[visit.state][step] ?? visit.state
}

function changed(visit: VisitRecord, diverged: boolean): Merged {
  return diverged
    ? { kind: 'changed', status: 'diverged', problem: 'twoRevisionsOnOneBase', changes: [visitChange(visit)] }
    : { kind: 'changed', status: 'applied', changes: [visitChange(visit)] }
}

function visitChange(visit: VisitRecord) {
  return { collection: 'visit' as const, id: visit.id, firmId: visit.firmId, record: visit }
}
