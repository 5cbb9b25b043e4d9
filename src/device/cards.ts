import type { SyncChange } from '#domain/change.ts'
import { vietnamDay } from '#domain/time.ts'
import { readAdviceContext } from './adviceContext.ts'
import type { BaseRow, CardChunkRow } from './database.ts'
import type { Device } from './device.ts'
import { makeCard, type FirmCard } from './firmCard.ts'
import { readMeta } from './meta.ts'
import { openRows, readPending, type PendingDeed } from './pending.ts'
import { seal, unseal, unsealAll } from './stored.ts'
import { readFirmViews } from './view.ts'

const chunkCount = 128
/** Records that every firm's advice rests on: when one changes, all cards are made anew. */
const sharedCollections: readonly string[] = ['ruleSet', 'park', 'organisation', 'outcome']
const firmIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-/

type CardsById = Record<string, FirmCard>

/** Chunks to write with a page, and the firms that are left for a later one. */
export interface CardsAfter {
  readonly chunks: readonly CardChunkRow[]
  readonly due: readonly string[] | 'all'
}

/**
 * The cards as they must be once a page is written; worked out before the page's transaction. While `more` pages
 * follow, only noted: a firm that many pages touch is worked out once.
 */
export async function cardsAfter(
  device: Device,
  changes: readonly SyncChange[],
  more: boolean,
): Promise<CardsAfter> {
  const before = (await readMeta(device.database, 'cardsDue')) ?? []
  const due =
    before === 'all' || changes.some(isShared)
      ? 'all'
      : [...new Set([...before, ...(await firmsIn(device, changes))])]
  if (more || due.length === 0) return { chunks: [], due }
  const records = await baseAfter(device, changes, due)
  const context = await readAdviceContext(device, records.shared)
  const cards = new Map([...records.firms].map(([firmId, view]) => [firmId, makeCard(firmId, view, context)]))
  return { chunks: await updateChunks(device, cards), due: [] }
}

function isShared(change: SyncChange): boolean {
  return 'collection' in change && sharedCollections.includes(change.collection)
}

/** The firms that changes are about; of a record that goes, its row knows the firm. */
async function firmsIn(device: Device, changes: readonly SyncChange[]): Promise<string[]> {
  const gone = changes.flatMap((change) =>
    change.kind === 'tombstone' ? [[change.collection, change.id]] : [],
  )
  const rows = gone.length === 0 ? [] : await device.database.base.bulkGet(gone as [string, string][])
  const scopes = [
    ...changes.flatMap((change) => (change.kind === 'tombstone' ? [] : [change.scope])),
    ...rows.flatMap((row) => row?.scope ?? []),
  ]
  return scopes.filter((scope) => firmIdPattern.test(scope))
}

/** Works all cards out anew: another day has begun. Returns nothing to write when they are of today. */
export async function cardsOfToday(device: Device): Promise<CardChunkRow[] | undefined> {
  const today = vietnamDay(device.now())
  if ((await readMeta(device.database, 'cardsDay')) === today) return undefined
  const rows = await openRows(await device.database.base.toArray())
  const firms = new Map<string, Map<string, unknown>>()
  for (const [key, { scope, record }] of rows) {
    if (!firmIdPattern.test(scope)) continue
    const firm = firms.get(scope) ?? new Map<string, unknown>()
    firms.set(scope, firm.set(key, record))
  }
  const context = await readAdviceContext(device)
  return updateChunks(
    device,
    new Map([...firms].map(([firmId, view]) => [firmId, makeCard(firmId, view, context)])),
  )
}

/** All firms of this device as the person should see them: the server's cards, this device's deeds laid over. */
export async function readCards(device: Device): Promise<FirmCard[]> {
  const { database } = device
  const [chunks, pending] = await Promise.all([database.cards.toArray(), readPending(device)])
  const opened = await unsealAll<CardsById>(chunks.map((chunk) => chunk.sealed))
  const cards = new Map(opened.flatMap((chunk) => Object.entries(chunk)))
  for (const [firmId, card] of await cardsTouched(device, pending)) {
    if (card !== undefined) cards.set(firmId, card)
  }
  return [...cards.values()]
}

