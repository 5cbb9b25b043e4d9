import type { OperationKind } from './operation.ts'
import type {
  Collection,
  ConflictRecord,
  FirmRecord,
  HeldRecord,
  HistoryEntry,
  HistoryRecord,
} from './records.ts'
import type { DecisionKind, VisitRecord } from './visit.ts'

/** Who did what when to which thing, as a record tells it. */
export interface AuditDeed {
  readonly operationId: string
  readonly kind: OperationKind
  readonly personId: string
  /** By the clock of the device it was done on. */
  readonly at: string
  readonly collection: Collection
  readonly recordId: string
  readonly firmId?: string | undefined
  readonly reason?: string | undefined
  /** Of a decision about a visit. */
  readonly decision?: DecisionKind | undefined
  /** It was not the one that counts. */
  readonly isIdle?: true | undefined
}

const kindOfHistory: Readonly<Partial<Record<Collection, OperationKind>>> = {
  assignment: 'assignment.set',
  plan: 'plan.set',
  pin: 'pin.set',
  override: 'track.override',
  outcome: 'outcome.record',
  target: 'target.set',
  period: 'period.close',
  ruleSet: 'ruleSet.publish',
  notice: 'notice.set',
  letter: 'letter.set',
  park: 'park.set',
  organisation: 'organisation.set',
  reorganisation: 'reorganisation.record',
}

const kindOfDecision: Readonly<Record<DecisionKind, OperationKind>> = {
  approve: 'review.decide',
  return: 'review.decide',
  void: 'visit.void',
  reopen: 'review.reopen',
  choose: 'revision.choose',
}

/**
 * The deeds that a record was made of, as far as it keeps them: a firm only whoever set each field last, a commune
 * none. `scope` is the firm's id where the record is of a firm.
 */
export function deedsIn(
  collection: Collection,
  id: string,
  record: unknown,
  scope = '',
): readonly AuditDeed[] {
  if (record === null || typeof record !== 'object') return []
  const about = { collection, recordId: id }
  if (collection === 'visit') return visitDeeds(record as VisitRecord)
  if (collection === 'firm') return firmDeeds(record as FirmRecord)
  if (collection === 'held')
    return (record as HeldRecord).decisions.map((decision) => ({
      ...about,
      ...said(decision),
      kind: decision.kind === 'release' ? 'held.release' : 'held.discard',
      firmId: (record as HeldRecord).firmId,
    }))
  if (collection === 'conflict')
    return (record as ConflictRecord).decisions.map((decision) => ({
      ...about,
      ...said(decision),
      kind: 'conflict.settle',
      firmId: (record as ConflictRecord).firmId,
    }))
  if (collection === 'alias')
    return (record as HistoryRecord).entries.map((entry) => ({
      ...about,
      ...said(entry),
      kind: 'into' in entry.body ? 'firm.merge' : 'firm.unmerge',
      firmId: id,
    }))
  const kind = kindOfHistory[collection]
  if (kind === undefined || !('entries' in record)) return []
  const firmId = (record as HistoryRecord).firmId ?? (isFirm(scope) ? scope : undefined)
  return (record as HistoryRecord).entries.map((entry) => ({
    ...about,
    ...said({ ...entry, reason: entry.body['reason'] }),
    kind,
    firmId,
  }))
}

function visitDeeds({ id, firmId, personId, revisions, decisions }: VisitRecord): readonly AuditDeed[] {
  const about = { collection: 'visit', recordId: id, firmId } as const
  return [
    ...revisions.map(({ revisionId: operationId, clientTime: at }) => ({
      ...about,
      operationId,
      kind: 'visit.submit' as const,
      personId,
      at,
    })),
    ...decisions.map((decision) => ({
      ...about,
      ...said(decision),
      kind: kindOfDecision[decision.kind],
      decision: decision.kind,
    })),
  ]
}

/** One for each time somebody set fields, as far as they still stand. */
function firmDeeds({ id, fields }: FirmRecord): readonly AuditDeed[] {
  const times = Map.groupBy(Object.values(fields), (field) => `${field.personId} ${field.clientTime}`)
  return Array.from(times, ([key, [field]]) => ({
    operationId: `${id} ${key}`,
    kind: 'firm.set' as const,
    personId: field!.personId,
    at: field!.clientTime,
    collection: 'firm' as const,
    recordId: id,
    firmId: id,
  }))
}

function said({
  operationId,
  personId,
  clientTime: at,
  reason,
  counts,
}: Pick<HistoryEntry, 'operationId' | 'personId' | 'clientTime'> & {
  readonly reason?: unknown
  readonly counts?: boolean
}) {
  return {
    operationId,
    personId,
    at,
    ...(typeof reason === 'string' && reason !== '' && { reason }),
    ...(counts === false && { isIdle: true as const }),
  }
}

function isFirm(scope: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(scope)
}
