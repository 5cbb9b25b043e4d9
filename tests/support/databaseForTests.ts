import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject, onTestFinished } from 'vitest'
import { tableKeys } from '#server/backup/copyTables.ts'
import type { PostgresAddress } from '#server/store/postgres.ts'
import type { SqliteFile } from '#server/store/sqlite.ts'
import { addressIn, administer, template } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres?: string
  }
}

const postgres = inject('postgres')

/** In the project of that name the same tests run on PostgreSQL that else run on SQLite. */
export const isPostgres = postgres !== undefined

export type DatabaseAddress = SqliteFile | PostgresAddress

/** A database for one test, gone with it: with the server's tables, or with nothing in it. */
export function newDatabase(kind: 'prepared' | 'blank' = 'prepared'): Promise<DatabaseAddress> {
  return isPostgres ? newPostgres(kind) : newSqlite()
}

export async function newSqlite(): Promise<SqliteFile> {
  return { path: join(await newDirectory(), 'nhip-cau.sqlite'), durability: 'off' }
}

/** A folder that goes with the test. */
export async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'nhip-cau-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

/** Databases of this file of tests that no test uses: emptying one is quicker than making one. */
const free: string[] = []
const made: string[] = []
const emptied = Object.keys(tableKeys)
  .toReversed()
  .map((name) => `delete from "${name}"`)

afterAll(async () => {
  for (const name of made) await administer(postgres!, `drop database ${name} with (force)`)
})

async function newPostgres(kind: 'prepared' | 'blank'): Promise<PostgresAddress> {
  const reused = kind === 'prepared' ? free.pop() : undefined
  const name = reused ?? `test_${randomUUID().replaceAll('-', '')}`
  const url = addressIn(postgres!, name)
  if (reused === undefined) {
    await administer(
      postgres!,
      `create database ${name} template ${kind === 'prepared' ? template : 'template0'}`,
    )
    made.push(name)
  }
  if (kind === 'prepared') {
    onTestFinished(async () => {
      await administer(url, ['set lock_timeout = 10000', ...emptied].join(';'))
      free.push(name)
    })
  }
  return { url }
}
