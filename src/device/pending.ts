import type { Aliases } from '#domain/aliases.ts'
import { liftRecord } from '#domain/lifts.ts'
import { mergeOperation, targetOf, type Change, type Look } from '#domain/merge.ts'
import { otherOfAlias } from '#domain/merge/alias.ts'
import { firmsOfImport } from '#domain/merge/import.ts'
import { isPartOf } from '#domain/merge/partOf.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { Collection } from '#domain/records.ts'
import { isInBase, readBasePlace } from './basePlace.ts'
import type { BaseRow, DeviceDatabase } from './database.ts'
import type { Device } from './device.ts'
import { readRows } from './keyRuns.ts'
import { unsealAll } from './stored.ts'

/** A deed that the records pulled from the server do not show yet. */
export interface PendingDeed {
  readonly content: OperationContent
  readonly bodyHash: string
  readonly collection: Collection
  /** The server's number, once there is a receipt. */
  readonly receiptSeq?: number | undefined
}

/** A number above all the server's, for what has none yet. */
const unsentSeq = Number.MAX_SAFE_INTEGER

interface OpenedDeed {
  readonly content: OperationContent
  readonly bodyHash: string
}

/** What was opened last: a deed never changes, and thousands of rows of a list take long to read. */
const openedBefore = new WeakMap<DeviceDatabase, ReadonlyMap<string, OpenedDeed>>()

/** Deeds of this device that count and are not in `base` yet, in the order they were made. */
export async function readPending(device: Device): Promise<PendingDeed[]> {
  const { database } = device
  const before = openedBefore.get(database)
  const [waiting, fresh, confirmed] = await database.transaction(
    'r',
    database.outbox,
    database.acknowledged,
    database.meta,
    async () => {
      const [place, ids] = await Promise.all([
        readBasePlace(database),
        database.outbox.orderBy('deviceSeq').primaryKeys(),
      ])
      const unknown = ids.filter((id) => before?.has(id) !== true)
      const unsent = unknown.length === 0 ? [] : await readRows(database.outbox, unknown)
      const sent = await (
        place.isSettled ? database.acknowledged.where('receiptSeq').above(place.upTo) : database.acknowledged
      ).toArray()
      return [
        ids,
        unsent,
        sent
          .filter((row) => !isInBase(row, place))
          .map((row) => ({ ...row, isComparable: row.history === place.base })),
      ] as const
    },
  )
  const counting = confirmed
    .filter((row) => row.status !== 'held')
    .sort((left, right) => left.receiptSeq - right.receiptSeq)
  const contents = await unsealAll<OperationContent>([...fresh, ...counting].map((row) => row.sealed))
  const opened = new Map(
    fresh.map(({ operationId, bodyHash }, index) => [operationId, { content: contents[index]!, bodyHash }]),
  )
  const unsent = waiting.map((id): [string, OpenedDeed] => [id, (opened.get(id) ?? before?.get(id))!])
  openedBefore.set(database, new Map(unsent))
  return [
    ...counting.map(({ bodyHash, receiptSeq, isComparable }, index) => ({
      content: contents[fresh.length + index]!,
      bodyHash,
      receiptSeq: isComparable ? receiptSeq : undefined,
    })),
    ...unsent.map(([, deed]) => deed),
  ].flatMap((deed) => {
    // carried for a colleague: it is not this person's to see
    if (deed.content.personId !== device.identity.personId) return []
    const target = targetOf(deed.content)
    return typeof target === 'string' ? [] : [{ ...deed, collection: target.collection }]
  })
}

/** Lays pending deeds over records from the server: what a screen sees. `seqs` are the base rows' numbers by key. */
export function layOver(
  base: ReadonlyMap<string, { readonly record: unknown; readonly seq: number }>,
  pending: readonly PendingDeed[],
): Map<string, Change> {
  const over = new Map<string, Change>()
  for (const deed of pending) {
    const key = `${deed.collection}/${deed.content.recordId}`
    const below = base.get(key)
    if (below !== undefined && deed.receiptSeq !== undefined && below.seq >= deed.receiptSeq) continue
    const record = over.get(key)?.record ?? below?.record
    // it may have come another way: from another device, by a backup file, in another history of the server
    if (isPartOf(record, deed.content)) continue
    const stamp = { seq: deed.receiptSeq ?? unsentSeq, receivedAt: deed.content.clientTime }
    const look: Look = (collection, id) =>
      (over.get(`${collection}/${id}`) ?? base.get(`${collection}/${id}`))?.record
    const merged = mergeOperation(record, deed.content, stamp, deed.bodyHash, look)
    if (merged.kind === 'held') continue
    for (const change of merged.changes) {
      const changed = `${change.collection}/${change.id}`
      const isThere = (base.get(changed)?.seq ?? 0) >= (deed.receiptSeq ?? Infinity)
      if (!isThere) over.set(changed, change)
    }
  }
  return over
}

/**
 * The firms that pending deeds are about, with all that are one with them; a decision names only its visit, whose row
 * knows the firm.
 */
export async function firmsTouched(
  device: Device,
  pending: readonly PendingDeed[],
  { membersOf, mergings }: Aliases,
): Promise<string[]> {
  const firmIds = new Set<string>()
  const visitIds = new Set<string>()
  for (const { content, collection } of pending) {
    const firmId = content.body['firmId']
    const listed = firmsOfImport(content)
    const other = collection === 'alias' ? otherOfAlias(content) : undefined
    if (other !== undefined) firmIds.add(other)
    if (listed.length > 0) for (const one of listed) firmIds.add(one)
    else if (typeof firmId === 'string') firmIds.add(firmId)
    else if (collection === 'visit') visitIds.add(content.recordId)
    else firmIds.add(content.recordId)
  }
  const keys = Array.from(visitIds, (id) => ['visit', id] as [string, string])
  for (const row of await device.database.base.bulkGet(keys)) if (row !== undefined) firmIds.add(row.scope)
  return mergings.length === 0 ? [...firmIds] : [...new Set([...firmIds].flatMap(membersOf))]
}

/** Without the parts of lists that are about other firms: folding one takes as long as it has firms. */
export function withoutOtherLists(
  pending: readonly PendingDeed[],
  firmIds: ReadonlySet<string>,
): readonly PendingDeed[] {
  return pending.filter(({ content }) => {
    const listed = firmsOfImport(content)
    return listed.length === 0 || listed.some((firmId) => firmIds.has(firmId))
  })
}

/** Base rows opened, by `collection/id`. */
export async function openRows(
  rows: readonly BaseRow[],
): Promise<Map<string, { readonly record: unknown; readonly seq: number; readonly scope: string }>> {
  const records = await unsealAll<unknown>(rows.map((row) => row.sealed))
  return new Map(
    rows.map((row, index) => [
      `${row.collection}/${row.id}`,
      { record: liftRecord(row.collection, records[index]), seq: row.seq, scope: row.scope },
    ]),
  )
}
