import { mergeOperation, targetOf, type Change, type Merged } from '#domain/merge.ts'
import { isKnownKind } from '#domain/merge.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { HeldRecord } from '#domain/records.ts'
import type { Receipt, ReceiptStatus } from '#domain/receipt.ts'
import { judge, type Author } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Entry } from './operationRows.ts'
import type { ReadOperation } from './readOperation.ts'
import { personScope, scopeKeyOf } from './scopeKeys.ts'
import { scopeEffects } from './scopes.ts'

export interface Settled {
  readonly status: ReceiptStatus
  readonly seq: number
  readonly problem?: ProblemCode
}

/** Lets an operation count, with everything that follows from it, or keeps it apart with the reason. */
export async function settleOperation(
  ledger: Ledger,
  entry: Entry,
  isStorageFailure: (error: unknown) => boolean,
  onBug: (error: unknown) => void,
): Promise<Settled> {
  if (entry.problem !== undefined) return hold(ledger, entry, entry.problem)
  try {
    const settled = await ledger.attempt(() => applyOperation(ledger, entry.who, entry.operation))
    return settled.status === 'held' ? await hold(ledger, entry, settled.problem) : settled
  } catch (error) {
    if (isStorageFailure(error)) throw error
    // one deed that this build trips over must not stop the others
    onBug(error)
    return hold(ledger, entry, 'notApplicable')
  }
}

type Applied =
  | (Settled & { status: Exclude<ReceiptStatus, 'held'> })
  | { status: 'held'; problem: ProblemCode }

async function applyOperation(ledger: Ledger, who: Author, operation: ReadOperation): Promise<Applied> {
  const { content, ownHash } = operation
  const verdict = await judge(ledger, who, content)
  if (verdict.kind === 'held') return { status: 'held', problem: verdict.problem }
  const target = targetOf(content)
  if (typeof target === 'string') return { status: 'held', problem: target }
  const before = (await ledger.read(target.collection, content.recordId))?.record
  const stamp = { seq: ledger.last() + 1, receivedAt: ledger.receivedAt }
  const merged: Merged = mergeOperation(before, content, stamp, ownHash)
  if (merged.kind === 'held') return { status: 'held', problem: merged.problem }
  const seq = ledger.take()
  await writeChanges(ledger, merged.changes, seq)
  const after = merged.changes[0]?.record
  if (isKnownKind(content.kind)) await scopeEffects[content.kind]?.(ledger, { content, seq, before, after })
  const problem = merged.problem ?? verdict.flag
  return { status: merged.status, seq, ...(problem !== undefined && { problem }) }
}

/** The first change is the record the deed is about and has its number; the others take their own. */
async function writeChanges(ledger: Ledger, changes: readonly Change[], seq: number): Promise<void> {
  for (const [index, change] of changes.entries()) {
    await ledger.write({
      collection: change.collection,
      id: change.id,
      scopeKey: scopeKeyOf(change),
      seq: index === 0 ? seq : ledger.take(),
      record: change.record,
    })
  }
}

/** Keeps an operation where its author and the supervisors see it. */
async function hold(
  ledger: Ledger,
  { operation: { content }, who, id }: Entry,
  problem: ProblemCode,
): Promise<Settled> {
  const personId = who.author?.id ?? who.carrier.id
  const firmId = (content.body as Record<string, unknown> | undefined)?.['firmId']
  const record: HeldRecord = {
    id,
    ...(typeof firmId === 'string' && { firmId }),
    personId,
    problem,
    heldAt: ledger.receivedAt,
    content: { ...content },
  }
  const seq = ledger.take()
  await ledger.write({ collection: 'held', id, scopeKey: personScope(personId), seq, record })
  return { status: 'held', seq, problem }
}

export function receiptOf(operationId: string, bodyHash: string, settled: Settled): Receipt {
  const { status, seq, problem } = settled
  return { operationId, status, seq, bodyHash, ...(problem !== undefined && { problem }) }
}
