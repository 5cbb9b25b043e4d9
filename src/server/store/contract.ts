import type { Kysely, Transaction } from 'kysely'
import type { Tables, UnitCounterTable } from './tables.ts'

/**
 * What the server needs of a database. SQL outside this folder is the kind that SQLite and PostgreSQL both
 * take; where they differ, it is behind one of these functions.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres'
  /** For the account library and single statements. */
  readonly db: Kysely<Tables>
  /** All or nothing. May run its work again when the database asks for it. */
  readonly write: <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => Promise<Value>
  /** One snapshot: what is committed while it runs is not seen. */
  readonly read: <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => Promise<Value>
  /**
   * Reads the unit's counter and keeps every other writer of the unit out until the transaction ends. To be
   * called before anything is read that is written back, so that the order of merging is the order of numbers.
   */
  readonly lockUnit: (transaction: Transaction<Tables>, unitId: string) => Promise<UnitCounterTable>
  /** Keeps everybody else from beginning a unit until the transaction ends. */
  readonly lockUnits: (transaction: Transaction<Tables>) => Promise<void>
  /** Runs work of several transactions while nobody else, in whatever process, runs such work. */
  readonly inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>
  readonly news: News
  /** Whether an error came from the database itself (full, busy, broken) and not from what it was asked to keep. */
  readonly isStorageFailure: (error: unknown) => boolean
  readonly close: () => Promise<void>
}

/** What the processes that share a database tell each other. */
export interface News {
  /** At most `mostNewsBytes`; told to the others, and perhaps to the teller. */
  readonly tell: (text: string) => Promise<void>
  /** Undefined when something may have been missed. */
  readonly hear: (listener: (text: string | undefined) => void) => void
}

export const mostNewsBytes = 7000
