import { comparePriority } from '#domain/priority.ts'
import {
  cardsFrom,
  namesFrom,
  presentIn,
  toColumns,
  type FirmColumns,
  type FirmLists,
} from './cardColumns.ts'
import { crc32 } from './crc32.ts'
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

/** All that lists know. */
export async function readStoredLists(database: DeviceDatabase): Promise<StoredLists> {
  const cards = new Map<string, FirmCard>()
  const names = new Map<string, FirmName>()
  for (const chunk of await openAll(database)) {
    layOver(cards, chunk.cards)
    layOver(names, chunk.names)
  }
  return { cards, names }
}

export interface StoredLists {
  readonly cards: Map<string, FirmCard>
  readonly names: Map<string, FirmName>
}

interface OpenedChunk extends FirmLists {
  readonly stamp: string
}

/** What was opened last and is still as it was need not be opened again: with many firms that takes a second. */
const openedBefore = new WeakMap<DeviceDatabase, ReadonlyMap<number, OpenedChunk>>()

/** Chunk by chunk, each in a task of its own: a slow device stays quick to the touch. What is recent comes last. */
async function openAll(database: DeviceDatabase): Promise<OpenedChunk[]> {
  const before = openedBefore.get(database)
  const chunks = await database.transaction('r', database.cards, async () => {
    const keys = (await database.cards.orderBy('[chunk+stamp]').keys()) as unknown as [number, string][]
    if (keys[0]?.[0] === recentChunk) keys.push(keys.shift()!)
    return Promise.all(
      keys.map(async ([number, stamp]) => {
        const known = before?.get(number)
        if (known?.stamp === stamp) return [number, known] as const
        return [number, await openChunk((await database.cards.get(number))!)] as const
      }),
    )
  })
  openedBefore.set(database, new Map(chunks))
  return chunks.map(([, chunk]) => chunk)
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
  const row = await database.cards.get(recentChunk)
  return row === undefined ? { cards: new Map(), names: new Map() } : openChunk(row)
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
  const all = await readStoredLists(database)
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
  const text = JSON.stringify(toColumns(lists))
  return { chunk, stamp: `${text.length}.${crc32(text)}`, sealed: await seal(text) }
}

async function openChunk({ stamp, sealed }: CardChunkRow): Promise<OpenedChunk> {
  const columns = JSON.parse(await unseal<string>(sealed)) as FirmColumns
  return { stamp, cards: cardsFrom(columns), names: namesFrom(columns) }
}
