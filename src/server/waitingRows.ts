import { isKey } from './scopeKeys.ts'
import type { Ledger } from './ledger.ts'
import { inPieces } from './rowBuffer.ts'

/** What only a newer server understands waits for one. */
export const newBuildKey = 'a newer build'

/** What waits for a set to come into its author's view. */
export function viewKey(personId: string, scopeKey: string): string {
  return `${personId} ${scopeKey}`
}

/** Notes what a held operation waits for, in the place of what it waited for before. */
export async function noteWaiting(
  ledger: Ledger,
  operationId: string,
  keys: readonly string[],
): Promise<void> {
  const transaction = await ledger.flush()
  await transaction
    .deleteFrom('waiting')
    .where('unit_id', '=', ledger.unitId)
    .where('operation_id', '=', operationId)
    .execute()
  // what no record can be called never comes
  const possible = [...new Set(keys)].filter(isKey)
  if (possible.length === 0) return
  await transaction
    .insertInto('waiting')
    .values(possible.map((key) => ({ unit_id: ledger.unitId, operation_id: operationId, key })))
    .execute()
}

/** Operations that wait for one of these, in the order in which they came. */
export async function readWaiting(ledger: Ledger, keys: readonly string[]): Promise<string[]> {
  const transaction = await ledger.flush()
  const found = new Map<string, number>()
  for (const some of inPieces(keys)) {
    const rows = await transaction
      .selectFrom('waiting')
      .innerJoin('operation', (join) =>
        join
          .onRef('operation.unit_id', '=', 'waiting.unit_id')
          .onRef('operation.id', '=', 'waiting.operation_id'),
      )
      .select(['operation.id', 'operation.seq'])
      .where('waiting.unit_id', '=', ledger.unitId)
      .where('waiting.key', 'in', some)
      .execute()
    for (const { id, seq } of rows) found.set(id, seq)
  }
  return [...found].toSorted(([, left], [, right]) => left - right).map(([id]) => id)
}

export async function isAnythingWaiting(ledger: Ledger): Promise<boolean> {
  const transaction = await ledger.flush()
  const row = await transaction
    .selectFrom('waiting')
    .select('key')
    .where('unit_id', '=', ledger.unitId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
