import type { ProblemCode } from '#domain/problem.ts'
import type { ReceiptStatus } from '#domain/receipt.ts'
import type { Author } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { ReadOperation } from './readOperation.ts'
import type { Settled } from './settleOperation.ts'

/** Insert first, look later: false means it is here already. Counts as applied until noted otherwise. */
export async function insertOperation(
  ledger: Ledger,
  who: Author,
  deviceId: string,
  { content, text, ownHash, deviceSeq }: ReadOperation,
  asId: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ledger.transaction
    .insertInto('operation')
    .values({
      unit_id: ledger.unitId,
      id: asId,
      device_id: deviceId,
      device_seq: deviceSeq,
      seq: ledger.last() + 1,
      person_id: who.author?.id ?? who.carrier.id,
      kind: columnText(content.kind),
      record_id: columnText(content.recordId),
      status: 'applied' satisfies ReceiptStatus,
      problem: null,
      body_hash: ownHash,
      content: text,
      received_at: ledger.receivedAt,
      session_person: who.carrier.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows !== 0n
}

/** What is only kept may hold anything under these names; the text in full is in the content. */
function columnText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().slice(0, 80) : ''
}

export async function noteOutcome(
  ledger: Ledger,
  id: string,
  { status, seq, problem }: Settled,
): Promise<void> {
  await ledger.transaction
    .updateTable('operation')
    .set({ status, seq, problem: problem ?? null })
    .where('unit_id', '=', ledger.unitId)
    .where('id', '=', id)
    .execute()
}

export async function readOutcome(ledger: Ledger, id: string): Promise<Settled & { bodyHash: string }> {
  const row = await ledger.transaction
    .selectFrom('operation')
    .select(['status', 'seq', 'problem', 'body_hash'])
    .where('unit_id', '=', ledger.unitId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const problem = row.problem as ProblemCode | null
  return {
    status: row.status as ReceiptStatus,
    seq: row.seq,
    bodyHash: row.body_hash,
    ...(problem !== null && { problem }),
  }
}
