import { addDigest, digestOf, emptyDigest, type Digest } from '#domain/digest.ts'
import type { DirectoryRecord } from '#domain/records.ts'
import { readAdviceContext, type AdviceContext } from './adviceContext.ts'
import { chunksWith, readRecent, wholeChunks, type ChunksToWrite } from './cardStore.ts'
import type { BaseRow, DeviceDatabase, WaitingRow } from './database.ts'
import type { Device } from './device.ts'
import { makeCard, makeName, type FirmCard, type FirmName } from './firmCard.ts'
import { readRowsOf, recordsAfter } from './firmRecords.ts'
import { firmViewOf } from './firmView.ts'
import type { Page } from './inbox.ts'
import { createJoiner } from './joinViews.ts'
import type { Meta } from './meta.ts'
import { effectOf, keyOf, type PageEffect } from './pageEffect.ts'
import { openRows } from './pending.ts'
import { submittedSeq, waitingItems, type QueueItem } from './reviewQueue.ts'
import { scanBase } from './scanBase.ts'
import { seal } from './stored.ts'
import type { View } from './view.ts'

/** Records that every firm's advice rests on: when one changes, all cards are made anew. */
const sharedCollections: readonly string[] = [
  'ruleSet',
  'park',
  'organisation',
  'reorganisation',
  'outcome',
  'alias',
]
const firmIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const directory = 'directory'
/** With more than this, all are read in one go. */
const mostOneByOne = 5000

/** What lists read, worked out from `base` and written with it: cards, names, and visits that wait for a decision. */
export interface Derived {
  readonly chunks: ChunksToWrite
  readonly waiting: readonly WaitingRow[]
  /** Firms of which no visit waits; `others` are all but those. */
  readonly noneWaiting: readonly string[] | 'others'
  /** Firms, and names as `directory/id`, that are left for a later page. */
  readonly due: readonly string[] | 'all'
}

/**
 * What lists must read once a page is written; worked out before the page's transaction. While `more` pages
 * follow, only noted: a firm that many pages touch is worked out once. So is what no sense can be made of, because a
 * record changed on disk: that must keep no page away.
 */
export async function derivedAfter(
  device: Device,
  before: Partial<Meta>,
  effect: PageEffect,
  page: Page,
): Promise<Derived> {
  const due = await findDue(device, before, effect)
  const isLeft = page.more === true || due.length === 0
  const derived = isLeft ? undefined : await deriveDue(device, due, effect, page).catch(() => undefined)
  return derived ?? { chunks: { rows: [], isAll: false }, waiting: [], noneWaiting: [], due }
}

async function deriveDue(
  device: Device,
  due: Derived['due'],
  effect: PageEffect,
  { changes, sinceEmpty }: Page,
): Promise<Derived> {
  if (due === 'all' && sinceEmpty !== undefined) return deriveFrom(device, effectOf(changes, sinceEmpty))
  if (due === 'all') return (await deriveAll(device, effect)).derived
  const context = await readAdviceContext(device, effect)
  const firmIds = [...new Set(due.filter(isFirm).flatMap(context.aliases.membersOf))]
  const [rows, recent, names] = await Promise.all([
    readRowsOf(device, firmIds),
    readRecent(device.database),
    readNames(device, due, effect),
  ])
  const found = gather(names)
  addAll(found, await recordsAfter(effect)(rows, firmIds), context)
  return {
    chunks: await chunksWith(device.database, recent, found),
    waiting: await waitingRows(found),
    noneWaiting: firmIds.filter((firmId) => !found.waiting.has(firmId)),
    due: [],
  }
}

/** Works everything out anew, and counts the rows on the way. `effect` is of a page about to be written. */
export async function deriveAll(
  device: Device,
  effect: PageEffect = effectOf([]),
): Promise<{ readonly derived: Derived; readonly counted: Digest }> {
  const context = await readAdviceContext(device, effect)
  const after = recordsAfter(effect)
  const found = gather()
  const joiner = createJoiner(context.aliases)
  // scopes of which only the page knows
  const unseen = scopesOf([...effect.puts.values()])
  let counted = emptyDigest
  await scanBase(device, async (rows) => {
    counted = rows.map(rowDigest).reduce(addDigest, counted)
    const scopes = scopesOf(rows)
    for (const scope of scopes) unseen.delete(scope)
    add(found, joiner.take(await after(rows, scopes)), context)
  })
  add(found, joiner.take(await after([], unseen)), context)
  add(found, joiner.rest(), context)
  return { derived: await whole(found), counted }
}

/** The same for a base that was empty, from all that has come since. */
async function deriveFrom(device: Device, effect: PageEffect): Promise<Derived> {
  const context = await readAdviceContext(device, effect)
  const found = gather()
  addAll(found, await recordsAfter(effect)([], scopesOf([...effect.puts.values()])), context)
  return whole(found)
}

