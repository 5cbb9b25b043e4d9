import { Dexie, type Table } from 'dexie'
import type { Answers } from '#domain/answers.ts'
import { measure, type Measured } from '../pages/clock.ts'
import { offlineVisits } from '../pages/syncTasks.ts'

// The least that brings the same records over and back: fetch, bulkPut, POST. No promise of any kind is kept.

const pageSize = 1000

interface PlainRow {
  readonly id: string
  readonly seq: number
  readonly record: unknown
}

class PlainDatabase extends Dexie {
  declare rows: Table<PlainRow, string>
  declare waiting: Table<{ id: string; body: unknown }, string>
  declare sent: Table<{ id: string; body: unknown }, string>

  constructor(name: string) {
    super(name)
    this.version(1).stores({ rows: 'id, seq', waiting: 'id', sent: 'id' })
  }
}

const opened = new Map<string, PlainDatabase>()

function databaseOf(name: string): PlainDatabase {
  const known = opened.get(name) ?? new PlainDatabase(name)
  opened.set(name, known)
  return known
}

export async function plainFetchAll(name: string): Promise<Measured> {
  const database = databaseOf(name)
  await database.open()
  return measure(async (fetch) => {
    const response = await fetch('/bench/floor/all')
    const rows = (await response.json()) as PlainRow[]
    for (let start = 0; start < rows.length; start += pageSize) {
      await database.rows.bulkPut(rows.slice(start, start + pageSize))
    }
    return rows.length
  })
}

export async function plainFetchSince({ name, seq }: { name: string; seq: number }): Promise<Measured> {
  const database = databaseOf(name)
  return measure(async (fetch) => {
    const response = await fetch(`/bench/floor/since?seq=${seq}`)
    const rows = (await response.json()) as PlainRow[]
    if (rows.length > 0) await database.rows.bulkPut(rows)
    return rows.length
  })
}

export async function plainRecord(given: {
  name: string
  firmIds: readonly string[]
  templates: readonly Answers[]
  count: number
}): Promise<void> {
  await databaseOf(given.name).waiting.bulkPut(offlineVisits(given.firmIds, given.templates, given.count))
}

export async function plainPost(name: string): Promise<Measured> {
  const database = databaseOf(name)
  return measure(async (fetch) => {
    const documents = await database.waiting.toArray()
    const body = JSON.stringify(documents)
    const headers = { 'content-type': 'application/json' }
    await (await fetch('/bench/floor/visits', { method: 'POST', headers, body })).json()
    await database.transaction('rw', database.waiting, database.sent, async () => {
      await database.sent.bulkPut(documents)
      await database.waiting.clear()
    })
    return documents.length
  })
}

/** The newest 50 of the visits, by a plain index. */
export async function plainNewest(name: string): Promise<number> {
  const database = databaseOf(name)
  const began = performance.now()
  const rows = await database.rows.orderBy('seq').reverse().limit(50).toArray()
  if (rows.length !== 50) throw new Error('the floor has no 50 visits')
  return performance.now() - began
}
