import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { BenchUnit } from './openBench.ts'

/** The plain server: one table of JSON documents, one insert a document, nothing looked at. */
export interface FloorStore {
  readonly all: () => string
  readonly since: (seq: number) => string
  readonly insert: (documents: readonly { readonly id: string }[]) => number
  /** Takes over what the unit now holds. */
  readonly copyFrom: (bench: BenchUnit, fromSeq: number) => Promise<void>
  readonly close: () => void
}

export function openFloorStore(dataDir: string): FloorStore {
  const database = openRaw(join(dataDir, 'floor.sqlite'))
  database.exec('create table document (id text primary key, seq integer not null, json text not null)')
  database.exec('create index document_seq on document (seq)')
  const put = database.prepare('insert or replace into document (id, seq, json) values (?, ?, ?)')
  const after = database.prepare('select json from document where seq > ? order by seq')
  const list = (seq: number) =>
    `[${(after.all(seq) as { json: string }[]).map(({ json }) => json).join(',')}]`
  return {
    all: () => list(0),
    since: list,
    insert(documents) {
      database.exec('begin immediate')
      for (const document of documents) put.run(document.id, 0, JSON.stringify(document))
      database.exec('commit')
      return documents.length
    },
    async copyFrom({ handler, unit }, fromSeq) {
      const rows = await handler.parts.store.db
        .selectFrom('record')
        .select(['collection', 'id', 'seq', 'json'])
        .where('unit_id', '=', unit.unitId)
        .where('deleted', '=', 0)
        .where('seq', '>', fromSeq)
        .execute()
      database.exec('begin immediate')
      for (const { collection, id, seq, json } of rows) {
        const key = `${collection}/${id}`
        put.run(key, seq, `{"id":"${key}","seq":${seq},"record":${json}}`)
      }
      database.exec('commit')
    },
    close: () => database.close(),
  }
}

/** `node:sqlite` as durable as our own store. */
export function openRaw(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = full')
  return database
}
