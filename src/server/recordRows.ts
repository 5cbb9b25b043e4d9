import type { Transaction } from 'kysely'
import { digestOf } from '#domain/digest.ts'
import { liftRecord } from '#domain/lifts.ts'
import type { DigestChanges } from './digestChanges.ts'
import type { Journal } from './journal.ts'
import { createLiveRecords } from './liveRecords.ts'
import { createRowBuffer } from './rowBuffer.ts'
import { isKey } from './scopeKeys.ts'
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

type Row = Tables['record']

/** The records of one unit in one commit; what is written waits to be written with others. */
export function createRecordRows(
  transaction: Transaction<Tables>,
  unitId: string,
  digests: DigestChanges,
  journal: Journal,
) {
  const { load, find, set } = createLiveRecords(transaction, unitId, journal)
  const waiting = createRowBuffer<Row>(journal)

  function put(row: Row): void {
    const { collection, id, scope_key, deleted } = row
    if (!isKey(id) || !isKey(scope_key)) throw new Error('not a text that names a record')
    waiting.put(`${collection}/${id}/${scope_key}`, row)
    set(collection, id, deleted === 1 ? undefined : row)
  }

  return {
    load,
    has: async (collection: string, id: string) => (await find(collection, id)) !== undefined,
    read: async (collection: string, id: string): Promise<StoredRecord | undefined> => {
      const live = await find(collection, id)
      return (
        live && {
          scopeKey: live.scope_key,
          seq: live.seq,
          record: liftRecord(collection, JSON.parse(live.json)),
        }
      )
    },
    /** A record never changes its set: to move one, it is removed first. */
    write: async ({ collection, id, scopeKey, record, seq }: RecordWrite): Promise<void> => {
      const before = await find(collection, id)
      const key = `${collection}/${id}`
      if (before !== undefined && before.scope_key !== scopeKey)
        throw new Error(`${key} must be removed first`)
      const json = JSON.stringify(record)
      put({ unit_id: unitId, collection, id, scope_key: scopeKey, seq, deleted: 0, json })
      if (before !== undefined) digests.out(scopeKey, digestOf(key, before.seq))
      digests.in(scopeKey, digestOf(key, seq))
    },
    /** Leaves a tombstone under a number of its own. */
    remove: async (collection: string, id: string, take: () => number): Promise<void> => {
      const before = await find(collection, id)
      if (before === undefined) return
      const { scope_key } = before
      digests.out(scope_key, digestOf(`${collection}/${id}`, before.seq))
      put({ unit_id: unitId, collection, id, scope_key, seq: take(), deleted: 1, json: 'null' })
    },
    save: () => waiting.save((rows) => putRows(transaction, rows)),
  }
}

async function putRows(transaction: Transaction<Tables>, rows: Row[]): Promise<void> {
  await transaction
    .insertInto('record')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'collection', 'id', 'scope_key']).doUpdateSet((row) => ({
        seq: row.ref('excluded.seq'),
        deleted: row.ref('excluded.deleted'),
        json: row.ref('excluded.json'),
      })),
    )
    .execute()
}
