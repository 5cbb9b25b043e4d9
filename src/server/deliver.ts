import type { Transaction } from 'kysely'
import { addDigest, emptyDigest, type Digest } from '#domain/digest.ts'
import type { PersonRecord } from '#domain/records.ts'
import { protocolVersion, type PullRequest } from '#protocol/sync.ts'
import type { Cursor, Cursors } from './cursor.ts'
import { readRows, type PageRow } from './pages.ts'
import type { Parts } from './parts.ts'
import { wholeUnit } from './scopeKeys.ts'
import type { Tables, UnitCounterTable } from './store/tables.ts'

/** Who asks to be sent what: found before anything is read for them. */
export interface Reader {
  readonly unitId: string
  readonly person: PersonRecord
}

/** The next page of a person's changes, as the text of the answer: records are passed on without being parsed. */
export async function deliver(
  parts: Pick<Parts, 'store' | 'now' | 'cursors'>,
  reader: Reader,
  request: PullRequest,
): Promise<string> {
  const page = await parts.store.read((transaction) => readPage(transaction, parts.cursors, reader, request))
  const head = {
    ...answerHead(page.counter, request.requestId, parts.now()),
    cursor: parts.cursors.write(page.cursor, reader.person.id),
    upTo: page.cursor.upTo,
    more: page.more,
    ...(page.digest !== undefined && { digest: page.digest }),
  }
  return withChanges(head, page.rows)
}

/** What every answer of synchronisation begins with. */
export function answerHead(counter: UnitCounterTable, requestId: string, nowMs: number) {
  return {
    protocol: protocolVersion,
    requestId,
    epoch: counter.epoch,
    serverTime: new Date(nowMs).toISOString(),
    durableSeq: counter.durable_seq,
  }
}

export function withChanges(head: object, rows: readonly PageRow[]): string {
  return `${JSON.stringify(head).slice(0, -1)},"changes":[${rows.map(changeText).join(',')}]}`
}

interface Page {
  readonly counter: UnitCounterTable
  readonly rows: readonly PageRow[]
  readonly cursor: Cursor
  readonly more: boolean
  readonly digest?: Digest
}

/** Rows, number and digest of one snapshot. */
async function readPage(
  transaction: Transaction<Tables>,
  cursors: Cursors,
  { unitId, person }: Reader,
  request: PullRequest,
): Promise<Page> {
  const counter = await readCounter(transaction, unitId)
  const wholeSince = await readWholeSince(transaction, unitId, person.id)
  const asked = request.cursor === null ? undefined : cursors.read(request.cursor, person.id)
  const from = startFrom(asked, counter, wholeSince)
  const query = { unitId, personId: person.id, at: from.at, within: from.within, limit: request.limit }
  const { rows, more } = await readRows(transaction, wholeSince > 0, query)
  const last = rows.at(-1)
  if (more) {
    const cursor = { ...from, at: last!.at, within: last!.seq }
    return { counter, rows, cursor, more }
  }
  const digest = await readDigest(transaction, unitId, person.id, wholeSince > 0)
  const tag = await readTag(transaction, unitId, counter.seq)
  const end = {
    epoch: counter.epoch,
    at: counter.seq,
    within: counter.seq,
    wholeSince,
    upTo: counter.seq,
    tag,
  }
  return { counter, rows, cursor: end, more, digest }
}

/** A cursor of another history, or from beyond this one, is none; whoever came to see everything begins anew. */
function startFrom(asked: Cursor | undefined, counter: UnitCounterTable, wholeSince: number): Cursor {
  const { epoch } = counter
  const begin = { epoch, at: 0, within: 0, wholeSince, upTo: 0, tag: '' }
  if (asked === undefined || asked.epoch !== epoch || asked.at > counter.seq) return begin
  if (wholeSince > 0 && asked.wholeSince !== wholeSince) return { ...begin, upTo: asked.upTo, tag: asked.tag }
  return { ...asked, wholeSince }
}

function changeText({ seq, scope_key: scope, record }: PageRow): string {
  if (record === null) return JSON.stringify({ kind: 'unscope', scope, seq })
  const { collection, id, deleted, json } = record
  if (deleted === 1) return JSON.stringify({ kind: 'tombstone', collection, id, seq })
  const head = JSON.stringify({ kind: 'record', collection, id, seq, scope })
  return `${head.slice(0, -1)},"record":${json}}`
}

export function readCounter(transaction: Transaction<Tables>, unitId: string): Promise<UnitCounterTable> {
  return transaction
    .selectFrom('unit_counter')
    .selectAll()
    .where('unit_id', '=', unitId)
    .executeTakeFirstOrThrow()
}

/** The number at which the person came to see the whole unit; 0 if they see a part of it. */
export async function readWholeSince(
  transaction: Transaction<Tables>,
  unitId: string,
  personId: string,
): Promise<number> {
  const row = await transaction
    .selectFrom('scope')
    .select('added_seq')
    .where('unit_id', '=', unitId)
    .where('person_id', '=', personId)
    .where('scope_key', '=', wholeUnit)
    .executeTakeFirst()
  return row?.added_seq ?? 0
}

async function readTag(transaction: Transaction<Tables>, unitId: string, seq: number): Promise<string> {
  const row = await transaction
    .selectFrom('commit_tag')
    .select('tag')
    .where('unit_id', '=', unitId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.tag ?? ''
}

async function readDigest(
  transaction: Transaction<Tables>,
  unitId: string,
  personId: string,
  seesAll: boolean,
): Promise<Digest> {
  const all = transaction.selectFrom('digest').where('digest.unit_id', '=', unitId)
  const own = seesAll
    ? all.where('digest.scope_key', '=', wholeUnit)
    : all
        .innerJoin('scope', (join) =>
          join
            .onRef('scope.unit_id', '=', 'digest.unit_id')
            .onRef('scope.scope_key', '=', 'digest.scope_key'),
        )
        .where('scope.person_id', '=', personId)
  const rows = await own.select(['digest.count', 'digest.high', 'digest.low']).execute()
  return rows.reduce<Digest>(addDigest, emptyDigest)
}
