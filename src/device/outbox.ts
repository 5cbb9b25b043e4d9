import type { OperationContent } from '#domain/operation.ts'
import type { Receipt } from '#domain/receipt.ts'
import { makeId } from '#domain/ids.ts'
import type { AcknowledgedRow, OutboxRow } from './database.ts'
import type { Device } from './device.ts'
import { latestMark, markKeys, noteHistory, type Heard } from './history.ts'
import { deleteRows, readRows } from './keyRuns.ts'
import { readMeta, readSomeMeta, writeMeta, type Meta } from './meta.ts'
import { unsealAll } from './stored.ts'

export interface BatchLimits {
  readonly operations: number
  readonly bytes: number
}

export interface WaitingOperation {
  /** As it was recorded; what a damaged content says of itself may be another. */
  readonly operationId: string
  readonly content: OperationContent
  readonly recordId: string
  readonly bodyHash: string
  readonly deviceSeq: number
}

/** Deeds to send, and as whom: all of one moment. */
export interface Batch {
  readonly operations: readonly WaitingOperation[]
  readonly deviceId: string
  readonly epoch: string | undefined
  /** The commit to remind the server of. */
  readonly mark: string | undefined
  /** The number of the last of them, and records of which something before it still waits. */
  readonly lastSeq: number
  readonly held: ReadonlySet<string>
}

/**
 * The next deeds to send, oldest first. One that must wait holds back only later deeds about the same record.
 * A single deed above the byte limit goes alone. `after` is a batch that is on its way: only deeds that need not
 * wait for it are taken.
 */
export async function nextBatch(device: Device, limits: BatchLimits, after?: Batch): Promise<Batch> {
  const { database } = device
  const now = device.now()
  const held = new Set([...(after?.held ?? []), ...(after?.operations ?? []).map(({ recordId }) => recordId)])
  const chosen: OutboxRow[] = []
  let lastSeq = after?.lastSeq ?? 0
  let bytes = 0
  const known = await database.transaction('r', database.outbox, database.meta, async () => {
    const meta = await readSomeMeta(database, ['deviceId', ...markKeys])
    for (let full = false; !full;) {
      const rows = await database.outbox.where('deviceSeq').above(lastSeq).limit(limits.operations).toArray()
      for (const row of rows) {
        if (isWaiting(row, now)) held.add(row.recordId)
        const isFree = !held.has(row.recordId)
        full =
          isFree &&
          (chosen.length >= limits.operations || (chosen.length > 0 && bytes + row.bytes > limits.bytes))
        if (full) break
        lastSeq = row.deviceSeq
        if (!isFree) continue
        chosen.push(row)
        bytes += row.bytes
      }
      if (rows.length < limits.operations) break
    }
    return meta
  })
  const contents = await unsealAll<OperationContent>(chosen.map((row) => row.sealed))
  return {
    operations: chosen.map(({ operationId, recordId, bodyHash, deviceSeq }, index) => ({
      operationId,
      content: contents[index]!,
      recordId,
      bodyHash,
      deviceSeq,
    })),
    // set when the database was made
    deviceId: known.deviceId!,
    epoch: known.epoch,
    mark: latestMark(known),
    lastSeq,
    held,
  }
}

/** An answer's place in the server's history, and the mark to hand back. */
export interface HeardReceipts extends Heard {
  /** As whom the deeds were sent. */
  readonly deviceId: string
  readonly mark?: { readonly seq: number; readonly text: string } | undefined
}

