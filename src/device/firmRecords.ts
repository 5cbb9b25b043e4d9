import { liftRecord } from '#domain/lifts.ts'
import type { BaseRow } from './database.ts'
import type { Device } from './device.ts'
import { keyOf, type PageEffect } from './pageEffect.ts'
import { openRows } from './pending.ts'

/** Records by `collection/id`. */
type Records = Map<string, unknown>

/** All rows of some firms, at one moment. */
export async function readRowsOf({ database }: Device, firmIds: readonly string[]): Promise<BaseRow[]> {
  const found = await database.transaction('r', database.base, () =>
    // each in one answer: a cursor over all of them would come and go once a row
    Promise.all(firmIds.map((scope) => database.base.where({ scope }).toArray())),
  )
  return found.flat()
}

/** Turns rows into the records of firms as the server's will be once a page is written. */
export function recordsAfter({ puts, deletes, emptied }: PageEffect) {
  const arriving = new Map<string, Records>()
  for (const [key, put] of puts) {
    const records = arriving.get(put.scope) ?? new Map()
    arriving.set(put.scope, records.set(key, liftRecord(put.collection, put.record)))
  }
  return async (rows: readonly BaseRow[], firmIds: Iterable<string>): Promise<Map<string, Records>> => {
    const firms = new Map(Array.from(firmIds, (firmId) => [firmId, new Map() as Records]))
    const staying = rows.filter((row) => !emptied.has(row.scope) && !deletes.has(keyOf(row)))
    for (const [key, { scope, record }] of await openRows(staying)) firms.get(scope)?.set(key, record)
    for (const [firmId, records] of firms) {
      for (const [key, record] of arriving.get(firmId) ?? []) records.set(key, record)
    }
    return firms
  }
}
