import { Kysely, type Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Store } from './contract.ts'
import { createSqliteDialect, type SqliteSettings } from './dialect.ts'
import { firstMigration } from './migrations/001-first.ts'
import type { Tables } from './tables.ts'

/** Opens the embedded database, brings it up to date, and takes care of who may write when. */
export async function openStore(settings: Omit<SqliteSettings, 'readOnly'>): Promise<Store> {
  const writer = new Kysely<Tables>({ dialect: createSqliteDialect({ ...settings, readOnly: false }) })
  await migrate(writer)
  // a database in memory belongs to its connection, so there is no second one
  const isShared = settings.path === ':memory:'
  const reader = isShared
    ? writer
    : new Kysely<Tables>({ dialect: createSqliteDialect({ ...settings, readOnly: true }) })
  return {
    db: writer,
    write: (work) => writer.transaction().execute(work),
    read: (work) => reader.transaction().execute(work),
    lockUnit,
    isStorageFailure,
    close: async () => {
      if (!isShared) await reader.destroy()
      await writer.destroy()
    },
  }
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ '001-first': firstMigration }) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('the database could not be brought up to date', { cause: error })
}

/** What SQLite says of a row that it does not take: a rule it breaks, too much of it, another type. */
const refusals = [19, 18, 20]

function isStorageFailure(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: number }
  return code === 'ERR_SQLITE_ERROR' && !refusals.includes((errcode ?? 0) & 0xff)
}

/** The transaction began as a writer, which is all the locking SQLite has or needs. */
function lockUnit(transaction: Transaction<Tables>, unitId: string) {
  return transaction
    .selectFrom('unit_counter')
    .selectAll()
    .where('unit_id', '=', unitId)
    .executeTakeFirstOrThrow()
}