/** Moves confirmed deeds out: only by a receipt for that very id with the same hash. Returns the ids that moved. */
export async function takeReceipts(
  device: Device,
  receipts: readonly Receipt[],
  heard: HeardReceipts,
): Promise<readonly string[]> {
  const { database } = device
  const now = device.now()
  return database.transaction('rw', database.outbox, database.acknowledged, database.meta, async () => {
    const ids = receipts.map((receipt) => receipt.operationId)
    const [known, found] = await Promise.all([
      readSomeMeta(database, ['epoch', 'history', 'mark']),
      readRows(database.outbox, ids),
    ])
    const rows = new Map(found.map((row) => [row.operationId, row]))
    const { deviceId, serverTimeMs: confirmedAt } = heard
    const isKnown = known.epoch === heard.epoch
    const history = isKnown ? (known.history ?? 0) : await noteHistory(database, heard.epoch)
    const moved: AcknowledgedRow[] = []
    for (const receipt of receipts) {
      const row = rows.get(receipt.operationId)
      if (row === undefined || row.bodyHash !== receipt.bodyHash) continue
      moved.push({ ...acknowledgedRow(row, receipt, now), history, deviceId, confirmedAt })
    }
    const movedIds = moved.map((row) => row.operationId)
    await database.acknowledged.bulkPut(moved)
    await deleteRows(database.outbox, movedIds)
    await writeMeta(database, {
      ...laterMark(known.mark, heard),
      clockOffsetMs: confirmedAt - now,
      ...(moved.length > 0 && { lastReceiptAt: now }),
    })
    return movedIds
  })
}

/** Answers may overtake each other: the mark of the latest commit is kept. */
function laterMark(
  known: Meta['mark'] | undefined,
  { epoch, mark }: HeardReceipts,
): Partial<Pick<Meta, 'mark'>> {
  if (mark === undefined || (known?.epoch === epoch && known.seq >= mark.seq)) return {}
  return { mark: { epoch, ...mark } }
}

/** Lets deeds that got no receipt wait, each by its own count of tries. `delayMs` says how long. */
export async function postpone(
  device: Device,
  operationIds: readonly string[],
  delayMs: (attempts: number) => number,
): Promise<void> {
  const now = device.now()
  await device.database.outbox
    .where('operationId')
    .anyOf(operationIds)
    .modify((row: { attempts: number; notBefore: number; postponedAt?: number | undefined }) => {
      row.attempts += 1
      row.notBefore = now + delayMs(row.attempts)
      row.postponedAt = now
    })
}

/** Everything may be tried at once again: a tap, the app opened, a connection came, a good answer. */
export async function retryAtOnce(device: Device): Promise<void> {
  await device.database.outbox
    .filter((row) => row.notBefore > 0 && row.damagedAt === undefined)
    .modify({ notBefore: 0 })
}

/**
 * Takes a new number among devices and renumbers what is unsent; the deeds' ids stay. `from` is the number that
 * turned out to be another's: only the first of several rounds that hear so changes it.
 */
export async function takeNewDeviceId(device: Device, from: string): Promise<void> {
  const { database } = device
  const deviceId = makeId(device.now(), device.randomBytes)
  await database.transaction('rw', database.outbox, database.meta, async () => {
    if ((await readMeta(database, 'deviceId')) !== from) return
    const rows = await database.outbox.orderBy('deviceSeq').toArray()
    await database.outbox.bulkPut(rows.map((row, index) => ({ ...row, deviceSeq: index + 1, notBefore: 0 })))
    await writeMeta(database, { deviceId, deviceSeq: rows.length })
  })
}

/** When the earliest waiting deed may be tried again; undefined when nothing waits. */
export async function nextTryAt(device: Device): Promise<number | undefined> {
  const now = device.now()
  const rows = await device.database.outbox.toArray()
  if (rows.length === 0) return undefined
  return Math.min(...rows.map((row) => (isWaiting(row, now) ? row.notBefore : now)))
}

/** A clock that was put back since tells nothing of how long a deed has waited: it may go at once. */
function isWaiting({ notBefore, postponedAt = 0 }: OutboxRow, now: number): boolean {
  return notBefore > now && now >= postponedAt
}

function acknowledgedRow(
  row: OutboxRow,
  receipt: Receipt,
  now: number,
): Omit<AcknowledgedRow, 'history' | 'deviceId' | 'confirmedAt'> {
  return {
    operationId: row.operationId,
    recordId: row.recordId,
    kind: row.kind,
    deviceSeq: row.deviceSeq,
    bytes: row.bytes,
    receiptSeq: receipt.seq,
    status: receipt.status,
    ...(receipt.problem !== undefined && { problem: receipt.problem }),
    bodyHash: row.bodyHash,
    savedAt: row.savedAt,
    acknowledgedAt: now,
    sealed: row.sealed,
  }
}
