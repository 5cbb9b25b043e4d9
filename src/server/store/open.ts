import type { Store } from './contract.ts'
import { openPostgresStore, type PostgresAddress } from './postgres.ts'
import { openSqliteStore, type SqliteFile } from './sqlite.ts'

/** Opens a database, brings it up to date, and takes care of who may write when. */
export function openStore(settings: SqliteFile | PostgresAddress): Promise<Store> {
  return 'url' in settings ? openPostgresStore(settings) : openSqliteStore(settings)
}
