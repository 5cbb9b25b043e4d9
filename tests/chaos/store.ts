import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { addressIn, administer, startPostgres } from '../support/postgres.ts'

/** Where a server of the trials keeps its data, and how to look into it once that server is not running. */
export interface ChaosStore {
  /** What the server process is told besides where its folder is. */
  readonly environment: Readonly<Record<string, string>>
  readonly open: (dataDirectory: string) => Promise<Store>
}

/** Makes empty stores of one kind, as many as a trial wants. */
export interface StoreMaker {
  readonly newStore: () => Promise<ChaosStore>
  readonly close: () => Promise<void>
}

/** By the name that the command takes. */
export const storeMakers: Readonly<Record<string, () => Promise<StoreMaker>>> = {
  sqlite: () => Promise.resolve(sqlite),
  postgres: makePostgres,
}

export const sqlite: StoreMaker = {
  newStore: () =>
    Promise.resolve({
      environment: {},
      open: (dataDirectory) =>
        openStore({ path: join(dataDirectory, 'nhip-cau.sqlite'), durability: 'full' }),
    }),
  close: () => Promise.resolve(),
}

async function makePostgres(): Promise<StoreMaker> {
  const postgres = await startPostgres()
  const secret = randomBytes(24).toString('base64url')
  let made = 0
  return {
    newStore: async () => {
      made += 1
      const database = `chaos_${made}`
      await administer(postgres.url, `create database ${database} template template0`)
      const url = addressIn(postgres.url, database)
      return { environment: { DATABASE_URL: url, SECRET: secret }, open: () => openStore({ url }) }
    },
    close: postgres.stop,
  }
}

/** An operation as it stands on the server. */
export interface StoredOperation {
  readonly id: string
  readonly record_id: string
  readonly kind: string
  readonly seq: number
  readonly status: string
  readonly body_hash: string
}

/** What the server really has: its operations, and the revisions of its visits. */
export interface ServerTruth {
  readonly operations: ReadonlyMap<string, StoredOperation>
  readonly revisionsByVisit: ReadonlyMap<string, readonly string[]>
  readonly seqByVisit: ReadonlyMap<string, number>
}

export async function readServerTruth(store: ChaosStore, dataDirectory: string): Promise<ServerTruth> {
  const opened = await store.open(dataDirectory)
  try {
    const operations = await opened.db
      .selectFrom('operation')
      .select(['id', 'record_id', 'kind', 'seq', 'status', 'body_hash'])
      .execute()
    const visits = await opened.db
      .selectFrom('record')
      .select(['id', 'json', 'seq'])
      .where('collection', '=', 'visit')
      .where('deleted', '=', 0)
      .execute()
    return {
      operations: new Map(operations.map((row) => [row.id, row])),
      revisionsByVisit: new Map(visits.map(({ id, json }) => [id, revisionsOf(json)])),
      seqByVisit: new Map(visits.map(({ id, seq }) => [id, seq])),
    }
  } finally {
    await opened.close()
  }
}

function revisionsOf(json: string): readonly string[] {
  const { revisions } = JSON.parse(json) as { revisions: readonly { revisionId: string }[] }
  return revisions.map(({ revisionId }) => revisionId)
}
