import type { OperationContent, OperationKind } from './operation.ts'
import { schemaVersion } from './operation.ts'
import type { Collection, HistoryRecord } from './records.ts'
import type { VisitRecord } from './visit.ts'

type Body = OperationContent['body']

/** How the body of a deed becomes that of the next version: by its kind, then by the version it has. */
export type Lifts = Readonly<Partial<Record<OperationKind, Readonly<Record<number, (body: Body) => Body>>>>>

/**
 * Every step there ever was, none is taken away: what a phone recorded years ago counts today. A version in which
 * a kind did not change has no step for it. Whatever has no version is of the first.
 */
export const lifts: Lifts = {}

/** A deed as this build would have recorded it. Fields it does not know stay as they came. */
export function liftContent(
  content: OperationContent,
  table: Lifts = lifts,
  to: number = schemaVersion,
): OperationContent {
  if (content.schemaVersion >= to) return content
  const body = liftBody(content.kind, content.body, content.schemaVersion, table, to)
  return { ...content, schemaVersion: to, body }
}

/** The bodies that a record was folded from, each from its own version; the same record where none has a step. */
export function liftRecord(
  collection: string,
  record: unknown,
  table: Lifts = lifts,
  to: number = schemaVersion,
): unknown {
  const kind = kindOfBodies[collection as Collection]
  if (kind === undefined || table[kind] === undefined || record === null) return record
  if (kind === 'visit.submit') {
    const visit = record as VisitRecord
    const revisions = visit.revisions.map((revision) => ({
      ...revision,
      schemaVersion: to,
      body: liftBody(kind, revision.body, revision.schemaVersion, table, to) as typeof revision.body,
    }))
    return { ...visit, revisions }
  }
  const history = record as HistoryRecord
  const entries = history.entries.map((entry) => ({
    ...entry,
    schemaVersion: to,
    body: liftBody(kind, entry.body, entry.schemaVersion ?? 1, table, to),
  }))
  return { ...history, entries }
}

/** Records that keep bodies of deeds whole. */
const kindOfBodies: Readonly<Partial<Record<Collection, OperationKind>>> = {
  alias: 'firm.merge',
  visit: 'visit.submit',
  assignment: 'assignment.set',
  plan: 'plan.set',
  pin: 'pin.set',
  override: 'track.override',
  request: 'request.set',
  outcome: 'outcome.record',
  target: 'target.set',
  period: 'period.close',
  ruleSet: 'ruleSet.publish',
  park: 'park.set',
  organisation: 'organisation.set',
  reorganisation: 'reorganisation.record',
}

function liftBody(kind: string, body: Body, from: number, table: Lifts, to: number): Body {
  const steps = table[kind as OperationKind]
  let lifted = body
  for (let version = from; version < to; version += 1) lifted = steps?.[version]?.(lifted) ?? lifted
  return lifted
}
