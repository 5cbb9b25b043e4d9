import type { Collection } from '#domain/records.ts'
import type { Store } from './store/contract.ts'

/** One record as it stands, outside any view. */
export async function readRecord<Kind>(
  store: Store,
  unitId: string,
  collection: Collection,
  id: string,
): Promise<Kind | undefined> {
  const row = await store.read((transaction) =>
    transaction
      .selectFrom('record')
      .select('json')
      .where('unit_id', '=', unitId)
      .where('collection', '=', collection)
      .where('id', '=', id)
      .where('deleted', '=', 0)
      .executeTakeFirst(),
  )
  return row && (JSON.parse(row.json) as Kind)
}

/** Every record of a small collection, by id. */
export async function readCollection<Kind>(
  store: Store,
  unitId: string,
  collection: Collection,
): Promise<Kind[]> {
  const rows = await store.read((transaction) =>
    transaction
      .selectFrom('record')
      .select('json')
      .where('unit_id', '=', unitId)
      .where('collection', '=', collection)
      .where('deleted', '=', 0)
      .orderBy('id')
      .execute(),
  )
  return rows.map((row) => JSON.parse(row.json) as Kind)
}

/** The unit this server is for; undefined before it is set up. */
export async function readUnitId(store: Store): Promise<string | undefined> {
  const row = await store.read((transaction) =>
    transaction.selectFrom('unit_counter').select('unit_id').limit(1).executeTakeFirst(),
  )
  return row?.unit_id
}
