import type { Transaction } from 'kysely'
import { digestOf } from '#domain/digest.ts'
import type { DigestChanges } from './digestChanges.ts'
import type { Tables } from './store/tables.ts'

/** A record as it stands, with the set it comes and goes with. */
export interface StoredRecord {
  readonly scopeKey: string
  readonly seq: number
  readonly record: unknown
}

export interface RecordWrite {
  readonly collection: string
  readonly id: string
  readonly scopeKey: string
  readonly seq: number
  readonly record: unknown
}

interface Place {
  readonly scopeKey: string
  readonly seq: number
}

type Row = Omit<Tables['record'], 'unit_id'>

/** The live records of one unit in one commit; remembers where they stand, so that a write need not look again. */
export function createRecordRows(transaction: Transaction<Tables>, unitId: string, digests: DigestChanges) {
  const places = new Map<string, Place | undefined>()

  async function read(collection: string, id: string): Promise<StoredRecord | undefined> {
    const row = await transaction
      .selectFrom('record')
      .select(['scope_key', 'seq', 'json'])
      .where('unit_id', '=', unitId)
      .where('collection', '=', collection)
      .where('id', '=', id)
      .where('deleted', '=', 0)
      .executeTakeFirst()
    const place = row && { scopeKey: row.scope_key, seq: row.seq }
    places.set(`${collection}/${id}`, place)
    return row && { ...place!, record: JSON.parse(row.json) as unknown }
  }

  async function placeOf(collection: string, id: string): Promise<Place | undefined> {
    const key = `${collection}/${id}`
    if (!places.has(key)) await read(collection, id)
    return places.get(key)
  }

  async function put(row: Row): Promise<void> {
    await putRow(transaction, { unit_id: unitId, ...row })
    const place = row.deleted === 1 ? undefined : { scopeKey: row.scope_key, seq: row.seq }
    places.set(`${row.collection}/${row.id}`, place)
  }

  return {
    read,
    has: async (collection: string, id: string) => (await placeOf(collection, id)) !== undefined,
    /** A record never changes its set: to move one, it is removed first. */
    write: async ({ collection, id, scopeKey, record, seq }: RecordWrite): Promise<void> => {
      const before = await placeOf(collection, id)
      const key = `${collection}/${id}`
      if (before !== undefined && before.scopeKey !== scopeKey)
        throw new Error(`${key} must be removed first`)
      if (before !== undefined) digests.out(scopeKey, digestOf(key, before.seq))
      digests.in(scopeKey, digestOf(key, seq))
      await put({ collection, id, scope_key: scopeKey, seq, deleted: 0, json: JSON.stringify(record) })
    },
    /** Leaves a tombstone under a number of its own. */
    remove: async (collection: string, id: string, take: () => number): Promise<void> => {
      const before = await placeOf(collection, id)
      if (before === undefined) return
      digests.out(before.scopeKey, digestOf(`${collection}/${id}`, before.seq))
      await put({ collection, id, scope_key: before.scopeKey, seq: take(), deleted: 1, json: 'null' })
    },
    /** What was written was undone. */
    forget: () => places.clear(),
  }
}

async function putRow(transaction: Transaction<Tables>, row: Tables['record']): Promise<void> {
  const { seq, deleted, json } = row
  await transaction
    .insertInto('record')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'collection', 'id', 'scope_key']).doUpdateSet({ seq, deleted, json }),
    )
    .execute()
}
