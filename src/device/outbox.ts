import type { OperationContent } from '#domain/operation.ts'
import type { Receipt } from '#domain/receipt.ts'
import { makeId } from '#domain/ids.ts'
import type { AcknowledgedRow, DeviceDatabase, OutboxRow } from './database.ts'
import type { Device } from './device.ts'
import { noteHistory, type Heard } from './history.ts'
import { readMeta, writeMeta } from './meta.ts'
import { unsealAll } from './stored.ts'

export interface BatchLimits {
  readonly operations: number
  readonly bytes: number
}

export interface WaitingOperation {
  readonly content: OperationContent
  readonly bodyHash: string
  readonly deviceSeq: number
  readonly attempts: number
}

/**
 * The next deeds to send, oldest first. One that must wait holds back only later deeds about the same record.
 * A single deed above the byte limit goes alone.
 */
export async function nextBatch(device: Device, limits: BatchLimits): Promise<WaitingOperation[]> {
  const now = device.now()
  const chosen: OutboxRow[] = []
  const blocked = new Set<string>()
  let bytes = 0
  for (let offset = 0, full = false; !full; offset += limits.operations) {
    const rows = await device.database.outbox
      .orderBy('deviceSeq')
      .offset(offset)
      .limit(limits.operations)
      .toArray()
    if (rows.length === 0) break
    for (const row of rows) {
      if (isWaiting(row, now)) blocked.add(row.recordId)
      if (blocked.has(row.recordId)) continue
      full = chosen.length >= limits.operations || (chosen.length > 0 && bytes + row.bytes > limits.bytes)
      if (full) break
      chosen.push(row)
      bytes += row.bytes
    }
  }
  const contents = await unsealAll<OperationContent>(chosen.map((row) => row.sealed))
  return chosen.map((row, index) => ({
    content: contents[index]!,
    bodyHash: row.bodyHash,
    deviceSeq: row.deviceSeq,
    attempts: row.attempts,
  }))
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
    const history = await noteHistory(database, heard.epoch)
    await noteMark(database, heard)
    const rows = await database.outbox.bulkGet(receipts.map((receipt) => receipt.operationId))
    const moved: AcknowledgedRow[] = []
    receipts.forEach((receipt, index) => {
      const row = rows[index]
      if (row === undefined || row.bodyHash !== receipt.bodyHash) return
      moved.push({
        ...acknowledgedRow(row, receipt, now),
        history,
        deviceId: heard.deviceId,
        confirmedAt: heard.serverTimeMs,
      })
    })
    await database.acknowledged.bulkPut(moved)
    await database.outbox.bulkDelete(moved.map((row) => row.operationId))
    if (moved.length > 0) await writeMeta(database, { lastReceiptAt: now })
    return moved.map((row) => row.operationId)
  })
}

/** Answers may overtake each other: the mark of the latest commit is kept. */
async function noteMark(database: DeviceDatabase, { epoch, mark }: HeardReceipts): Promise<void> {
  if (mark === undefined) return
  const known = await readMeta(database, 'mark')
  if (known?.epoch === epoch && known.seq >= mark.seq) return
  await writeMeta(database, { mark: { epoch, ...mark } })
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

/** How many deeds the server has not confirmed, and since when the oldest waits. */
export async function readWaiting(device: Device): Promise<{ count: number; oldestAt: number | undefined }> {
  const first = await device.database.outbox.orderBy('deviceSeq').first()
  return { count: await device.database.outbox.count(), oldestAt: first?.savedAt }
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
