import { crc32 } from 'node:zlib'
import type { Transaction } from 'kysely'
import { addDigest, emptyDigest, type Digest } from '#domain/digest.ts'
import type { PersonRecord } from '#domain/records.ts'
import { protocolVersion, type PullRequest } from '#protocol/sync.ts'
import type { Cursor } from './cursor.ts'
import { isContradicted, mintEpoch, readTag } from './histories.ts'
import { readRows, type PageRow } from './pages.ts'
import { readPurged } from './tombstones.ts'
import type { Parts } from './parts.ts'
import { wholeUnit } from './scopeKeys.ts'
import type { Revoked, Tables, UnitCounterTable } from './store/tables.ts'

/** Who asks to be sent what: found before anything is read for them. */
export interface Reader {
  readonly unitId: string
  readonly person: PersonRecord
}

/** The next page of a person's changes, as the text of the answer: records are passed on without being parsed. */
export async function deliver(
  parts: Pick<Parts, 'store' | 'now' | 'cursors' | 'makeTag'>,
  reader: Reader,
  request: PullRequest,
): Promise<string> {
  const { store, cursors } = parts
  const read = (text: string | null | undefined) =>
    text == null ? undefined : cursors.read(text, reader.person.id)
  const asked = { from: read(request.cursor), told: read(request.mark), limit: request.limit }
  const isFirst = request.cursor === null
  const page =
    (await store.read((transaction) => readPage(transaction, reader, asked, isFirst))) ??
    (await readAfterMint(parts, reader, asked, isFirst))
  const head = {
    ...answerHead(page.counter, request.requestId, parts.now()),
    cursor: parts.cursors.write(page.cursor, reader.person.id),
    upTo: page.cursor.upTo,
    more: page.more,
    ...(page.restart === true && { restart: true }),
    ...(page.digest !== undefined && { digest: page.digest }),
  }
  return withChanges(head, page.rows)
}

/** To a device that was withdrawn: nothing more, and why. */
export function tellRevoked(
  parts: Pick<Parts, 'store' | 'now'>,
  { unitId }: Reader,
  requestId: string,
  revoked: Revoked,
): Promise<object> {
  return parts.store.read(async (transaction) => {
    const head = answerHead(await readCounter(transaction, unitId), requestId, parts.now())
    return { ...head, cursor: '', upTo: 0, more: false, changes: [], revoked }
  })
}

/** What every answer of synchronisation begins with. */
export function answerHead(counter: UnitCounterTable, requestId: string, nowMs: number) {
  return {
    protocol: protocolVersion as typeof protocolVersion,
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
  /** The device's cursor leads nowhere: it begins anew, beside what it has. */
  readonly restart?: true
  readonly digest?: Digest
}

interface Asked {
  readonly from: Cursor | undefined
  /** The latest commit that the device was told of when it sent something. */
  readonly told: Cursor | undefined
  readonly limit: number
}

/** Rows, number and digest of one snapshot; undefined where the device knows of commits that are gone. */
async function readPage(
  transaction: Transaction<Tables>,
  { unitId, person }: Reader,
  { from: asked, told, limit }: Asked,
  isFirst: boolean,
): Promise<Page | undefined> {
  const counter = await readCounter(transaction, unitId)
  if (await isContradicted(transaction, counter, [asked, told])) return undefined
  const wholeSince = await readWholeSince(transaction, unitId, person.id)
  const { epoch, seq } = counter
  const now = { epoch, wholeSince, seen: seq, tag: await readTag(transaction, unitId, seq) }
  const begin = { ...now, at: 0, within: 0, upTo: 0, clean: seq }
  const isFollowed = asked?.epoch === epoch && asked.clean >= (await readPurged(transaction, unitId))
  if (!isFollowed && !isFirst) return { counter, rows: [], cursor: begin, more: true, restart: true }
  const from = isFollowed ? startFrom(asked, begin) : begin
  const query = { unitId, personId: person.id, at: from.at, within: from.within, limit }
  const { rows, more } = await readRows(transaction, wholeSince > 0, query)
  const last = rows.at(-1)
  if (more) return { counter, rows, cursor: { ...from, ...now, at: last!.at, within: last!.seq }, more }
  const digest = await readDigest(transaction, unitId, person.id, wholeSince > 0)
  return { counter, rows, cursor: { ...now, at: seq, within: seq, upTo: seq, clean: seq }, more, digest }
}

/** Whoever came to see everything reads from the beginning, over what they have. */
function startFrom(asked: Cursor, begin: Cursor): Cursor {
  const isWholeAnew = begin.wholeSince > 0 && asked.wholeSince !== begin.wholeSince
  return isWholeAnew ? { ...begin, upTo: asked.upTo, clean: asked.clean } : asked
}

/** The first device that knows better than the server begins another history, for all of them. */
async function readAfterMint(
  { store, makeTag }: Pick<Parts, 'store' | 'makeTag'>,
  reader: Reader,
  asked: Asked,
  isFirst: boolean,
): Promise<Page> {
  await store.write(async (transaction) => {
    const counter = await store.lockUnit(transaction, reader.unitId)
    if (await isContradicted(transaction, counter, [asked.from, asked.told]))
      await mintEpoch(transaction, reader.unitId, makeTag)
  })
  const page = await store.read((transaction) => readPage(transaction, reader, asked, isFirst))
  if (page === undefined) throw new Error('a new history can’t be contradicted')
  return page
}

function changeText({ seq, scope_key: scope, record }: PageRow): string {
  if (record === null) return JSON.stringify({ kind: 'unscope', scope, seq })
  const { collection, id, deleted, json } = record
  if (deleted === 1) return JSON.stringify({ kind: 'tombstone', collection, id, seq })
  const head = JSON.stringify({ kind: 'record', collection, id, seq, scope })
  const text = `${head.slice(0, -1)},"record":${json}}`
  return `${text.slice(0, -1)},"sum":${crc32(text)}}`
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
