import type { Transaction } from 'kysely'
import type { Cursor } from './cursor.ts'
import type { Tables, UnitCounterTable } from './store/tables.ts'

/**
 * Whether a device was told of a commit that this server does not have: it was put back to an earlier state,
 * and may have gone on from there with other commits under the same numbers.
 */
export async function isContradicted(
  transaction: Transaction<Tables>,
  counter: UnitCounterTable,
  told: readonly (Cursor | undefined)[],
): Promise<boolean> {
  for (const one of told) {
    if (one === undefined || one.epoch !== counter.epoch) continue
    if (one.seen > counter.seq) return true
    if ((await readTag(transaction, counter.unit_id, one.seen)) !== one.tag) return true
  }
  return false
}

/**
 * Begins another history. To be called when a backup was put back: every device then hands in again what the
 * server lacks, and receives everything anew.
 */
export async function mintEpoch(
  transaction: Transaction<Tables>,
  unitId: string,
  makeTag: () => string,
): Promise<string> {
  const epoch = makeTag()
  await transaction.updateTable('unit_counter').set({ epoch }).where('unit_id', '=', unitId).execute()
  return epoch
}

/** The tag of the commit that ended with a number; empty where none did. */
export async function readTag(
  transaction: Transaction<Tables>,
  unitId: string,
  seq: number,
): Promise<string> {
  const row = await transaction
    .selectFrom('commit_tag')
    .select('tag')
    .where('unit_id', '=', unitId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.tag ?? ''
}
