import type { Receipt } from '#domain/receipt.ts'
import type { HaveAnswer, HaveRequest } from '#protocol/sync.ts'
import { answerHead, readCounter } from './deliver.ts'
import { asideId, outcomeOf } from './operationRows.ts'
import type { Parts } from './parts.ts'
import type { Carrier } from './receive.ts'
import { receiptOf } from './settleOperation.ts'

const pairsPerQuery = 100

/** Receipts of the operations that are here with that very hash, as far as the asker wrote or brought them. */
export function findReceipts(
  parts: Pick<Parts, 'store' | 'now'>,
  { unitId, person }: Carrier,
  { requestId, operations }: HaveRequest,
): Promise<HaveAnswer> {
  return parts.store.read(async (transaction) => {
    const receipts: Receipt[] = []
    for (let start = 0; start < operations.length; start += pairsPerQuery) {
      const pairs = operations.slice(start, start + pairsPerQuery)
      const rows = await transaction
        .selectFrom('operation')
        .select(['id', 'status', 'seq', 'problem', 'body_hash'])
        .where('unit_id', '=', unitId)
        .where((row) => row.or([row('person_id', '=', person.id), row('session_person', '=', person.id)]))
        .where(
          'id',
          'in',
          pairs.flatMap(([id, hash]) => [id, asideId(hash)]),
        )
        .execute()
      const byId = new Map(rows.map((row) => [row.id, row]))
      for (const [id, hash] of pairs) {
        const found = [byId.get(id), byId.get(asideId(hash))].find((row) => row?.body_hash === hash)
        if (found !== undefined) receipts.push(receiptOf(id, hash, outcomeOf(found)))
      }
    }
    const counter = await readCounter(transaction, unitId)
    const head = answerHead(counter, requestId, parts.now())
    return { ...head, receipts: receipts.map((receipt) => ({ ...receipt })) }
  })
}
