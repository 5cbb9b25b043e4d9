import type { Transaction } from 'kysely'
import { addDigest, emptyDigest, removeDigest, type Digest } from '#domain/digest.ts'
import { setNoted, type Journal } from './journal.ts'
import { inPieces } from './rowBuffer.ts'
import { wholeUnit } from './scopeKeys.ts'
import type { Tables } from './store/tables.ts'

export type DigestChanges = ReturnType<typeof createDigestChanges>

/** What one commit adds to and takes from the digests of the sets it touches; written once, at its end. */
export function createDigestChanges(journal: Journal) {
  const changes = new Map<string, Digest>()

  function change(scopeKey: string, combine: (before: Digest) => Digest): void {
    for (const key of [scopeKey, wholeUnit])
      setNoted(journal, changes, key, combine(changes.get(key) ?? emptyDigest))
  }

  return {
    in: (scopeKey: string, digest: Digest) => change(scopeKey, (before) => addDigest(before, digest)),
    out: (scopeKey: string, digest: Digest) => change(scopeKey, (before) => removeDigest(before, digest)),
    scopeKeys: (): ReadonlySet<string> => new Set(changes.keys()),
    save: async (transaction: Transaction<Tables>, unitId: string): Promise<void> => {
      for (const some of inPieces([...changes])) await saveSome(transaction, unitId, some)
    },
  }
}

async function saveSome(
  transaction: Transaction<Tables>,
  unitId: string,
  changes: readonly (readonly [string, Digest])[],
): Promise<void> {
  const keys = changes.map(([key]) => key)
  const stored = await transaction
    .selectFrom('digest')
    .select(['scope_key', 'count', 'high', 'low'])
    .where('unit_id', '=', unitId)
    .where('scope_key', 'in', keys)
    .execute()
  const before = new Map(stored.map((row) => [row.scope_key, row]))
  const rows = changes.map(([key, change]) => {
    const { count, high, low } = addDigest(before.get(key) ?? emptyDigest, change)
    return { unit_id: unitId, scope_key: key, count, high, low }
  })
  await transaction
    .insertInto('digest')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'scope_key']).doUpdateSet((row) => ({
        count: row.ref('excluded.count'),
        high: row.ref('excluded.high'),
        low: row.ref('excluded.low'),
      })),
    )
    .execute()
}
