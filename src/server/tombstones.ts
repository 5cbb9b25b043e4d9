import type { Transaction } from 'kysely'
import type { Parts } from './parts.ts'
import type { Tables } from './store/tables.ts'

/** A device that was away longer receives everything anew. */
const keptMs = 180 * 86_400_000

/** Up to which number tombstones are gone; 0 while none is. */
export async function readPurged(transaction: Transaction<Tables>, unitId: string): Promise<number> {
  const row = await transaction
    .selectFrom('purged')
    .select('through')
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row?.through ?? 0
}

/**
 * Forgets what was deleted 180 days ago, and remembers up to where, so that no device goes on from a place that
 * is older. What left a person's view stays noted: visits to it are known to have been in order once.
 */
export async function purgeTombstones(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  unitId: string,
): Promise<void> {
  await store.write(async (transaction) => {
    await store.lockUnit(transaction, unitId)
    const { through } = await transaction
      .selectFrom('commit_tag')
      .select((row) => row.fn.max('seq').as('through'))
      .where('unit_id', '=', unitId)
      .where('committed_at', '<', now() - keptMs)
      .executeTakeFirstOrThrow()
    if (through === null || through <= (await readPurged(transaction, unitId))) return
    await transaction
      .deleteFrom('record')
      .where('unit_id', '=', unitId)
      .where('deleted', '=', 1)
      .where('seq', '<=', through)
      .execute()
    await transaction
      .insertInto('purged')
      .values({ unit_id: unitId, through })
      .onConflict((conflict) => conflict.column('unit_id').doUpdateSet({ through }))
      .execute()
  })
}
