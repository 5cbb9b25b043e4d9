import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
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

async function newPostgres(kind: 'prepared' | 'blank'): Promise<PostgresAddress> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const from = kind === 'prepared' ? template : 'template0'
  await administer(postgres!, `create database ${name} template ${from}`)
  onTestFinished(() => administer(postgres!, `drop database ${name} with (force)`))
  return { url: addressIn(postgres!, name) }
}
