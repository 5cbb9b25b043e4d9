import { sql, type Kysely, type Transaction } from 'kysely'
import { inPieces } from '#server/rowBuffer.ts'
import type { Tables } from '#server/store/tables.ts'

/** Every table with its key, in an order in which what is referred to comes first. */
export const tableKeys: Readonly<Record<string, readonly string[]>> = {
  user: ['id'],
  session: ['id'],
  account: ['id'],
  verification: ['id'],
  unit_counter: ['unit_id'],
  commit_tag: ['unit_id', 'seq'],
  purged: ['unit_id'],
  operation: ['unit_id', 'id'],
  device: ['unit_id', 'device_id'],
  device_number: ['unit_id', 'device_id', 'device_seq'],
  record: ['unit_id', 'collection', 'id', 'scope_key'],
  digest: ['unit_id', 'scope_key'],
  scope: ['unit_id', 'person_id', 'scope_key'],
  scope_reason: ['unit_id', 'person_id', 'scope_key', 'reason'],
  unscope: ['unit_id', 'person_id', 'scope_key'],
  waiting: ['unit_id', 'operation_id', 'key'],
  enrolment: ['id'],
}

type Row = Readonly<Record<string, unknown>>

const rowsPerPage = 500

/** Copies everything, page by page, from one snapshot into an empty database of either kind. */
export async function copyTables(from: Transaction<Tables>, to: Transaction<Tables>): Promise<void> {
  for (const [table, key] of Object.entries(tableKeys)) {
    for await (const rows of readPages(from, table, key)) {
      for (const some of inPieces(rows)) await insertRows(to, table, some)
    }
  }
}

async function* readPages(from: Kysely<Tables>, table: string, key: readonly string[]) {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let after = sql``
  for (;;) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${after} order by ${columns} limit ${rowsPerPage}
    `.execute(from)
    yield rows
    const last = rows[rowsPerPage - 1]
    if (last === undefined) return
    after = sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`
  }
}

async function insertRows(to: Kysely<Tables>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]!)
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => plain(row[column])))})`)
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}
  `.execute(to)
}

/** SQLite knows neither moments nor yes and no; PostgreSQL reads both from what stands for them there. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'boolean' ? Number(value) : value
}
