import type { Transaction } from 'dexie'
import type { SyncChange } from '#domain/change.ts'
import { addDigest, emptyDigest, removeDigest, type Digest } from '#domain/digest.ts'
import { vietnamDay } from '#domain/time.ts'
import type { BaseRow, DeviceDatabase } from './database.ts'
import { deriveAll, derivedAfter, rowDigest, writeDerived } from './derived.ts'
import type { Device } from './device.ts'
import { changedMeta, readAllMeta, writeMeta, type Meta } from './meta.ts'
import { effectOf, keyOf, type PageEffect } from './pageEffect.ts'
import { sealAll } from './stored.ts'

/** A page of the server's changes and what it makes true. */
export interface Page {
  readonly changes: readonly SyncChange[]
  readonly meta: Partial<Meta>
  /** More pages follow at once: what lists read is worked out with the last of them. */
  readonly more?: boolean
  /** All that came before it since `base` was empty, where that is still at hand: it need not be read again. */
  readonly sinceEmpty?: PageEffect | undefined
}

/** Somebody else wrote a page first: this one was made for a state that is gone, and is not written. */
export type PageOutcome = 'written' | 'overtaken'

/**
 * Writes a page, what lists read of it and the moved cursor in one transaction. `expectedCursor` is the cursor
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
  const known = await readAllMeta(database)
  const version = replaces === undefined ? known.baseVersion : replaces.baseVersion
  const effect = effectOf(page.changes)
  const rows = await sealRows(effect)
  const derived = await derivedAfter(device, known, effect, page)
  const outcome = await database.transaction('rw', inboxTables(database), async (transaction) => {
    const before = await readAllMeta(database)
    if (before.cursor !== expectedCursor || before.baseVersion !== version) return 'overtaken'
    if (isOfAnotherTime(before, page, replaces)) return 'overtaken'
    if (replaces !== undefined) await database.shadow.clear()
    const gone = page.sinceEmpty ? goneFrom(page.sinceEmpty, effect) : await readGone(database, effect)
    const leaving = [...gone.values()].filter((row) => !effect.puts.has(keyOf(row)))
    if (leaving.length > 0) await database.base.bulkDelete(leaving.map(primaryKey))
    if (page.more === true) putQuietly(transaction, rows)
    else if (rows.length > 0) await database.base.bulkPut(rows)
    const digest = countAnew ? await countBase(database) : digestAfter(before.digest, rows, gone)
    await writeDerived(database, derived)
    // the first pull makes everything for today
    const isFirst = page.more !== true && before.cardsDay === undefined
    const after = {
      ...page.meta,
      baseHistory: before.history ?? 0,
      digest,
      baseVersion: nextVersion(before),
      cardsDue: derived.due,
      screensDue: page.more === true ? true : undefined,
      ...(isFirst && { cardsDay: vietnamDay(device.now()), countedAt: device.now() }),
    }
    await writeMeta(database, changedMeta(before, after))
    return 'written'
  })
  // of the pages before it, of this round or of one that was cut off, no screen has heard
  if (outcome === 'written' && page.more !== true && known.screensDue) database.announce(database.base)
  return outcome
}

/** The state of both bases that a page was made from which turns the one into the other. */
export interface Replaced {
  readonly baseVersion: number | undefined
  readonly shadowCursor: string | undefined
}

/** Whether the page is of another history, or the base to come went on meanwhile. */
function isOfAnotherTime(
  { epoch, shadow, confirmedHistory, history }: Partial<Meta>,
  { meta }: Page,
  replaces: Replaced | undefined,
): boolean {
  if (meta.epoch !== undefined && epoch !== undefined && meta.epoch !== epoch) return true
  const isExpected = (shadow === undefined) === (replaces === undefined)
  if (!isExpected || shadow?.cursor !== replaces?.shadowCursor) return true
  // only what was asked for again may be covered by a base of another history
  return replaces !== undefined && confirmedHistory !== history
}

const countEveryMs = 3_600_000

/**
 * Works out anew what lists read on a new day, when steps fall overdue and old contacts no longer count, and takes
 * the digest from the rows, so that what changed behind this device's back is found. Within the day rows that went
 * or came that way are found once an hour, by their count.
 */
