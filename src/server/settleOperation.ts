import { isKnownKind, mergeOperation, targetOf, type Change, type Look, type Stamp } from '#domain/merge.ts'
import { refuseRelease } from '#domain/merge/held.ts'
import { firmsOfImport } from '#domain/merge/import.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { HeldRecord } from '#domain/records.ts'
import type { Receipt, ReceiptStatus } from '#domain/receipt.ts'
import { countHeld, heldEffects } from './heldOperations.ts'
import { judge } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Entry } from './operationRows.ts'
import { personScope, scopeKeyOf } from './scopeKeys.ts'
import { scopeEffects } from './scopes.ts'
import { newBuildKey, noteWaiting } from './waitingRows.ts'

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
    const settled = await ledger.attempt(() => applyOperation(ledger, entry))
    return settled.status === 'held' ? await hold(ledger, entry, settled.problem, settled.waitsFor) : settled
  } catch (error) {
    if (isStorageFailure(error)) throw error
    // one deed that this build trips over must not stop the others
    onBug(error)
    return hold(ledger, entry, 'notApplicable')
  }
}

/** What holds writes nothing. */
export type Applied =
  | (Settled & { status: Exclude<ReceiptStatus, 'held'> })
  | { status: 'held'; problem: ProblemCode; waitsFor: readonly string[] }

/** Lets an operation count under the id it is kept under. `isReleased`: a supervisor says that it may. */
export async function applyOperation(ledger: Ledger, entry: Entry, isReleased = false): Promise<Applied> {
  const { ownHash } = entry.operation
  const content = contentOf(entry)
  const verdict = await judge(ledger, entry.who, content, isReleased)
  if (verdict.kind === 'held') return { waitsFor: [], ...verdict, status: 'held' }
  const target = targetOf(content)
  if (typeof target === 'string') return { status: 'held', problem: target, waitsFor: [newBuildKey] }
  const before = (await ledger.read(target.collection, content.recordId))?.record
  const look = await lookAt(ledger, firmsOfImport(content))
  const merge = () => mergeOperation(before, content, stampOf(ledger, entry), ownHash, look)
  let merged = merge()
  if (content.kind === 'held.release' && merged.kind === 'changed' && merged.status === 'applied') {
    const problem = await countHeld(ledger, content.recordId, (held) => applyOperation(ledger, held, true))
    const stamp = stampOf(ledger, entry)
    merged = problem === undefined ? merge() : refuseRelease(before as HeldRecord, content, stamp, problem)
  }
  if (merged.kind === 'held') {
    const { problem, waitsFor } = merged
    return { status: 'held', problem, waitsFor: waitsFor === undefined ? [] : [waitsFor] }
  }
  const seq = ledger.take()
  await writeChanges(ledger, merged.changes, seq)
  const after = merged.changes[0]?.record
  const effect = isKnownKind(content.kind) && (scopeEffects[content.kind] ?? heldEffects[content.kind])
  if (effect) await effect(ledger, { content, seq, before, after, changes: merged.changes, look })
  ledger.tell(content.recordId)
  ledger.tell(content.id)
  const problem = merged.problem ?? verdict.flag
  return { status: merged.status, seq, ...(problem !== undefined && { problem }) }
}

/** Firms as they stand before a deed of many. */
async function lookAt(ledger: Ledger, firmIds: readonly string[]): Promise<Look> {
  const firms = new Map<string, unknown>()
  for (const firmId of firmIds) firms.set(firmId, (await ledger.read('firm', firmId))?.record)
  return (collection, id) => (collection === 'firm' ? firms.get(id) : undefined)
}

/** What is kept beside another of the same id counts under the id it has here. */
function contentOf({ operation: { content }, id }: Entry): OperationContent {
  return content.id === id ? content : { ...content, id }
}

function stampOf(ledger: Ledger, { operation }: Entry): Stamp {
  return { seq: ledger.last() + 1, receivedAt: operation.receivedAt ?? ledger.receivedAt }
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
  { operation: { content, ownHash }, who, id }: Entry,
  problem: ProblemCode,
  waitsFor: readonly string[] = [],
): Promise<Settled> {
  const personId = who.author?.id ?? who.carrier.id
  const firmId = (content.body as Record<string, unknown> | undefined)?.['firmId']
  const record: HeldRecord = {
    id,
    kind: typeof content.kind === 'string' ? content.kind : '',
    ...(typeof firmId === 'string' && { firmId }),
    personId,
    problem,
    heldAt: ledger.receivedAt,
    bodyHash: ownHash,
    content: { ...content },
    state: 'open',
    decisions: [],
  }
  const seq = ledger.take()
  await ledger.write({ collection: 'held', id, scopeKey: personScope(personId), seq, record })
  if (waitsFor.length > 0) await noteWaiting(ledger, id, waitsFor)
  ledger.tell(id)
  return { status: 'held', seq, problem }
}

export function receiptOf(operationId: string, bodyHash: string, settled: Settled): Receipt {
  const { status, seq, problem } = settled
  return { operationId, status, seq, bodyHash, ...(problem !== undefined && { problem }) }
}
