import type { SyncChange } from '#domain/change.ts'
import { addDigest, digestOf, emptyDigest, removeDigest, type Digest } from '#domain/digest.ts'
import { vietnamDay } from '#domain/time.ts'
import type { BaseRow, DeviceDatabase } from './database.ts'
import { cardsAfter, cardsOfToday } from './cards.ts'
import type { Device } from './device.ts'
import { readMeta, writeMeta, type Meta } from './meta.ts'
import { sealAll } from './stored.ts'

/** A page of the server's changes and what it makes true. */
export interface Page {
  readonly changes: readonly SyncChange[]
  readonly meta: Partial<Meta>
  /** More pages follow at once: the cards are made with the last of them. */
  readonly more?: boolean
}

/** Somebody else wrote a page first: this one was made for a state that is gone, and is not written. */
export type PageOutcome = 'written' | 'overtaken'

/**
 * Writes a page, the cards it changes and the moved cursor in one transaction. `expectedCursor` is the cursor
 * it was asked with: with two rounds at once, only the one that still fits is written. `countAnew` takes the digest
 * from the rows themselves, not from what it was before.
 */
export async function applyPage(
  device: Device,
  expectedCursor: string | undefined,
  page: Page,
  { countAnew = false, replaces }: { readonly countAnew?: boolean; readonly replaces?: Replaced } = {},
): Promise<PageOutcome> {
  const { database } = device
  const version = replaces?.baseVersion ?? (await readMeta(database, 'baseVersion')) ?? 0
  const prepared = await preparePage(page.changes)
  const cards = await cardsAfter(device, page.changes, page.more === true)
  const { base, shadow, cards: cardTable, meta } = database
  return database.transaction('rw', base, shadow, cardTable, meta, async () => {
    const overtaken =
      (await readMeta(database, 'cursor')) !== expectedCursor ||
      ((await readMeta(database, 'baseVersion')) ?? 0) !== version ||
      (await isOfAnotherTime(database, page, replaces))
    if (overtaken) return 'overtaken'
    if (replaces !== undefined) await shadow.clear()
    const written = await writeChanges(device, prepared)
    const digest = countAnew ? await countBase(device) : written
    await database.cards.bulkPut([...cards.chunks])
    // the first pull makes every card of today
    const isFirst = page.more !== true && (await readMeta(database, 'cardsDay')) === undefined
    await writeMeta(database, {
      ...page.meta,
      baseHistory: (await readMeta(database, 'history')) ?? 0,
      digest,
      baseVersion: version + 1,
      cardsDue: cards.due,
      ...(isFirst && { cardsDay: vietnamDay(device.now()) }),
    })
    return 'written'
  })
}

/** The state of both bases that a page was made from which turns the one into the other. */
export interface Replaced {
  readonly baseVersion: number
  readonly shadowCursor: string | undefined
}

/** Inside the transaction: whether the page is of another history, or the base to come went on meanwhile. */
async function isOfAnotherTime(
  database: DeviceDatabase,
  { meta }: Page,
  replaces: Replaced | undefined,
): Promise<boolean> {
  const epoch = await readMeta(database, 'epoch')
  if (meta.epoch !== undefined && epoch !== undefined && meta.epoch !== epoch) return true
  const shadow = await readMeta(database, 'shadow')
  const isExpected = (shadow === undefined) === (replaces === undefined)
  if (!isExpected || shadow?.cursor !== replaces?.shadowCursor) return true
  // only what was asked for again may be covered by a base of another history
  const [confirmed, history] = [
    await readMeta(database, 'confirmedHistory'),
    await readMeta(database, 'history'),
  ]
  return replaces !== undefined && confirmed !== history
}

/**
 * Works the cards out anew on a new day, when steps fall overdue and old contacts no longer count. Counts the rows
 * anew as well, so that what changed behind this device's back is found.
 */
