import { sql, type Transaction } from 'kysely'
import type { Collection } from '#domain/records.ts'
import { answerHead, readCounter, readWholeSince, withChanges, type Reader } from './deliver.ts'
import type { PageRow } from './pages.ts'
import type { Parts } from './parts.ts'
import type { Tables } from './store/tables.ts'

const mostBytes = 8 * 1024 * 1024

type Asked = Pick<Parts, 'store' | 'now'>

/** The key and number of every record in a person's view, for a device whose digest differs. */
export function listView(parts: Asked, { unitId, person }: Reader, requestId: string) {
  return parts.store.read(async (transaction) => {
    const counter = await readCounter(transaction, unitId)
    const seesAll = (await readWholeSince(transaction, unitId, person.id)) > 0
    const { rows } = await (seesAll ? unitKeysQuery(unitId) : scopedKeysQuery(unitId, person.id)).execute(
      transaction,
    )
    const keys = rows.map(({ collection, id, seq }) => [collection, id, seq] as [string, string, number])
    return { ...answerHead(counter, requestId, parts.now()), keys }
  })
}

interface Key {
  readonly collection: string
  readonly id: string
  readonly seq: number
}

function unitKeysQuery(unitId: string) {
  return sql<Key>`
    select collection, id, seq from record where unit_id = ${unitId} and deleted = 0 order by seq
  `
}

/** `cross join` keeps SQLite from beginning with the records. */
function scopedKeysQuery(unitId: string, personId: string) {
  return sql<Key>`
    select r.collection, r.id, r.seq
    from scope s cross join record r
    where r.unit_id = s.unit_id and r.scope_key = s.scope_key and r.deleted = 0
      and s.unit_id = ${unitId} and s.person_id = ${personId}
    order by r.seq
  `
}

/** Records by key, as far as they are in the person's view; the others are passed over without a word. */
export function fetchRecords(
  parts: Asked,
  { unitId, person }: Reader,
  request: { readonly requestId: string; readonly keys: readonly (readonly [string, string])[] },
): Promise<string> {
  return parts.store.read(async (transaction) => {
    const counter = await readCounter(transaction, unitId)
    const seesAll = (await readWholeSince(transaction, unitId, person.id)) > 0
    const rows: PageRow[] = []
    let bytes = 0
    for (const [collection, id] of request.keys) {
      const row = await viewQuery(transaction, unitId, person.id, seesAll)
        .select(['record.seq', 'record.scope_key', 'record.json'])
        .where('record.collection', '=', collection)
        .where('record.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) continue
      const { seq, scope_key, json } = row
      bytes += json.length
      // what is left out is missed again and asked for in another round
      if (rows.length > 0 && bytes > mostBytes) break
      rows.push({ at: seq, seq, scope_key, record: { collection, id, deleted: 0, json } })
    }
    return withChanges(answerHead(counter, request.requestId, parts.now()), rows)
  })
}

/** One record, if it is in the person's view. */
export async function readInView<Kind>(
  { store }: Pick<Parts, 'store'>,
  { unitId, person }: Reader,
  collection: Collection,
  id: string,
): Promise<Kind | undefined> {
  return store.read(async (transaction) => {
    const seesAll = (await readWholeSince(transaction, unitId, person.id)) > 0
    const row = await viewQuery(transaction, unitId, person.id, seesAll)
      .select('record.json')
      .where('record.collection', '=', collection)
      .where('record.id', '=', id)
      .executeTakeFirst()
    return row && (JSON.parse(row.json) as Kind)
  })
}

function viewQuery(transaction: Transaction<Tables>, unitId: string, personId: string, seesAll: boolean) {
  const all = transaction
    .selectFrom('record')
    .where('record.unit_id', '=', unitId)
    .where('record.deleted', '=', 0)
  if (seesAll) return all
  return all.where((row) =>
    row.exists(
      row
        .selectFrom('scope')
        .select('scope.scope_key')
        .whereRef('scope.unit_id', '=', 'record.unit_id')
        .whereRef('scope.scope_key', '=', 'record.scope_key')
        .where('scope.person_id', '=', personId),
    ),
  )
}
