import type { Transaction } from 'kysely'
import { setNoted, type Journal } from './journal.ts'
import { inPieces } from './rowBuffer.ts'
import { isKey } from './scopeKeys.ts'
import type { Tables } from './store/tables.ts'

/** Undefined for what is not there. */
type Live = Pick<Tables['record'], 'scope_key' | 'seq' | 'json'> | undefined

/** The live records of one unit as one commit sees them: each is read at most once. */
export interface LiveRecords {
  /** Reads at once what will be asked for one by one. */
  readonly load: (collection: string, ids: readonly string[]) => Promise<void>
  readonly find: (collection: string, id: string) => Promise<Live>
  readonly set: (collection: string, id: string, live: Live) => void
}

export function createLiveRecords(
  transaction: Transaction<Tables>,
  unitId: string,
  journal: Journal,
): LiveRecords {
  const known = new Map<string, Live>()

  async function load(collection: string, ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !known.has(`${collection}/${id}`))
    const found = await readLive(transaction, unitId, collection, unknown)
    for (const id of unknown) known.set(`${collection}/${id}`, found.get(id))
  }

  return {
    load,
    find: async (collection, id) => {
      const key = `${collection}/${id}`
      if (!known.has(key)) await load(collection, [id])
      return known.get(key)
    },
    set: (collection, id, live) => setNoted(journal, known, `${collection}/${id}`, live),
  }
}

async function readLive(
  transaction: Transaction<Tables>,
  unitId: string,
  collection: string,
  ids: readonly string[],
): Promise<Map<string, Live>> {
  const found = new Map<string, Live>()
  for (const some of inPieces(ids.filter(isKey))) {
    const rows = await transaction
      .selectFrom('record')
      .select(['id', 'scope_key', 'seq', 'json'])
      .where('unit_id', '=', unitId)
      .where('collection', '=', collection)
      .where('id', 'in', some)
      .where('deleted', '=', 0)
      .execute()
    for (const { id, ...live } of rows) found.set(id, live)
  }
  return found
}
