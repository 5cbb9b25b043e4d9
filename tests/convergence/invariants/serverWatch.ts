import { createHash } from 'node:crypto'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { VisitRecord } from '#domain/visit.ts'
import {
  contentOf,
  foldOperation,
  readCounter,
  readLiveRecords,
  readOperations,
  readRoster,
  scopeOf,
  viewOf,
  type Counter,
  type Folded,
  type StoredOperation,
  type StoredRecord,
} from '../oracle.ts'
import type { SimulatedWorld } from '../world.ts'
import { checkConflicts } from './conflicts.ts'
import { createFirmsSaid, sayAgain, type FirmsSaid } from './firmsSaid.ts'

/** What the server is known to hold, brought forward with each of its commits. */
export interface ServerWatch {
  readonly look: () => void
  /** What its deeds say of firms. */
  readonly said: () => FirmsSaid
  /** What people might see, commit after commit. */
  readonly views: readonly Views[]
  /** The server went back to an earlier state: begin anew with what it holds now. */
  readonly beginAnew: () => void
}

/** Scopes by person, after one commit. */
export interface Views {
  readonly scopes: ReadonlyMap<string, ReadonlySet<string>>
  readonly live: readonly StoredRecord[]
}

export function createServerWatch(world: SimulatedWorld): ServerWatch {
  const { server, check } = world
  let records: Folded = new Map()
  let said = createFirmsSaid()
  let seen = 0
  let epoch = ''
  /** Where the server stood when it was put back without knowing. */
  let lost: Pick<Counter, 'seq' | 'epoch'> | undefined
  const views: Views[] = []

  function look(): void {
    const operations = readOperations(server, seen)
    const live = readLiveRecords(server)
    const byKey = new Map(live.map((row) => [`${row.collection}/${row.id}`, row]))
    const touched = new Set(operations.flatMap((operation) => take(operation, byKey)))
    for (const key of touched) {
      const row = byKey.get(key)
      const isSame =
        row !== undefined && canonicalJson(JSON.parse(row.json)) === canonicalJson(records.get(key))
      check('I10', isSame, () => `${key} is ${row?.json}, folded ${JSON.stringify(records.get(key))}`)
    }
    const counter = readCounter(server)
    seen = counter.seq
    epoch = counter.epoch
    world.durableSeq = Math.max(world.durableSeq, counter.durable_seq)
    noteOutgrown(counter)
    lookAtScopes(live)
  }

  function take(operation: StoredOperation, byKey: ReadonlyMap<string, StoredRecord>): string[] {
    const content = contentOf(operation)
    if (operation.problem !== 'hashDiffers') world.stored.add(`${content.id} ${operation.body_hash}`)
    const isWhole = sha256(operation.content) === operation.body_hash
    check('I20', isWhole && isAsRecorded(operation), () => `${operation.id} is not what was recorded`)
    if (operation.status === 'held') {
      check('I4', byKey.has(`held/${operation.id}`), () => `${operation.id} is held nowhere`)
      return []
    }
    const before = records.get(`visit/${content.recordId}`) as VisitRecord | undefined
    checkConflicts(world, sayAgain(said, operation.seq, content), byKey)
    try {
      const keys = foldOperation(records, operation)
      const after = records.get(`visit/${content.recordId}`) as VisitRecord | undefined
      if (after !== undefined) checkVisit(before, after, content)
      return keys
    } catch (error) {
      check('I10', false, () => String(error))
      return []
    }
  }

  /** Where the page that recorded it can still be asked. */
  function isAsRecorded({ id, content }: StoredOperation): boolean {
    const recorded = world.recorded.get(id)
    return recorded === undefined || recorded.has(content)
  }

  function checkVisit(before: VisitRecord | undefined, after: VisitRecord, content: OperationContent): void {
    const firsts = after.revisions.filter((one) => one.baseRevisionId === undefined && one.diverged !== true)
    const ids = [
      ...after.revisions.map(({ revisionId }) => revisionId),
      ...after.decisions.map((one) => one.operationId),
    ]
    const isOnce = new Set(ids).size === ids.length && firsts.length === 1
    check('I4', isOnce, () => `visit ${after.id} after ${content.id}: ${JSON.stringify(after)}`)
    const isKept =
      before === undefined ||
      (before.revisions.every((one, index) => canonicalJson(one) === canonicalJson(after.revisions[index])) &&
        before.decisions.every((one, index) => canonicalJson(one) === canonicalJson(after.decisions[index])))
    check('I11', isKept, () => `visit ${after.id} lost or changed something with ${content.id}`)
    const decision = after.decisions.find(({ operationId }) => operationId === content.id)
    if (decision === undefined || before === undefined) return
    const named = content.body['revisionId']
    const isOnHead = named === before.headRevisionId
    const holds = decision.revisionId === named && (isOnHead || after.state === before.state)
    check('I11', holds, () => `decision ${content.id} reached beyond the revision it names`)
  }

  function lookAtScopes(live: readonly StoredRecord[]): void {
    const roster = readRoster(live)
    const scopes = new Map(
      roster.people.map((person) => [person.id, scopeOf(person, roster, world.time.now())]),
    )
    const stored = new Map(roster.people.map(({ id }) => [id, new Set<string>()]))
    for (const { person_id: id, scope_key: key } of server.query<{ person_id: string; scope_key: string }>(
      'select person_id, scope_key from scope',
    ))
      stored.get(id)?.add(key)
    for (const [id, scope] of scopes) {
      const kept = stored.get(id)!
      const isSame = scope.size === kept.size && [...scope].every((key) => kept.has(key))
      check('I10', isSame, () => `${id} sees ${[...kept].join()}, by the records ${[...scope].join()}`)
      noteChange(views.at(-1)?.scopes.get(id), scope)
    }
    views.push({ scopes, live })
  }

  function noteChange(before: ReadonlySet<string> | undefined, after: ReadonlySet<string>): void {
    if (before === undefined) return
    if ([...after].some((key) => !before.has(key))) world.hit('scopeAdded')
    if ([...before].some((key) => !after.has(key))) world.hit('scopeRemoved')
  }

  function noteOutgrown({ seq }: Counter): void {
    if (lost === undefined || epoch !== lost.epoch || seq <= lost.seq) return
    world.hit('restoredAndOutgrew')
    lost = undefined
  }

  function beginAnew(): void {
    lost = readCounter(server).epoch === epoch ? { seq: seen, epoch } : undefined
    records = new Map()
    said = createFirmsSaid()
    seen = 0
    views.length = 0
    look()
  }

  return { look, said: () => said, views, beginAnew }
}

/** What a person may see right now. */
export function viewNow(watch: ServerWatch, personId: string): StoredRecord[] {
  const { scopes, live } = watch.views.at(-1)!
  return viewOf(scopes.get(personId) ?? new Set(), live)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
