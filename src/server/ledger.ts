import type { Transaction } from 'kysely'
import { createAttempts } from './attempts.ts'
import { createDigestChanges } from './digestChanges.ts'
import { mintEpoch, readTag } from './histories.ts'
import { createJournal, type Journal } from './journal.ts'
import { createRecordRows, type RecordWrite, type StoredRecord } from './recordRows.ts'
import type { Store } from './store/contract.ts'
import type { Tables, UnitCounterTable } from './store/tables.ts'
import { createViewRows, type ViewRows } from './viewRows.ts'
import { viewKey } from './waitingRows.ts'

/**
 * One commit of a unit's order: hands out numbers, keeps records under them and the digests in step. What it is
 * told waits in memory, to be written many rows at a time; nothing of it counts before `close`, its last step.
 */
export interface Ledger {
  readonly unitId: string
  /** The unit's counter as this commit found it. */
  readonly counter: UnitCounterTable
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
  /** Notes that something is here now that held operations may wait for. */
  readonly tell: (key: string) => void
  /** What was told since this was asked last. */
  readonly takeNews: () => string[]
  /** Notes that a person's view changed, so that they hear of it. */
  readonly touchPerson: (personId: string) => void
  /** For statements of one's own: writes what waits, so that they find it. */
  readonly flush: () => Promise<Transaction<Tables>>
  /** Runs work that is undone, numbers included, if it throws. */
  readonly attempt: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** From this commit on it is another history. */
  readonly renewEpoch: () => Promise<void>
  readonly close: () => Promise<Commit>
}

/** Where a commit left the unit, and whose views it changed: sets of records, and persons. */
export interface Commit {
  readonly unitId: string
  readonly epoch: string
  readonly seq: number
  readonly tag: string
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
  const { save, remove, ...records } = createRecordRows(transaction, unitId, digests, journal)
  const personIds = new Set<string>()
  const news = createNews()
  const views = createViewRows(transaction, unitId, journal, (personId, scopeKey) => {
    personIds.add(personId)
    news.tell(viewKey(personId, scopeKey))
  })
  const attempts = createAttempts(transaction, journal)
  const numbers = createNumbers(counter.seq, journal)
  const order = createOrder(parts, counter)

  async function flush(): Promise<Transaction<Tables>> {
    await attempts.touch()
    await save()
    await views.save()
    return transaction
  }

  return {
    unitId,
    counter,
    receivedAt: new Date(parts.nowMs).toISOString(),
    ...numbers,
    ...records,
    remove: (collection, id) => remove(collection, id, numbers.take),
    views,
    ...news,
    touchPerson: (personId) => void personIds.add(personId),
    flush,
    attempt: (work) =>
      attempts.run(async () => {
        if (stepByStep) await flush()
        const value = await work()
        if (stepByStep) await flush()
        return value
      }),
    renewEpoch: order.renew,
    close: async () => {
      await flush()
      await digests.save(transaction, unitId)
      const saved = await order.save(numbers.last())
      return { unitId, ...saved, scopeKeys: digests.scopeKeys(), personIds }
    },
  }
}

function createNews(): Pick<Ledger, 'tell' | 'takeNews'> {
  let news = new Set<string>()
  return {
    tell: (key) => void news.add(key),
    takeNews: () => {
      const told = [...news]
      news = new Set()
      return told
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

/** The unit's counter and what names its commits. */
function createOrder({ transaction, unitId, makeTag, nowMs }: LedgerParts, counter: UnitCounterTable) {
  let { epoch } = counter
  return {
    renew: async (): Promise<void> => {
      epoch = await mintEpoch(transaction, unitId, makeTag)
    },
    save: async (seq: number): Promise<Pick<Commit, 'epoch' | 'seq' | 'tag' | 'durableSeq'>> => {
      const durableSeq = counter.durable_seq
      if (seq === counter.seq) return { epoch, seq, tag: await readTag(transaction, unitId, seq), durableSeq }
      const tag = makeTag()
      await transaction.updateTable('unit_counter').set({ seq }).where('unit_id', '=', unitId).execute()
      const commit = { unit_id: unitId, seq, tag, committed_at: nowMs }
      await transaction.insertInto('commit_tag').values(commit).execute()
      return { epoch, seq, tag, durableSeq }
    },
  }
}
