import type { Collection, Table } from 'dexie'

/** The rows with these keys, as far as they are there; with one read where they lie side by side. */
export async function readRows<Row>(table: Table<Row, string>, keys: readonly string[]): Promise<Row[]> {
  const run = await findRun(table, keys)
  if (run !== undefined) return run.toArray()
  return (await table.bulkGet([...keys])).filter((row) => row !== undefined)
}

/** Deletes the rows with these keys; at once where they lie side by side, which takes a tenth of the time. */
export async function deleteRows<Row>(table: Table<Row, string>, keys: readonly string[]): Promise<void> {
  const run = await findRun(table, keys)
  if (run === undefined) await table.bulkDelete([...keys])
  else await run.delete()
}

/** All from the first key to the last, if no other lies between them. */
async function findRun<Row>(
  table: Table<Row, string>,
  keys: readonly string[],
): Promise<Collection<Row, string> | undefined> {
  const sorted = keys.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const run = table.where(':id').between(first, last, true, true)
  const wanted = new Set(keys)
  return (await run.primaryKeys()).every((key) => wanted.has(key)) ? run : undefined
}
