import { mergeOperation, targetOf, type Change } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { Collection, HistoryRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { BaseRow } from './database.ts'
import type { Device } from './device.ts'
import { readMeta } from './meta.ts'
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

/** Deeds of this device that count and are not in `base` yet, in the order they were made. */
export async function readPending(device: Device): Promise<PendingDeed[]> {
  const { database } = device
  const [waiting, confirmed] = await database.transaction(
    'r',
    database.outbox,
    database.acknowledged,
    database.meta,
    async () => {
      const upTo = (await readMeta(database, 'upTo')) ?? 0
      return [
        await database.outbox.orderBy('deviceSeq').toArray(),
        await database.acknowledged.where('receiptSeq').above(upTo).toArray(),
      ] as const
    },
  )
  const counting = confirmed.filter((row) => row.status !== 'held')
  const rows = [...counting.sort((left, right) => left.receiptSeq - right.receiptSeq), ...waiting]
  const contents = await unsealAll<OperationContent>(rows.map((row) => row.sealed))
  return rows.flatMap((row, index) => {
    const content = contents[index]!
    // carried for a colleague: it is not this person's to see
    if (content.personId !== device.identity.personId) return []
    const target = targetOf(content)
    if (typeof target === 'string') return []
    const receiptSeq = 'receiptSeq' in row ? row.receiptSeq : undefined
    return [{ content, bodyHash: row.bodyHash, collection: target.collection, receiptSeq }]
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
    if (isIn(record, deed.content.id)) continue
    const stamp = { seq: deed.receiptSeq ?? unsentSeq, receivedAt: deed.content.clientTime }
    const merged = mergeOperation(record, deed.content, stamp, deed.bodyHash)
    if (merged.kind === 'held') continue
    for (const change of merged.changes) over.set(`${change.collection}/${change.id}`, change)
  }
  return over
}

/** The server has it: only its word for that was lost on the way. */
function isIn(record: unknown, operationId: string): boolean {
  const {
    revisions = [],
    decisions = [],
    entries = [],
  } = (record ?? {}) as Partial<VisitRecord & HistoryRecord>
  return (
    revisions.some(({ revisionId }) => revisionId === operationId) ||
    [...decisions, ...entries].some((one) => one.operationId === operationId)
  )
}

/** Base rows opened, by `collection/id`. */
export async function openRows(
  rows: readonly BaseRow[],
): Promise<Map<string, { readonly record: unknown; readonly seq: number; readonly scope: string }>> {
  const records = await unsealAll<unknown>(rows.map((row) => row.sealed))
  return new Map(
    rows.map((row, index) => [
      `${row.collection}/${row.id}`,
      { record: records[index], seq: row.seq, scope: row.scope },
    ]),
  )
}
