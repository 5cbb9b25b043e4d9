import type { Kysely, Transaction } from 'kysely'
import type { Tables, UnitCounterTable } from './tables.ts'

/**
 * What the server needs of a database. SQL outside this folder is the kind that SQLite and PostgreSQL both
 * take; where they differ, it is behind one of these functions.
 */
export interface Store {
  /** For the account library and single statements. */
  readonly db: Kysely<Tables>
  /** All or nothing; nobody else writes meanwhile. */
  readonly write: <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => Promise<Value>
  /** One snapshot: what is committed while it runs is not seen. */
  readonly read: <Value>(work: (transaction: Transaction<Tables>) => Promise<Value>) => Promise<Value>
  /**
   * Reads the unit's counter and keeps every other writer of the unit out until the transaction ends. To be
   * called before anything is read that is written back, so that the order of merging is the order of numbers.
   */
  readonly lockUnit: (transaction: Transaction<Tables>, unitId: string) => Promise<UnitCounterTable>
  /** Whether an error came from the database itself (full, busy, broken) and not from what it was asked to keep. */
  readonly isStorageFailure: (error: unknown) => boolean
  readonly close: () => Promise<void>
}
