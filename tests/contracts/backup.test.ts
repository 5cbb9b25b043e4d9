import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeBackup } from '#server/backup/makeBackup.ts'
import { restoreBackup } from '#server/backup/restoreBackup.ts'
import { copyTables, tableKeys } from '#server/backup/copyTables.ts'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import {
  isPostgres,
  newDatabase,
  newDirectory,
  newSqlite,
  type DatabaseAddress,
} from '../support/databaseForTests.ts'
import { password, post, startServer, type TestServer } from '../support/serverForTests.ts'
import { addFirm, createSender, fold, newId, visitBody } from '../server/deeds.ts'
import { stateOf } from './stateOf.ts'

async function startOn(database: DatabaseAddress): Promise<TestServer> {
  const server = await startServer({ database })
  onTestFinished(() => server.close())
  return server
}

async function openEmpty(database = newDatabase()): Promise<Store> {
  const store = await openStore(await database)
  onTestFinished(() => store.close())
  return store
}

/** The command as an operator gives it, in a process of its own. */
async function run(command: string, file: string, database: DatabaseAddress) {
  const settings = 'url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: dirname(database.path) }
  const env = { ...process.env, DATA_DIR: await newDirectory(), ...settings }
  const child = spawn(process.execPath, ['src/server/backup/main.ts', command, file], { env })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += String(chunk)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, words }
}

/** So many that copying them takes a while, in which others write. */
async function fillOperations({ store, unitId }: TestServer, count: number): Promise<void> {
  const content = JSON.stringify({ notes: 'dài '.repeat(500) })
  const one = {
    unit_id: unitId,
    device_id: '',
    seq: 0,
    person_id: '',
    kind: '',
    record_id: '',
    problem: null,
  }
  const more = { ...one, status: '', body_hash: '', content, received_at: '', session_person: '' }
  for (let from = 0; from < count; from += 100) {
    const rows = Array.from({ length: 100 }, (_, index) => {
      return { ...more, id: `filler ${from + index}`, device_seq: from + index }
    })
    await store.db.insertInto('operation').values(rows).execute()
  }
}

async function rowsOf(store: Store, table: 'operation' | 'record') {
  return store.db.selectFrom(table).selectAll().orderBy('seq').orderBy('id').execute()
}

async function newFile(): Promise<string> {
  return join(await newDirectory(), 'backup.sqlite')
}

