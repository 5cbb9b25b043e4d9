import { createHash } from 'node:crypto'
import type { Store } from '#server/store/contract.ts'
import type { Tables } from '#server/store/tables.ts'

const tables = [
  'commit_tag',
  'device',
  'device_number',
  'digest',
  'operation',
  'record',
  'scope',
  'scope_reason',
  'unit_counter',
  'unscope',
] as const satisfies (keyof Tables)[]

interface State {
  readonly rows: Readonly<Record<string, readonly string[]>>
  readonly hash: string
}

/** Everything a server keeps, the same text for the same state whatever the database. */
export async function stateOf(store: Store): Promise<State> {
  const rows: Record<string, readonly string[]> = {}
  for (const table of tables) {
    const all = await store.db.selectFrom(table).selectAll().execute()
    const texts = all.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    rows[table] = texts.sort()
  }
  return { rows, hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex') }
}
