import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely'
import { createTurn } from '#server/turn.ts'

export interface SqliteSettings {
  /** A file, or `:memory:`. */
  readonly path: string
  readonly readOnly: boolean
  /** `full`: an acknowledged commit survives a power cut. `off` is for tests only. */
  readonly durability: 'full' | 'off'
}

/**
 * Kysely over Node's own SQLite: one connection that is lent to one query or one transaction at a time.
 * A writer takes the write lock when its transaction begins, so that no other process can come between.
 */
export function createSqliteDialect(settings: SqliteSettings): Dialect {
  return {
    createAdapter,
    createDriver: () => createDriver(settings),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** SQLite can undo a change of tables, which Kysely does not make use of by itself: half a migration never stays. */
function createAdapter(): SqliteAdapter {
  return Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true })
}

function createDriver(settings: SqliteSettings): Driver {
  const turn = createTurn()
  let database: DatabaseSync
  let connection: DatabaseConnection
  const run = async (text: string) => {
    await connection.executeQuery(CompiledQuery.raw(text))
  }
  return {
    // not before: what never began is never ended
    init: async () => {
      database = openDatabase(settings)
      connection = createConnection(database)
    },
    acquireConnection: async () => {
      await turn.take()
      return connection
    },
    releaseConnection: async () => turn.give(),
    beginTransaction: () => run(settings.readOnly ? 'begin' : 'begin immediate'),
    commitTransaction: () => run('commit'),
    // a full disk may have ended it already
    rollbackTransaction: async () => (database.isTransaction ? run('rollback') : undefined),
    savepoint: (_connection, name) => run(`savepoint "${name}"`),
    rollbackToSavepoint: (_connection, name) => run(`rollback to "${name}"`),
    releaseSavepoint: (_connection, name) => run(`release "${name}"`),
    destroy: async () => database.close(),
  }
}

function openDatabase({ path, readOnly, durability }: SqliteSettings): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly, timeout: 10_000, enableForeignKeyConstraints: true })
  if (!readOnly) {
    database.exec('pragma journal_mode = wal')
    database.exec(`pragma synchronous = ${durability}`)
    // rarely enough that pages written again and again are copied once
    database.exec('pragma wal_autocheckpoint = 4000')
  }
  database.exec('pragma temp_store = memory')
  database.exec('pragma cache_size = -32000')
  return database
}

const keptStatements = 500

interface Prepared {
  readonly statement: StatementSync
  readonly givesRows: boolean
}

function createConnection(database: DatabaseSync): DatabaseConnection {
  const prepared = new Map<string, Prepared>()

  function prepare(text: string): Prepared {
    const known = prepared.get(text)
    if (known !== undefined) return known
    if (prepared.size >= keptStatements) prepared.clear()
    const statement = database.prepare(text)
    const made = { statement, givesRows: statement.columns().length > 0 }
    prepared.set(text, made)
    return made
  }

  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { statement, givesRows } = prepare(sql)
      const values = parameters as SQLInputValue[]
      if (givesRows) return { rows: statement.all(...values) as Row[] }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    streamQuery: () => {
      throw new Error('rows are read whole here')
    },
  }
}
