import type { Transaction } from 'kysely'
import { answerHead, readCounter, readWholeSince, withChanges, type Reader } from './deliver.ts'
import type { PageRow } from './pages.ts'
import type { Parts } from './parts.ts'
import type { Tables } from './store/tables.ts'

type Asked = Pick<Parts, 'store' | 'now'>

/** The key and number of every record in a person's view, for a device whose digest differs. */
export function listView(parts: Asked, { unitId, person }: Reader, requestId: string) {
  return parts.store.read(async (transaction) => {
    const counter = await readCounter(transaction, unitId)
    const seesAll = (await readWholeSince(transaction, unitId, person.id)) > 0
    const rows = await viewQuery(transaction, unitId, person.id, seesAll)
      .select(['record.collection', 'record.id', 'record.seq'])
      .orderBy('record.seq')
      .execute()
    const keys = rows.map(({ collection, id, seq }) => [collection, id, seq] as [string, string, number])
    return { ...answerHead(counter, requestId, parts.now()), keys }
  })
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
    for (const [collection, id] of request.keys) {
      const row = await viewQuery(transaction, unitId, person.id, seesAll)
        .select(['record.seq', 'record.scope_key', 'record.json'])
        .where('record.collection', '=', collection)
        .where('record.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) continue
      const { seq, scope_key, json } = row
      rows.push({ at: seq, seq, scope_key, record: { collection, id, deleted: 0, json } })
    }
    return withChanges(answerHead(counter, request.requestId, parts.now()), rows)
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
