import { CompiledQuery, type Transaction } from 'kysely'
import { createDigestChanges } from './digestChanges.ts'
import { createRecordRows, type RecordWrite, type StoredRecord } from './recordRows.ts'
import type { Store } from './store/contract.ts'
import type { Tables } from './store/tables.ts'

/**
 * One commit of a unit's order: hands out numbers, writes records under them and keeps the digests in step.
 * Nothing of it counts before `close`, which must be its last step.
 */
export interface Ledger {
  readonly transaction: Transaction<Tables>
  readonly unitId: string
  /** The server's clock at the beginning, ISO 8601 in UTC. */
  readonly receivedAt: string
  /** The number that was taken last. */
  readonly last: () => number
  /** Takes the next numbers and returns the first of them. */
  readonly take: (count?: number) => number
  readonly has: (collection: string, id: string) => Promise<boolean>
  readonly read: (collection: string, id: string) => Promise<StoredRecord | undefined>
  /** A record never changes its set: to move one, it is removed first. */
  readonly write: (write: RecordWrite) => Promise<void>
  /** Leaves a tombstone under a number of its own. */
  readonly remove: (collection: string, id: string) => Promise<void>
  /** Notes that a person's view changed, so that they hear of it. */
  readonly touchPerson: (personId: string) => void
  /** Runs work that is undone, numbers included, if it throws. */
  readonly attempt: <Value>(work: () => Promise<Value>) => Promise<Value>
  readonly close: () => Promise<Commit>
}

/** Where a commit left the unit, and whose views it changed: sets of records, and persons. */
export interface Commit {
  readonly unitId: string
  readonly epoch: string
  readonly durableSeq: number
  readonly scopeKeys: ReadonlySet<string>
  readonly personIds: ReadonlySet<string>
}

export interface LedgerParts {
  readonly store: Store
  readonly transaction: Transaction<Tables>
  readonly unitId: string
  readonly nowMs: number
  readonly makeTag: () => string
}

export async function openLedger(parts: LedgerParts): Promise<Ledger> {
  const { transaction, unitId } = parts
  const counter = await parts.store.lockUnit(transaction, unitId)
  const digests = createDigestChanges()
  const records = createRecordRows(transaction, unitId, digests)
  const personIds = new Set<string>()
  let seq = counter.seq

  function take(count = 1): number {
    seq += count
    return seq - count + 1
  }

  function mark(): () => void {
    const [undoDigests, seqBefore] = [digests.mark(), seq]
    return () => {
      records.forget()
      undoDigests()
      seq = seqBefore
    }
  }

  return {
    transaction,
    unitId,
    receivedAt: new Date(parts.nowMs).toISOString(),
    last: () => seq,
    take,
    has: records.has,
    read: records.read,
    write: records.write,
    remove: (collection, id) => records.remove(collection, id, take),
    touchPerson: (personId) => personIds.add(personId),
    attempt: (work) => attempt(transaction, work, mark()),
    close: async () => {
      await digests.save(transaction, unitId)
      if (seq > counter.seq) await saveOrder(parts, seq)
      const { epoch, durable_seq: durableSeq } = counter
      return { unitId, epoch, durableSeq, scopeKeys: digests.scopeKeys(), personIds }
    },
  }
}

async function attempt<Value>(
  transaction: Transaction<Tables>,
  work: () => Promise<Value>,
  undo: () => void,
): Promise<Value> {
  const run = (text: string) => transaction.executeQuery(CompiledQuery.raw(text))
  await run('savepoint attempt')
  try {
    const value = await work()
    await run('release savepoint attempt')
    return value
  } catch (error) {
    await run('rollback to savepoint attempt')
    await run('release savepoint attempt')
    undo()
    throw error
  }
}

async function saveOrder({ transaction, unitId, makeTag }: LedgerParts, seq: number): Promise<void> {
  await transaction.updateTable('unit_counter').set({ seq }).where('unit_id', '=', unitId).execute()
  await transaction.insertInto('commit_tag').values({ unit_id: unitId, seq, tag: makeTag() }).execute()
}
