import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { sealSqliteFile } from '#server/store/sqliteFile.ts'
import type { UnitCounterTable } from '#server/store/tables.ts'
import { copyTables } from './copyTables.ts'

/** Where a backup ends: what it holds is everything up to this number. */
export type BackedUp = Pick<UnitCounterTable, 'unit_id' | 'seq'>

/**
 * Writes one snapshot of the database, of whichever kind it is, into a file that is an SQLite database, while
 * everybody goes on working. When the file is on disk, the server tells devices that they need not keep for it
 * what it holds. Throws in words for people.
 */
export async function makeBackup(store: Store, file: string): Promise<BackedUp> {
  if (existsSync(file)) throw new Error(`${file} exists already; a backup overwrites nothing.`)
  const part = `${file}.part`
  await removeSqliteFile(part)
  try {
    const counter = await copyInto(part, store)
    sealSqliteFile(part)
    await saveToDisk(part)
    await rename(part, file)
    await saveToDisk(dirname(file))
    await noteDurable(store, counter)
    return counter
  } finally {
    await removeSqliteFile(part)
  }
}

export async function removeSqliteFile(path: string): Promise<void> {
  for (const ending of ['', '-wal', '-shm', '-journal']) await rm(`${path}${ending}`, { force: true })
}

async function copyInto(path: string, store: Store): Promise<UnitCounterTable> {
  // it is brought to disk when it is whole
  const copy = await openStore({ path, durability: 'off' })
  try {
    return await store.read(async (from) => {
      const counter = await from.selectFrom('unit_counter').selectAll().executeTakeFirst()
      if (counter === undefined) throw new Error('There is nothing to back up: no unit is set up yet.')
      await copy.write((to) => copyTables(from, to))
      return counter
    })
  } finally {
    await copy.close()
  }
}

async function saveToDisk(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync()
  await handle.close()
}

async function noteDurable(store: Store, { unit_id, epoch, seq }: UnitCounterTable): Promise<void> {
  await store.write(async (transaction) => {
    await store.lockUnit(transaction, unit_id)
    await transaction
      .updateTable('unit_counter')
      .set({ durable_seq: seq })
      .where('unit_id', '=', unit_id)
      .where('epoch', '=', epoch)
      .where('durable_seq', '<', seq)
      .execute()
  })
}
