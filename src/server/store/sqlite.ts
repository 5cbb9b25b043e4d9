import { Kysely, type Transaction } from 'kysely'
import { createTurn, inTurn } from '#server/turn.ts'
import type { Store } from './contract.ts'
import { createSqliteDialect, type SqliteSettings } from './dialect.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

export type SqliteFile = Omit<SqliteSettings, 'readOnly'>

/** The embedded database: one writer and one reader, in one process. */
export async function openSqliteStore(settings: SqliteFile): Promise<Store> {
  const writer = new Kysely<Tables>({ dialect: createSqliteDialect({ ...settings, readOnly: false }) })
  await migrate(writer)
  // a database in memory belongs to its connection, so there is no second one
  const isShared = settings.path === ':memory:'
  const reader = isShared
    ? writer
    : new Kysely<Tables>({ dialect: createSqliteDialect({ ...settings, readOnly: true }) })
  const turn = createTurn()
  return {
    kind: 'sqlite',
    db: writer,
    write: (work) => writer.transaction().execute(work),
    read: (work) => reader.transaction().execute(work),
    lockUnit,
    lockUnits: async () => undefined,
    inTurn: (work) => inTurn(turn, work),
    news: { tell: async () => undefined, hear: () => undefined },
    isStorageFailure,
    close: async () => {
      if (!isShared) await reader.destroy()
      await writer.destroy()
    },
  }
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
