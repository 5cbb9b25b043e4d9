import { setNoted, type Journal } from './journal.ts'

const rowsPerStatement = 50

/** Rows that wait to be written with others, by key: the last under a key is the one that is written. */
export interface RowBuffer<Row> {
  readonly get: (key: string) => Row | undefined
  readonly put: (key: string, row: Row) => void
  /** Hands out what waits, as many rows at a time as one statement takes. */
  readonly save: (write: (rows: Row[]) => Promise<void>) => Promise<void>
}

export function createRowBuffer<Row>(journal: Journal): RowBuffer<Row> {
  let waiting = new Map<string, Row>()
  return {
    get: (key) => waiting.get(key),
    put: (key, row) => setNoted(journal, waiting, key, row),
    save: async (write) => {
      if (waiting.size === 0) return
      const rows = waiting
      waiting = new Map()
      journal.note(() => (waiting = rows))
      for (const some of inPieces([...rows.values()])) await write(some)
    },
  }
}

/** A list in pieces that fit into one statement. */
export function inPieces<Item>(list: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(list.length / rowsPerStatement) }, (_, piece) =>
    list.slice(piece * rowsPerStatement, (piece + 1) * rowsPerStatement),
  )
}
