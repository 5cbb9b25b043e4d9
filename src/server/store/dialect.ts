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
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(settings),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function createDriver(settings: SqliteSettings): Driver {
  const turn = createTurn()
  const database = openDatabase(settings)
  const connection = createConnection(database)
  const run = async (text: string) => {
    await connection.executeQuery(CompiledQuery.raw(text))
  }
  return {
    init: async () => undefined,
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

function createConnection(database: DatabaseSync): DatabaseConnection {
  const statements = new Map<string, StatementSync>()

  function prepare(text: string): StatementSync {
    const known = statements.get(text)
    if (known !== undefined) return known
    if (statements.size >= keptStatements) statements.clear()
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }

  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const statement = prepare(sql)
      const values = parameters as SQLInputValue[]
      if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    streamQuery: () => {
      throw new Error('rows are read whole here')
    },
  }
}

/** One at a time, in the order they asked. */
function createTurn() {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    take(): Promise<void> {
      if (!taken) {
        taken = true
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    give(): void {
      const next = waiting.shift()
      if (next === undefined) taken = false
      else next()
    },
  }
}
