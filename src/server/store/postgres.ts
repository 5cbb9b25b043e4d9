import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { createTurn, inTurn } from '#server/turn.ts'
import type { Store } from './contract.ts'
import { migrate } from './migrate.ts'
import { createPostgresNews } from './postgresNews.ts'
import type { Tables } from './tables.ts'

export interface PostgresAddress {
  /** `postgres://user:password@host/database` */
  readonly url: string
}

const patienceMs = 10_000
const mostConnections = 10

/** A database that several processes may share. */
export async function openPostgresStore({ url }: PostgresAddress): Promise<Store> {
  const db = openDatabase(url)
  await prepare(db).catch(async (error: unknown) => {
    await db.destroy()
    throw error
  })
  // waiting for the unit's row takes one connection a process, never all that readers need
  const [writing, longWork] = [createTurn(), createTurn()]
  const news = createPostgresNews(url, db)
  return {
    kind: 'postgres',
    db,
    write: (work) =>
      inTurn(writing, () =>
        repeated(() => db.transaction().setIsolationLevel('read committed').execute(work)),
      ),
    read: (work) =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    lockUnit,
    lockUnits: async (transaction) => {
      await sql`lock table unit_counter in share row exclusive mode`.execute(transaction)
    },
    inTurn: (work) => inTurn(longWork, () => locked(db, work)),
    news,
    isStorageFailure,
    close: async () => {
      await news.close()
      await db.destroy()
    },
  }
}

async function prepare(db: Kysely<Tables>): Promise<void> {
  await sql`select 1`.execute(db).catch((error: unknown) => {
    const { message } = error as Error
    throw new Error(`The database at DATABASE_URL can't be used: ${message}`, { cause: error })
  })
  await migrate(db)
}

function openDatabase(url: string): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: patienceMs,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  })
  // a connection that breaks while nobody uses it is replaced; whoever uses one is told by their query
  pool.on('error', () => undefined)
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      // an acknowledged commit survives a power cut, and whoever vanishes with a lock gives it back
      for (const setting of [
        'synchronous_commit = on',
        `lock_timeout = ${patienceMs}`,
        `idle_in_transaction_session_timeout = ${3 * patienceMs}`,
      ])
        await connection.executeQuery(CompiledQuery.raw(`set ${setting}`))
    },
  })
  return new Kysely<Tables>({ dialect })
}

/** Numbers stay below 2^53, so that they are numbers here, too. */
function parserOf(type: number, format?: 'text') {
  return type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)
}

function lockUnit(transaction: Transaction<Tables>, unitId: string) {
  return transaction
    .selectFrom('unit_counter')
    .selectAll()
    .where('unit_id', '=', unitId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

const mostTries = 5
/** Deadlock, and a change that came between: PostgreSQL asks for another try. */
const tryAgain = ['40P01', '40001']

async function repeated<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === mostTries || !tryAgain.includes(codeOf(error))) throw error
    }
  }
}

const longWorkLock = 7_116_001

async function locked<Value>(db: Kysely<Tables>, work: () => Promise<Value>): Promise<Value> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${longWorkLock})`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${longWorkLock})`.execute(connection)
    }
  })
}

/** Values it does not take, rules they break, limits they pass, and what it says to all that comes after that. */
const refusals = ['21', '22', '23', '54']
const afterRefusal = '25P02'

function isStorageFailure(error: unknown): boolean {
  const code = codeOf(error)
  return error instanceof pg.DatabaseError && code !== afterRefusal && !refusals.includes(code.slice(0, 2))
}

function codeOf(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : ''
}
