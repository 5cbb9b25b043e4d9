import { comparePriority } from '#domain/priority.ts'
import {
  cardsFrom,
  namesFrom,
  presentIn,
  toColumns,
  type FirmColumns,
  type FirmLists,
} from './cardColumns.ts'
import type { CardChunkRow, DeviceDatabase } from './database.ts'
import type { FirmCard, FirmName } from './firmCard.ts'
import { seal, unseal } from './stored.ts'

const firmsPerChunk = 500
/** What changed since the others were packed: a small pull writes this chunk alone. */
const recentChunk = -1
const mostRecent = 200

/** Chunks to write; where they are all, those of before go. */
export interface ChunksToWrite {
  readonly rows: readonly CardChunkRow[]
  readonly isAll: boolean
}

/** All that lists know; names only where they are asked for. */
export async function readStoredLists(
  database: DeviceDatabase,
  { withNames }: { readonly withNames: boolean },
) {
  const chunks = await openAll(database, (columns) => ({
    cards: cardsFrom(columns),
    names: withNames ? namesFrom(columns) : undefined,
  }))
  const cards = new Map<string, FirmCard>()
  const names = new Map<string, FirmName>()
  for (const chunk of chunks) {
    layOver(cards, chunk.cards)
    layOver(names, chunk.names)
  }
  return { cards, names }
}

/** Chunk by chunk, each in a task of its own: a slow device stays quick to the touch. What is recent comes last. */
function openAll<Opened>(
  database: DeviceDatabase,
  open: (columns: FirmColumns) => Opened,
): PromiseLike<Opened[]> {
  return database.transaction('r', database.cards, async () => {
    const numbers = await database.cards.toCollection().primaryKeys()
    if (numbers[0] === recentChunk) numbers.push(numbers.shift()!)
    return Promise.all(
      numbers.map(async (number) => open(await openColumns((await database.cards.get(number))!))),
    )
  })
}

function layOver<Row>(
  below: Map<string, Row>,
  over: ReadonlyMap<string, Row | undefined> = new Map<string, Row>(),
): void {
  for (const [id, row] of over) {
    // what changed goes to the end: before it all stand in the order they were packed in
    below.delete(id)
    if (row !== undefined) below.set(id, row)
  }
}

export async function readRecent(database: DeviceDatabase): Promise<FirmLists> {
  return openChunk(await database.cards.get(recentChunk))
}

/** When something changes, the chunk of what is recent is written, or when that grows large, all anew. */
export async function chunksWith(
  database: DeviceDatabase,
  recent: FirmLists,
  changed: FirmLists,
): Promise<ChunksToWrite> {
  const cards = new Map([...recent.cards, ...changed.cards])
  const names = new Map([...recent.names, ...changed.names])
  if (cards.size + names.size <= mostRecent) {
    return { rows: [await sealChunk(recentChunk, { cards, names })], isAll: false }
  }
  const all = await readStoredLists(database, { withNames: true })
  layOver(all.cards, cards)
  layOver(all.names, names)
  return wholeChunks(all)
}

/** All chunks of a device that has this and nothing else. Packed in the order of going: that need not be sorted again. */
export async function wholeChunks(all: FirmLists): Promise<ChunksToWrite> {
  const cards = presentIn(all.cards).sort((one, other) => comparePriority(one.advice.key, other.advice.key))
  const names = presentIn(all.names)
  const count = Math.ceil(Math.max(cards.length, names.length) / firmsPerChunk)
  const rows = Array.from({ length: count }, (_, number) => {
    const [from, to] = [number * firmsPerChunk, (number + 1) * firmsPerChunk]
    return sealChunk(number, { cards: byId(cards.slice(from, to)), names: byId(names.slice(from, to)) })
  })
  return { rows: await Promise.all(rows), isAll: true }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

async function sealChunk(chunk: number, lists: FirmLists): Promise<CardChunkRow> {
  return { chunk, sealed: await seal(JSON.stringify(toColumns(lists))) }
}

async function openChunk(row: CardChunkRow | undefined): Promise<FirmLists> {
  if (row === undefined) return { cards: new Map(), names: new Map() }
  const columns = await openColumns(row)
  return { cards: cardsFrom(columns), names: namesFrom(columns) }
}

async function openColumns(row: CardChunkRow): Promise<FirmColumns> {
  return JSON.parse(await unseal<string>(row.sealed)) as FirmColumns
}