/** One firm's card; undefined when the firm is not on this device. */
export async function readCard(device: Device, firmId: string): Promise<FirmCard | undefined> {
  const [view] = await readFirmViews(device, [firmId])
  return makeCard(firmId, view!, await readAdviceContext(device))
}

async function cardsTouched(
  device: Device,
  pending: readonly PendingDeed[],
): Promise<[string, FirmCard | undefined][]> {
  if (pending.length === 0) return []
  const firmIds = await firmsOf(device, pending)
  const [views, context] = await Promise.all([
    readFirmViews(device, firmIds, pending),
    readAdviceContext(device),
  ])
  return firmIds.map((firmId, index) => [firmId, makeCard(firmId, views[index]!, context)])
}

/** The firms that pending deeds are about; a decision names only its visit, whose row knows the firm. */
async function firmsOf(device: Device, pending: readonly PendingDeed[]): Promise<string[]> {
  const firmIds = new Set<string>()
  const visitIds = new Set<string>()
  for (const { content, collection } of pending) {
    const firmId = content.body['firmId']
    if (typeof firmId === 'string') firmIds.add(firmId)
    else if (collection === 'visit') visitIds.add(content.recordId)
    else firmIds.add(content.recordId)
  }
  const keys = [...visitIds].map((id) => ['visit', id] as [string, string])
  for (const row of await device.database.base.bulkGet(keys)) if (row !== undefined) firmIds.add(row.scope)
  return [...firmIds]
}

interface BaseAfter {
  readonly firms: ReadonlyMap<string, Map<string, unknown>>
  /** Records that all cards rest on, with those of the page, where the page changes one. */
  readonly shared?: ReadonlyMap<string, unknown> | undefined
}

/** The records of the firms that are due, as they will be. */
async function baseAfter(
  device: Device,
  changes: readonly SyncChange[],
  due: CardsAfter['due'],
): Promise<BaseAfter> {
  const { base } = device.database
  const rows: BaseRow[] =
    due === 'all' ? await base.toArray() : await base.where('scope').anyOf(due).toArray()
  const firms = new Map<string, Map<string, unknown>>(
    due === 'all' ? [] : due.map((firmId) => [firmId, new Map()]),
  )
  const shared = new Map<string, unknown>()
  for (const [key, row] of await openRows(rows)) put(row.scope, key, row.record)
  for (const change of changes) take(change)
  return { firms, shared: due === 'all' ? shared : undefined }

  function put(scope: string, key: string, record: unknown): void {
    if (!firmIdPattern.test(scope)) {
      shared.set(key, record)
      return
    }
    const firm = firms.get(scope) ?? new Map<string, unknown>()
    firm.set(key, record)
    firms.set(scope, firm)
  }

  function take(change: SyncChange): void {
    if (change.kind === 'record') put(change.scope, `${change.collection}/${change.id}`, change.record)
    else if (change.kind === 'unscope') firms.get(change.scope)?.clear()
    else for (const firm of firms.values()) firm.delete(`${change.collection}/${change.id}`)
  }
}

async function updateChunks(
  device: Device,
  cards: ReadonlyMap<string, FirmCard | undefined>,
): Promise<CardChunkRow[]> {
  const numbers = [...new Set([...cards.keys()].map(chunkOf))]
  const rows = await device.database.cards.bulkGet(numbers)
  const chunks = new Map<number, CardsById>()
  for (const [index, number] of numbers.entries()) {
    const row = rows[index]
    chunks.set(number, row === undefined ? {} : { ...(await unseal<CardsById>(row.sealed)) })
  }
  for (const [firmId, card] of cards) {
    const chunk = chunks.get(chunkOf(firmId))!
    if (card === undefined) delete chunk[firmId]
    else chunk[firmId] = card
  }
  return Promise.all([...chunks].map(async ([chunk, content]) => ({ chunk, sealed: await seal(content) })))
}

/** By the random end of the id, so that chunks fill evenly. */
function chunkOf(firmId: string): number {
  return Number.parseInt(firmId.slice(-4), 16) % chunkCount
}