describe('a backup', () => {
  test('made while devices send holds everything up to one number, and nothing of what came later', async () => {
    const database = await newDatabase()
    const server = await startOn(database)
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const firmId = await addFirm(minh, server.parkIds[0])
    await fillOperations(server, 4000)
    const file = await newFile()
    let isRunning = true
    const backup = run('backup', file, database).finally(() => (isRunning = false))
    while (isRunning) {
      await binh.tell('visit.submit', newId(), visitBody(firmId))
      // or the other process is never heard of
      await setImmediate()
    }
    const words = expect.stringMatching(/Keep it away.*Photos are not in it: copy .*photos too/s) as string
    expect(await backup).toMatchObject({ code: 0, words })
    const empty = await newDatabase('blank')
    expect(await run('restore', file, empty)).toMatchObject({ code: 0 })
    const restored = await openEmpty(Promise.resolve(empty))
    const { seq } = await restored.db.selectFrom('unit_counter').select('seq').executeTakeFirstOrThrow()
    for (const table of ['operation', 'record'] as const) {
      const all = await rowsOf(server.store, table)
      const [before, after] = [all.filter((row) => row.seq <= seq), all.filter((row) => row.seq > seq)]
      expect(await rowsOf(restored, table)).toEqual(before)
      expect([before.length > 0, after.length > 0]).toEqual([true, true])
    }
    expect(await run('restore', file, empty)).toMatchObject({
      code: 1,
      words: expect.stringContaining('This database is not empty') as string,
    })
  }, 60_000)

  test('tells devices what they need not keep for it, and never less than an earlier one told', async () => {
    const server = await startOn(await newDatabase())
    const minh = await createSender(server, 'minh')
    const first = await minh.pull(null)
    expect(first.durableSeq).toBe(0)
    const { seq } = await makeBackup(server.store, await newFile())
    expect(seq).toBe(first.upTo)
    await addFirm(minh, server.parkIds[0])
    expect((await minh.pull(null)).durableSeq).toBe(seq)
    const broken = makeBackup(server.store, join(await newDirectory(), 'no such folder', 'file'))
    await expect(broken).rejects.toThrow()
    expect((await minh.pull(null)).durableSeq).toBe(seq)
  })

  test('overwrites nothing, and is not made of nothing', async () => {
    const file = await newFile()
    await writeFile(file, 'precious')
    const server = await startOn(await newDatabase())
    await expect(makeBackup(server.store, file)).rejects.toThrow('exists already')
    expect(await readFile(file, 'utf8')).toBe('precious')
    const other = await newFile()
    await expect(makeBackup(await openEmpty(), other)).rejects.toThrow('nothing to back up')
    await expect(readFile(other)).rejects.toThrow('ENOENT')
  })

  test.skipIf(isPostgres)('of a folder without data says so, and leaves nothing there', async () => {
    const directory = await newDirectory()
    const path = join(directory, 'nhip-cau.sqlite')
    const { code, words } = await run('backup', await newFile(), { path, durability: 'full' })
    expect({ code, words }).toEqual({ code: 1, words: expect.stringContaining('does not exist') as string })
    expect(await readdir(directory)).toEqual([])
  })

  test('has a place for every table there is', async () => {
    const { db } = await openEmpty()
    const names = (await db.introspection.getTables()).map(({ name }) => name)
    const own = names.filter((name) => !name.startsWith('kysely_'))
    expect(own.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(Object.keys(tableKeys).sort())
  })
})

describe('restoring', () => {
  test('gives back the same state under a new epoch, and the server goes on from there', async () => {
    const server = await startOn(await newDatabase())
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const firmId = await addFirm(minh, server.parkIds[0])
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId))
    const { receipts, epoch } = await binh.send([operation])
    const before = await minh.pullAll()
    const file = await newFile()
    await makeBackup(server.store, file)
    const database = await newDatabase()
    const restored = await openEmpty(Promise.resolve(database))
    await restoreBackup(restored, file, 'another history')
    const [one, other] = [await stateOf(server.store), await stateOf(restored)]
    expect({ ...other.rows, unit_counter: [] }).toEqual({ ...one.rows, unit_counter: [] })
    const again = await startServer({ database, joins: server })
    onTestFinished(() => again.close())
    expect(epoch).not.toBe('another history')
    expect(await binh.at(again).send([operation])).toMatchObject({ epoch: 'another history', receipts })
    // a cursor of the former history counts as none
    const { changes, last } = await minh.at(again).pullAll(before.last.cursor)
    expect([...fold(changes)]).toEqual([...fold(before.changes)])
    expect(last.digest).toEqual(before.last.digest)
  })

  test('refuses, in words, a database that is not empty, and leaves it as it was', async () => {
    const [server, other] = [await startOn(await newDatabase()), await startOn(await newDatabase())]
    const file = await newFile()
    await makeBackup(server.store, file)
    const { hash } = await stateOf(other.store)
    await expect(restoreBackup(other.store, file, 'e')).rejects.toThrow(
      'This database is not empty, and restoring overwrites nothing.',
    )
    expect((await stateOf(other.store)).hash).toBe(hash)
  })

  test('refuses, in words, what is no backup or a damaged one, and leaves the database empty', async () => {
    const server = await startOn(await newDatabase())
    const [missing, text, short] = [await newFile(), await newFile(), await newFile()]
    await writeFile(text, 'a letter')
    await makeBackup(server.store, short)
    await truncate(short, 20_000)
    const store = await openEmpty()
    await expect(restoreBackup(store, missing, 'e')).rejects.toThrow('There is no file')
    for (const file of [text, short])
      await expect(restoreBackup(store, file, 'e')).rejects.toThrow('is not a backup')
    for (const table of ['unit_counter', 'user', 'record'] as const)
      expect(await store.db.selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('leaves nothing of an attempt that broke off', async () => {
    const server = await startOn(await newDatabase())
    const store = await openEmpty()
    const broken = store.write((to) =>
      server.store.read(async (from) => {
        await copyTables(from, to)
        throw new Error('power cut')
      }),
    )
    await expect(broken).rejects.toThrow('power cut')
    expect(await store.db.selectFrom('user').selectAll().execute()).toEqual([])
  })
})

describe.runIf(isPostgres)('a backup of one kind of database', () => {
  test.each([
    ['PostgreSQL', 'SQLite', newDatabase, newSqlite],
    ['SQLite', 'PostgreSQL', newSqlite, newDatabase],
  ])('%s is restored into %s: the same state, and people sign in as before', async (_from, _to, from, to) => {
    const server = await startOn(await from())
    const minh = await createSender(server, 'minh')
    await addFirm(minh, server.parkIds[0])
    const file = await newFile()
    await makeBackup(server.store, file)
    const address = await to()
    const restored = await openEmpty(Promise.resolve(address))
    await restoreBackup(restored, file, 'another history')
    const [one, other] = [await stateOf(server.store), await stateOf(restored)]
    expect({ ...other.rows, unit_counter: [] }).toEqual({ ...one.rows, unit_counter: [] })
    const again = await startServer({ database: address, joins: server })
    onTestFinished(() => again.close())
    const { identity } = await again.signIn('minh')
    expect(identity).toMatchObject({ personId: minh.identity.personId })
    const wrong = await post(again.fetch, '/api/session/sign-in', {
      username: 'minh',
      password: `${password}!`,
    })
    expect(wrong.status).toBe(401)
  })
})
