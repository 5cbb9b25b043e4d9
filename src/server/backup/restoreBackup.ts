import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import { wholeUnit } from '#server/scopeKeys.ts'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { sealSqliteFile } from '#server/store/sqliteFile.ts'
import type { Tables } from '#server/store/tables.ts'
import { copyTables } from './copyTables.ts'
import type { BackedUp } from './makeBackup.ts'

/**
 * Fills an empty database with a backup, all or nothing, and begins another history: devices notice by its epoch
 * and bring back what they were told after the backup was made. Throws in words for people.
 */
export async function restoreBackup(store: Store, file: string, epoch: string): Promise<BackedUp> {
  return withCopyOf(file, (backup) =>
    backup.read((from) =>
      store.write(async (to) => {
        await store.lockUnits(to)
        await refuseUnlessEmpty(to)
        await copyTables(from, to)
        await refuseUnlessWhole(to, file)
        await to.updateTable('unit_counter').set({ epoch }).execute()
        return to.selectFrom('unit_counter').select(['unit_id', 'seq']).executeTakeFirstOrThrow()
      }),
    ),
  )
}

/** A backup of an older version is brought up to date first, which must not change the file itself. */
async function withCopyOf<Value>(file: string, work: (backup: Store) => Promise<Value>): Promise<Value> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const directory = await mkdtemp(join(tmpdir(), 'nhip-cau-restore-'))
  const path = join(directory, 'backup.sqlite')
  try {
    await copyFile(file, path)
    const backup = await openBackup(path, file)
    try {
      return await work(backup)
    } finally {
      await backup.close()
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function openBackup(path: string, file: string): Promise<Store> {
  try {
    sealSqliteFile(path)
    return await openStore({ path, durability: 'off' })
  } catch (error) {
    throw new Error(`${file} is not a backup that this version can read.`, { cause: error })
  }
}

async function refuseUnlessEmpty(to: Transaction<Tables>): Promise<void> {
  for (const table of ['unit_counter', 'user'] as const) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(to)
    if (rows.length > 0) {
      throw new Error(
        'This database is not empty, and restoring overwrites nothing. ' +
          'Name an empty one with DATA_DIR or DATABASE_URL.',
      )
    }
  }
}

/** As many records as the digest of the whole unit counts. */
async function refuseUnlessWhole(to: Transaction<Tables>, file: string): Promise<void> {
  const digest = await to
    .selectFrom('digest')
    .select('count')
    .where('scope_key', '=', wholeUnit)
    .executeTakeFirst()
  const { count } = await to
    .selectFrom('record')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('deleted', '=', 0)
    .executeTakeFirstOrThrow()
  if (digest?.count !== count)
    throw new Error(`${file} holds ${count} records where it should hold ${digest?.count ?? 'some'}.`)
}
