import { standing } from '#domain/merge/history.ts'
import { leadsOn } from '#domain/access.ts'
import { mergeOperation, targetOf } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type {
  DirectoryRecord,
  FirmRecord,
  HistoryRecord,
  PersonRecord,
  WorkingGroupRecord,
} from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { vietnamDay } from '#domain/time.ts'
import { hashToken } from '#server/accounts/tokens.ts'
import type { HostedServer } from './hostedServer.ts'

export interface StoredOperation {
  readonly id: string
  readonly seq: number
  readonly device_id: string
  readonly device_seq: number
  readonly kind: string
  readonly record_id: string
  readonly status: string
  readonly problem: string | null
  readonly body_hash: string
  readonly content: string
  readonly received_at: string
}

export interface StoredRecord {
  readonly collection: string
  readonly id: string
  readonly scope_key: string
  readonly seq: number
  readonly json: string
}

type Reader = Pick<HostedServer, 'query'>

export function readOperations({ query }: Reader, after = 0): StoredOperation[] {
  return query<StoredOperation>('select * from operation where seq > ? order by seq', after)
}

/** The firms that were made under an id: what was kept beside, garbled on its way, has an id of its own. */
export function readCreations({ query }: Reader, firmId: string): StoredOperation[] {
  return query<StoredOperation>(
    `select * from operation where record_id = ? and kind = 'firm.create' and id = content ->> 'id'`,
    firmId,
  )
}

/** Up to which number nobody remembers what was deleted. */
export function readPurged({ query }: Reader): number {
  return query<{ through: number }>('select through from purged')[0]?.through ?? 0
}

/** Whether a device was withdrawn, and how. */
export function readRevoked({ query }: Reader, enrolmentId: string): 'drain' | 'stolen' | null {
  type Row = { readonly revoked: 'drain' | 'stolen' | null }
  return query<Row>('select revoked from enrolment where id = ?', enrolmentId)[0]?.revoked ?? null
}

/** Whether the server knows a device by any token; one that was put back to before a sign-in does not. */
export function isKnown(
  { query }: Reader,
  { readToken, pushToken }: { readonly readToken: string; readonly pushToken: string },
): boolean {
  const text = 'select id from enrolment where read_token_hash = ? or push_token_hash = ?'
  return query(text, hashToken(readToken), hashToken(pushToken)).length > 0
}

/** Whether a device that shows this token may receive. */
export function isTokenGood({ query }: Reader, token: string, nowMs: number): boolean {
  const text = 'select id from enrolment where read_token_hash = ? and read_expires_at >= ?'
  return query(text, hashToken(token), nowMs).length > 0
}

export function readLiveRecords({ query }: Reader): StoredRecord[] {
  return query<StoredRecord>('select collection, id, scope_key, seq, json from record where deleted = 0')
}

export interface Counter {
  readonly seq: number
  readonly epoch: string
  readonly durable_seq: number
}

export function readCounter({ query }: Reader): Counter {
  return query<Counter>('select * from unit_counter')[0]!
}

/** Records by `collection/id`, folded one operation after the other. */
export type Folded = Map<string, unknown>

/** What an operation makes of the records, by the rules alone. Returns the keys that changed. */
export function foldOperation(
  records: Folded,
  operation: StoredOperation,
  content = contentOf(operation),
): string[] {
  if (operation.status === 'held') return []
  const { seq, received_at: receivedAt, body_hash: bodyHash } = operation
  const target = targetOf(content)
  const before =
    typeof target === 'string' ? undefined : records.get(`${target.collection}/${content.recordId}`)
  const look = (collection: string, id: string) => records.get(`${collection}/${id}`)
  const merged = mergeOperation(before, content, { seq, receivedAt }, bodyHash, look)
  if (merged.kind === 'held')
    throw new Error(`${operation.id} counts, and the rules hold it: ${merged.problem}`)
  if (merged.status !== operation.status)
    throw new Error(`${operation.id} is ${operation.status}, by the rules ${merged.status}`)
  for (const change of merged.changes) records.set(`${change.collection}/${change.id}`, change.record)
  return merged.changes.map((change) => `${change.collection}/${change.id}`)
}

export function contentOf({ content }: StoredOperation): OperationContent {
  return JSON.parse(content) as OperationContent
}

/** The records that decide who sees what, opened. */
export interface Roster {
  readonly people: readonly PersonRecord[]
  readonly groups: readonly WorkingGroupRecord[]
  readonly cards: readonly DirectoryRecord[]
  readonly firms: readonly FirmRecord[]
  readonly assignments: readonly HistoryRecord[]
  readonly visits: readonly VisitRecord[]
}

export function readRoster(live: readonly StoredRecord[]): Roster {
  const of = <Kind>(collection: string) =>
    live.filter((row) => row.collection === collection).map(({ json }) => JSON.parse(json) as Kind)
  return {
    people: of('person'),
    groups: of('workingGroup'),
    cards: of('directory'),
    firms: of('firm'),
    assignments: of('assignment'),
    visits: of('visit'),
  }
}

/** What a person may see, worked out from who they are and what the records say; nothing the server keeps for it. */
export function scopeOf(person: PersonRecord, roster: Roster, nowMs: number): Set<string> {
  const scope = new Set(['reference', `person:${person.id}`])
  if (person.roles.some((role) => role !== 'surveyor')) scope.add('*')
  const group = roster.groups.find(({ id }) => id === person.workingGroupId)
  const parkIds = group?.parkIds ?? []
  for (const parkId of parkIds) scope.add(`directory:${parkId}`)
  const leads = leadsOn(person, vietnamDay(nowMs))
  for (const { id, parkId } of roster.cards) if (leads && parkIds.includes(parkId)) scope.add(id)
  // whoever takes in a list sees the whole unit, and goes to none of its firms for having done so
  for (const { id, createdBy, importId } of roster.firms)
    if (createdBy === person.id && importId === undefined) scope.add(id)
  for (const assignment of roster.assignments) {
    const sent = standing('assignment', assignment)
    if (sent?.personId === person.id || sent?.helperIds?.includes(person.id) === true)
      scope.add(assignment.id)
  }
  for (const { firmId, personId, state } of roster.visits)
    if (personId === person.id && (state === 'submitted' || state === 'returned')) scope.add(firmId)
  return scope
}

/** Every live record in a person's view. */
export function viewOf(scope: ReadonlySet<string>, live: readonly StoredRecord[]): StoredRecord[] {
  return live.filter(({ scope_key: key }) => scope.has('*') || scope.has(key))
}
