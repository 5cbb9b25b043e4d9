import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSqliteDialect } from '#server/store/dialect.ts'

async function path(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'nhip-cau-store-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return join(directory, 'test.sqlite')
}

interface Things {
  thing: { id: number; name: string }
}

async function openThings(settings: { path?: string; readOnly?: boolean } = {}) {
  const { path: at = ':memory:', readOnly = false } = settings
  const dialect = createSqliteDialect({ path: at, readOnly, durability: 'full' })
  const db = new Kysely<Things>({ dialect })
  onTestFinished(() => db.destroy())
  if (!readOnly)
    await sql`create table if not exists thing (id integer primary key, name text not null)`.execute(db)
  return db
}

async function names(db: Kysely<Things>): Promise<string[]> {
  return (await db.selectFrom('thing').select('name').orderBy('id').execute()).map((row) => row.name)
}

describe('the dialect', () => {
  test('gives back what was read, what was written, and how much', async () => {
    const db = await openThings()
    const [row] = await db.insertInto('thing').values({ id: 7, name: 'một' }).returningAll().execute()
    expect({ ...row }).toEqual({ id: 7, name: 'một' })
    const again = await db
      .insertInto('thing')
      .values({ id: 7, name: 'hai' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    expect(again.numInsertedOrUpdatedRows).toBe(0n)
    expect(await names(db)).toEqual(['một'])
  })

  test('undoes a transaction that failed, and goes back to a savepoint', async () => {
    const db = await openThings()
    const broken = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('thing').values({ id: 1, name: 'một' }).execute()
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    const transaction = await db.startTransaction().execute()
    const kept = await transaction.savepoint('kept').execute()
    await kept.insertInto('thing').values({ id: 2, name: 'hai' }).execute()
    await (await kept.rollbackToSavepoint('kept').execute()).commit().execute()
    expect(await names(db)).toEqual([])
  })

  test('lets transactions have their turn, one whole after the other', async () => {
    const db = await openThings()
    const add = (name: string) =>
      db.transaction().execute(async (transaction) => {
        const before = await names(transaction)
        await Promise.resolve()
        await transaction.insertInto('thing').values({ id: before.length, name }).execute()
      })
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(add))
    expect(await names(db)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('reads one snapshot beside a writer, and cannot write where it may only read', async () => {
    const at = await path()
    const writer = await openThings({ path: at })
    const reader = await openThings({ path: at, readOnly: true })
    await reader.transaction().execute(async (transaction) => {
      expect(await names(transaction)).toEqual([])
      await writer.insertInto('thing').values({ id: 1, name: 'một' }).execute()
      expect(await names(transaction)).toEqual([])
    })
    expect(await names(reader)).toEqual(['một'])
    await expect(reader.insertInto('thing').values({ id: 2, name: 'hai' }).execute()).rejects.toThrow(
      'readonly',
    )
  })

  test('leaves nothing of a migration that broke off', async () => {
    const db = await openThings()
    const broken = {
      up: async (inside: Kysely<unknown>) => {
        await sql`create table half (id integer)`.execute(inside)
        throw new Error('power cut')
      },
    }
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => ({ broken }) },
    }).migrateToLatest()
    expect(error).toBeDefined()
    expect((await db.introspection.getTables()).map(({ name }) => name)).not.toContain('half')
  })
})
