import type { Transaction } from 'kysely'
import { createAttempts } from './attempts.ts'
import { createDigestChanges } from './digestChanges.ts'
import { createJournal, type Journal } from './journal.ts'
import { createRecordRows, type RecordWrite, type StoredRecord } from './recordRows.ts'
import type { Store } from './store/contract.ts'
import type { Tables } from './store/tables.ts'
import { createViewRows, type ViewRows } from './viewRows.ts'

/**
 * One commit of a unit's order: hands out numbers, keeps records under them and the digests in step. What it is
 * told waits in memory, to be written many rows at a time; nothing of it counts before `close`, its last step.
 */
export interface Ledger {
  readonly unitId: string
  /** The server's clock at the beginning, ISO 8601 in UTC. */
  readonly receivedAt: string
  /** The number that was taken last. */
  readonly last: () => number
  /** Takes the next numbers and returns the first of them. */
  readonly take: (count?: number) => number
  /** Reads records at once that will be asked for one by one. */
  readonly load: (collection: string, ids: readonly string[]) => Promise<void>
  readonly has: (collection: string, id: string) => Promise<boolean>
  readonly read: (collection: string, id: string) => Promise<StoredRecord | undefined>
  /** A record never changes its set: to move one, it is removed first. */
  readonly write: (write: RecordWrite) => Promise<void>
  /** Leaves a tombstone under a number of its own. */
  readonly remove: (collection: string, id: string) => Promise<void>
  readonly views: ViewRows
  /** Notes that a person's view changed, so that they hear of it. */
  readonly touchPerson: (personId: string) => void
  /** For statements of one's own: writes what waits, so that they find it. */
  readonly flush: () => Promise<Transaction<Tables>>
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
  /** Writes before and after each attempt, so that what the database does not take is undone alone. */
  readonly stepByStep?: boolean
}

export async function openLedger(parts: LedgerParts): Promise<Ledger> {
  const { transaction, unitId, stepByStep = false } = parts
  const counter = await parts.store.lockUnit(transaction, unitId)
  const journal = createJournal()
  const digests = createDigestChanges(journal)
  const records = createRecordRows(transaction, unitId, digests, journal)
  const personIds = new Set<string>()
  const touchPerson = (personId: string) => void personIds.add(personId)
  const views = createViewRows(transaction, unitId, journal, touchPerson)
  const attempts = createAttempts(transaction, journal)
  const numbers = createNumbers(counter.seq, journal)

  async function flush(): Promise<Transaction<Tables>> {
    await attempts.touch()
    await records.save()
    await views.save()
    return transaction
  }

  return {
    unitId,
    receivedAt: new Date(parts.nowMs).toISOString(),
    ...numbers,
    load: records.load,
    has: records.has,
    read: records.read,
    write: records.write,
    remove: (collection, id) => records.remove(collection, id, numbers.take),
    views,
    touchPerson,
    flush,
    attempt: (work) =>
      attempts.run(async () => {
        if (stepByStep) await flush()
        const value = await work()
        if (stepByStep) await flush()
        return value
      }),
    close: async () => {
      await flush()
      await digests.save(transaction, unitId)
      if (numbers.last() > counter.seq) await saveOrder(parts, numbers.last())
      const { epoch, durable_seq: durableSeq } = counter
      return { unitId, epoch, durableSeq, scopeKeys: digests.scopeKeys(), personIds }
    },
  }
}

function createNumbers(start: number, journal: Journal): Pick<Ledger, 'last' | 'take'> {
  let seq = start
  return {
    last: () => seq,
    take: (count = 1) => {
      const before = seq
      journal.note(() => (seq = before))
      seq += count
      return before + 1
    },
  }
}

async function saveOrder({ transaction, unitId, makeTag }: LedgerParts, seq: number): Promise<void> {
  await transaction.updateTable('unit_counter').set({ seq }).where('unit_id', '=', unitId).execute()
  await transaction.insertInto('commit_tag').values({ unit_id: unitId, seq, tag: makeTag() }).execute()
}
