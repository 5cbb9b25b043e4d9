import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { firstMigration } from './migrations/001-first.ts'
import type { Tables } from './tables.ts'

/** Brings a database up to date: one history for both kinds. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ '001-first': firstMigration }) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('the database could not be brought up to date', { cause: error })
}