export async function refreshDerived(device: Device): Promise<PageOutcome> {
  const known = await readAllMeta(device.database)
  const rowsKept = known.digest?.count ?? 0
  if (rowsKept === 0) return 'written'
  const isToday = known.cardsDay === vietnamDay(device.now())
  // by whatever clock: one that was put back counts at once
  if (isToday && Math.abs(device.now() - (known.countedAt ?? 0)) < countEveryMs) return 'written'
  if (isToday && (await device.database.base.count()) === rowsKept) {
    await writeMeta(device.database, { countedAt: device.now() })
    return 'written'
  }
  return deriveAnew(device, known)
}

async function deriveAnew(device: Device, known: Partial<Meta>): Promise<PageOutcome> {
  const { database } = device
  const all = await deriveAll(device).catch(() => undefined)
  if (all === undefined) {
    // a record changed on disk so that nothing can be made of it: it is mended first
    await writeMeta(database, { cardsDue: 'all' })
    return 'overtaken'
  }
  const { derived, counted } = all
  const outcome = await database.transaction('rw', inboxTables(database), async () => {
    const before = await readAllMeta(database)
    if (before.baseVersion !== known.baseVersion) return 'overtaken'
    await writeDerived(database, derived)
    await writeMeta(database, {
      digest: counted,
      baseVersion: nextVersion(before),
      cardsDue: derived.due,
      cardsDay: vietnamDay(device.now()),
      countedAt: device.now(),
    })
    return 'written'
  })
  database.announce(database.base)
  return outcome
}

function inboxTables({ base, shadow, cards, waiting, meta }: DeviceDatabase) {
  return [base, shadow, cards, waiting, meta]
}

function nextVersion({ baseVersion = 0 }: Partial<Meta>): number {
  return baseVersion + 1
}

export async function sealRows({ puts }: PageEffect): Promise<BaseRow[]> {
  const arriving = [...puts.values()]
  const sealed = await sealAll(arriving.map(({ record }) => record))
  return arriving.map(({ collection, id, scope, seq, sum, record }, index) => {
    const state = (record as { state?: unknown } | null)?.state
    const sealedRecord = sealed[index]!
    return {
      collection,
      id,
      scope,
      seq,
      state: typeof state === 'string' ? state : '',
      sum,
      sealed: sealedRecord,
    }
  })
}

type Numbered = Pick<BaseRow, 'collection' | 'id' | 'seq'>

/** Inside the page's transaction: the rows that will no longer be there as they are, by key. */
async function readGone(
  { base }: DeviceDatabase,
  { puts, deletes, emptied }: PageEffect,
): Promise<ReadonlyMap<string, Numbered>> {
  const keys = [...Array.from(puts.values(), primaryKey), ...deletes.values()]
  const found = await Promise.all([
    base.bulkGet(keys),
    ...Array.from(emptied, (scope) => base.where({ scope }).toArray()),
  ])
  return new Map(found.flat().flatMap((row) => (row === undefined ? [] : [[keyOf(row), row]])))
}

/** The same without reading. */
function goneFrom(
  { puts: held }: PageEffect,
  { puts, deletes, emptied }: PageEffect,
): ReadonlyMap<string, Numbered> {
  const isGone = (key: string, scope: string) => puts.has(key) || deletes.has(key) || emptied.has(scope)
  return new Map([...held].filter(([key, { scope }]) => isGone(key, scope)))
}

/**
 * Puts the rows of a page that others follow past Dexie, which tells every screen of every page: they are told
 * once, after the last.
 */
function putQuietly(transaction: Transaction, rows: readonly BaseRow[]): void {
  const store = transaction.idbtrans.objectStore('base')
  for (const row of rows) store.put(row).onerror = () => transaction.abort()
}

function digestAfter(
  before: Digest = emptyDigest,
  rows: readonly BaseRow[],
  gone: ReadonlyMap<string, Numbered>,
): Digest {
  const without = [...gone.values()].map(rowDigest).reduce(removeDigest, before)
  return rows.map(rowDigest).reduce(addDigest, without)
}

async function countBase({ base }: DeviceDatabase): Promise<Digest> {
  return (await base.toArray()).map(rowDigest).reduce(addDigest, emptyDigest)
}

function primaryKey({ collection, id }: Numbered): [string, string] {
  return [collection, id]
}