export async function refreshCards(device: Device): Promise<PageOutcome> {
  const { database } = device
  const version = (await readMeta(database, 'baseVersion')) ?? 0
  const chunks = await cardsOfToday(device)
  if (chunks === undefined) return 'written'
  return database.transaction('rw', database.base, database.cards, database.meta, async () => {
    if (((await readMeta(database, 'baseVersion')) ?? 0) !== version) return 'overtaken'
    await database.cards.bulkPut(chunks)
    const digest = await countBase(device)
    await writeMeta(database, { cardsDay: vietnamDay(device.now()), baseVersion: version + 1, digest })
    return 'written'
  })
}

/** Where this device stands, read at one moment: its cursor, the digest it keeps and how many rows it really has. */
export function readStanding(device: Device) {
  const { base, meta } = device.database
  return device.database.transaction('r', base, meta, async () => ({
    cursor: await readMeta(device.database, 'cursor'),
    digest: (await readMeta(device.database, 'digest')) ?? emptyDigest,
    rows: await base.count(),
  }))
}

async function countBase(device: Device): Promise<Digest> {
  const rows = await device.database.base.toArray()
  return rows.map(rowDigest).reduce(addDigest, emptyDigest)
}

/** What a page comes to when its steps are taken in order. */
interface Prepared {
  readonly puts: ReadonlyMap<string, BaseRow>
  readonly deletes: ReadonlyMap<string, [string, string]>
  /** Scopes whose earlier rows all go. */
  readonly emptied: ReadonlySet<string>
}

export async function preparePage(changes: readonly SyncChange[]): Promise<Prepared> {
  const records = changes.filter((change) => change.kind === 'record')
  const sealed = await sealAll(records.map((change) => change.record))
  const sealedByChange = new Map(records.map((change, index) => [change, sealed[index]!]))
  const puts = new Map<string, BaseRow>()
  const deletes = new Map<string, [string, string]>()
  const emptied = new Set<string>()
  for (const change of changes) {
    if (change.kind === 'unscope') {
      emptied.add(change.scope)
      for (const [key, row] of puts) if (row.scope === change.scope) puts.delete(key)
      continue
    }
    const key = `${change.collection}/${change.id}`
    puts.delete(key)
    deletes.delete(key)
    if (change.kind === 'tombstone') deletes.set(key, [change.collection, change.id])
    else puts.set(key, baseRow(change, sealedByChange.get(change)!))
  }
  return { puts, deletes, emptied }
}

function baseRow(change: Extract<SyncChange, { kind: 'record' }>, sealed: BaseRow['sealed']): BaseRow {
  const { collection, id, scope, seq, sum } = change
  const state = (change.record as { state?: unknown } | null)?.state
  return { collection, id, scope, seq, state: typeof state === 'string' ? state : '', sum, sealed }
}

/** Inside the page's transaction. Returns the digest of what `base` then holds. */
async function writeChanges(device: Device, { puts, deletes, emptied }: Prepared): Promise<Digest> {
  const { database } = device
  let digest = (await readMeta(database, 'digest')) ?? emptyDigest
  for (const scope of emptied) {
    const rows = await database.base.where({ scope }).toArray()
    for (const row of rows) digest = removeDigest(digest, rowDigest(row))
    await database.base.bulkDelete(rows.map((row) => [row.collection, row.id]))
  }
  if (digest.count > 0) {
    const keys = [
      ...[...puts.values()].map((row) => [row.collection, row.id] as [string, string]),
      ...deletes.values(),
    ]
    for (const row of await database.base.bulkGet(keys)) {
      if (row !== undefined) digest = removeDigest(digest, rowDigest(row))
    }
  }
  for (const row of puts.values()) digest = addDigest(digest, rowDigest(row))
  await database.base.bulkDelete([...deletes.values()])
  await database.base.bulkPut([...puts.values()])
  return digest
}

function rowDigest(row: BaseRow): Digest {
  return digestOf(`${row.collection}/${row.id}`, row.seq)
}