/** Inside the page's transaction. */
export async function writeDerived(
  { cards: cardTable, waiting: waitingTable }: DeviceDatabase,
  { chunks, waiting, noneWaiting }: Derived,
): Promise<void> {
  if (chunks.isAll) await cardTable.clear()
  if (chunks.rows.length > 0) await cardTable.bulkPut([...chunks.rows])
  if (noneWaiting === 'others') await waitingTable.clear()
  else if (noneWaiting.length > 0) await waitingTable.bulkDelete([...noneWaiting])
  if (waiting.length > 0) await waitingTable.bulkPut([...waiting])
}

export function rowDigest(row: Pick<BaseRow, 'collection' | 'id' | 'seq'>): Digest {
  return digestOf(keyOf(row), row.seq)
}

async function findDue(
  { database: { base } }: Device,
  { cardsDue = [], upTo = 0 }: Partial<Meta>,
  { puts, deletes, emptied }: PageEffect,
): Promise<Derived['due']> {
  // nothing is worked out yet before the first pull has ended
  if (cardsDue === 'all' || upTo === 0) return 'all'
  const emptiedKeys = await Promise.all(
    Array.from(emptied, (scope) => base.where({ scope }).primaryKeys() as PromiseLike<[string, string][]>),
  )
  const leaving = [...deletes.values(), ...emptiedKeys.flat()].map(([collection, id]) => ({ collection, id }))
  const touched = [...puts.values(), ...leaving]
  if (touched.some(({ collection }) => sharedCollections.includes(collection))) return 'all'
  // of a record that goes, its row knows the firm
  const gone = deletes.size === 0 ? [] : await base.bulkGet([...deletes.values()])
  const due = new Set([
    ...cardsDue,
    ...[...scopesOf([...puts.values(), ...gone]), ...emptied].filter(isFirm),
    ...touched.filter(({ collection }) => collection === directory).map(keyOf),
  ])
  return due.size > mostOneByOne ? 'all' : [...due]
}

/** The names that are due, as they will be. */
async function readNames(
  { database }: Device,
  due: readonly string[],
  { puts, deletes, emptied }: PageEffect,
): Promise<Map<string, FirmName | undefined>> {
  const ids = due.flatMap((key) => (key.startsWith(`${directory}/`) ? [key.slice(directory.length + 1)] : []))
  const rows = ids.length === 0 ? [] : await database.base.bulkGet(ids.map((id) => [directory, id]))
  const stored = await openRows(rows.filter((row) => row !== undefined))
  const entries = ids.map((id): [string, FirmName | undefined] => {
    const key = keyOf({ collection: directory, id })
    const row = stored.get(key)
    const isGone = deletes.has(key) || (row !== undefined && emptied.has(row.scope))
    const record = puts.get(key)?.record ?? (isGone ? undefined : row?.record)
    return [id, record === undefined ? undefined : makeName(record as DirectoryRecord)]
  })
  return new Map(entries)
}

function gather(names = new Map<string, FirmName | undefined>()) {
  return {
    cards: new Map<string, FirmCard | undefined>(),
    names,
    waiting: new Map<string, readonly QueueItem[]>(),
  }
}

type Gathered = ReturnType<typeof gather>

function addAll(found: Gathered, scopes: ReadonlyMap<string, View>, context: AdviceContext): void {
  const joiner = createJoiner(context.aliases)
  add(found, joiner.take(scopes), context)
  add(found, joiner.rest(), context)
}

function add(
  { cards, names, waiting }: Gathered,
  scopes: ReadonlyMap<string, View>,
  context: AdviceContext,
): void {
  for (const [scope, records] of scopes) {
    if (!isFirm(scope)) {
      for (const [key, record] of records) {
        if (!key.startsWith(`${directory}/`)) continue
        const card = record as DirectoryRecord
        names.set(card.id, makeName(card))
      }
      continue
    }
    const view = firmViewOf(scope, records, context.personId)
    const items = waitingItems(records, view, context)
    cards.set(scope, view && makeCard(view, context))
    if (items.length > 0) waiting.set(scope, items)
  }
}

async function whole(found: Gathered): Promise<Derived> {
  const [chunks, waiting] = [await wholeChunks(found), await waitingRows(found)]
  return { chunks, waiting, noneWaiting: 'others', due: [] }
}

function waitingRows({ waiting }: Gathered): Promise<WaitingRow[]> {
  return Promise.all(
    Array.from(waiting, async ([firmId, items]) => ({
      firmId,
      seq: Math.max(...items.map(submittedSeq)),
      sealed: await seal(items),
    })),
  )
}

function scopesOf(all: readonly ({ readonly scope: string } | undefined)[]): Set<string> {
  return new Set(all.flatMap((one) => one?.scope ?? []))
}

function isFirm(scope: string): boolean {
  return firmIdPattern.test(scope)
}
