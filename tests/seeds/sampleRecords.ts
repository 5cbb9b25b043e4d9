import { mergeOperation, targets } from '#domain/merge.ts'
import type { OperationContent, OperationKind } from '#domain/operation.ts'
import type { FirmRecord, HistoryRecord } from '#domain/records.ts'
import type { DecisionKind, VisitRecord } from '#domain/visit.ts'
import { sample, type Deed, type SampleRevision, type SampleVisit } from './sample.ts'

interface Step {
  readonly content: OperationContent
  readonly at: string
}

function step(kind: OperationKind, recordId: string, deed: Deed, body: object, baseRevisionId?: string): Step {
  const content = {
    id: deed.operationId,
    unitId: sample.unit.id,
    personId: deed.by,
    kind,
    recordId,
    ...(baseRevisionId !== undefined && { baseRevisionId }),
    schemaVersion: 1,
    clientTime: deed.at,
    body: { ...body },
  }
  return { content, at: deed.at }
}

function deedOf({ operationId, by, at }: Deed): Deed {
  return { operationId, by, at }
}

/** What a deed holds besides who, when and about what. */
function bodyOf(row: Deed & { readonly id?: string; readonly firmId?: string }) {
  const { operationId: _operation, by: _by, at: _at, id: _id, firmId: _firmId, ...body } = row
  return body
}

const decisionSteps: Readonly<Record<DecisionKind, OperationKind>> = {
  approve: 'review.decide',
  return: 'review.decide',
  void: 'visit.void',
  choose: 'revision.choose',
  reopen: 'review.reopen',
}

function visitSteps(visit: SampleVisit): readonly Step[] {
  return visit.revisions.flatMap((revision, index) => {
    const deed = { operationId: revision.operationId, by: visit.author, at: revision.submittedAt }
    const submitted = step('visit.submit', visit.id, deed, visitBody(visit, revision), visit.revisions[index - 1]?.operationId)
    if (revision.decision === undefined) return [submitted]
    const { kind, reason, fields } = revision.decision
    const body = {
      revisionId: revision.operationId,
      ...(decisionSteps[kind] === 'review.decide' && { decision: kind }),
      ...(reason !== undefined && { reason }),
      ...(fields !== undefined && { fields }),
    }
    return [submitted, step(decisionSteps[kind], visit.id, deedOf(revision.decision), body)]
  })
}

function visitBody({ firmId, occurredAt }: SampleVisit, { answers, explanations, reply }: SampleRevision) {
  return {
    firmId,
    occurredAt,
    questionnaireVersion: 1,
    answers,
    ...(explanations !== undefined && { explanations }),
    ...(reply !== undefined && { reply }),
  }
}

/** Every deed of the sample in the order in which it was done. */
export const steps: readonly Step[] = [
  ...sample.parks.map((park) => step('park.set', park.id, park, bodyOf(park))),
  ...sample.firms.map((firm) => step('firm.create', firm.id, firm, { fields: firm.fields, approved: true })),
  ...sample.assignments.map((row) => step('assignment.set', row.firmId, row, bodyOf(row))),
  ...sample.plan.map((row) => step('plan.set', row.firmId, row, bodyOf(row))),
  ...sample.targets.map((row) => step('target.set', row.id, row, bodyOf(row))),
  ...sample.outcomes.map((row) => step('outcome.record', row.id, row, bodyOf(row))),
  ...sample.visits.flatMap(visitSteps),
].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))

const records = new Map<string, unknown>()

/** What became of every deed, in order: `applied`, or why it does not count. */
export const statuses: readonly string[] = steps.map(({ content, at }, index) => {
  const { collection } = targets[content.kind as OperationKind]
  const merged = mergeOperation(
    records.get(`${collection} ${content.recordId}`),
    content,
    { seq: index + 1, receivedAt: at },
    '0'.repeat(64),
  )
  if (merged.kind === 'held') return `${content.kind} ${content.recordId}: ${merged.problem}`
  for (const change of merged.changes) records.set(`${change.collection} ${change.id}`, change.record)
  return merged.status
})

function recordsOf<Kept>(collection: string): readonly Kept[] {
  return [...records].flatMap(([key, record]) => (key.startsWith(`${collection} `) ? [record as Kept] : []))
}

/** The records that the sample's deeds make. */
export const sampleRecords = {
  firms: recordsOf<FirmRecord>('firm'),
  visits: recordsOf<VisitRecord>('visit'),
  assignments: recordsOf<HistoryRecord>('assignment'),
  plans: recordsOf<HistoryRecord>('plan'),
  targets: recordsOf<HistoryRecord>('target'),
  outcomes: recordsOf<HistoryRecord>('outcome'),
  parks: recordsOf<HistoryRecord>('park'),
}

export function visitsOf(firmId: string): readonly VisitRecord[] {
  return sampleRecords.visits.filter((visit) => visit.firmId === firmId)
}
