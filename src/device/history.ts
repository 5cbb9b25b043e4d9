import type { Receipt } from '#domain/receipt.ts'
import { isInBase, readBasePlace } from './basePlace.ts'
import type { AcknowledgedRow, DeviceDatabase, OutboxRow } from './database.ts'
import type { Device } from './device.ts'
import { readMeta, writeMeta, type Meta } from './meta.ts'

/** What an answer says of the server that gave it. */
export interface Heard {
  readonly epoch: string
  /** Milliseconds since 1970 by the server's clock. */
  readonly serverTimeMs: number
}

/** Safe to forget is only what no backup can lack that a server might be put back from. */
const keptMs = 90 * 86_400_000

/**
 * Notes whose history an answer tells, and returns its number. With another than before, every receipt is in
 * doubt until it was asked for again. Inside a transaction over `meta`.
 */
export async function noteHistory(database: DeviceDatabase, epoch: string): Promise<number> {
  const [known, history = 0] = [await readMeta(database, 'epoch'), await readMeta(database, 'history')]
  if (known === epoch) return history
  if (known === undefined) {
    await writeMeta(database, { epoch })
    return history
  }
  // an empty base is of every history
  const isEmpty = (await readMeta(database, 'cursor')) === undefined
  await writeMeta(database, { epoch, history: history + 1, ...(isEmpty && { baseHistory: history + 1 }) })
  return history + 1
}

export const markKeys = ['epoch', 'mark', 'cursor', 'upTo', 'history', 'baseHistory'] as const

/**
 * What shows the server whether it was put back since: the latest commit that it told of, with receipts or with
 * records.
 */
export function latestMark(known: Partial<Pick<Meta, (typeof markKeys)[number]>>): string | undefined {
  const { epoch, mark, cursor, upTo = 0, history = 0, baseHistory = 0 } = known
  const receiptsUpTo = mark?.epoch === epoch ? (mark?.seq ?? 0) : 0
  const isBaseLater = baseHistory === history && upTo > receiptsUpTo
  return (isBaseLater ? cursor : undefined) ?? mark?.text
}

/** A receipt to ask for again. */
export type Doubtful = Pick<AcknowledgedRow, 'operationId' | 'bodyHash'>

/** Some of the deeds whose receipts are of another history; none when all are as the server knows them now. */
export async function readDoubtful(device: Device, limit: number): Promise<Doubtful[]> {
  const { acknowledged, meta } = device.database
  const [known = 0, confirmed = 0] = await Promise.all([
    readMeta(device.database, 'history'),
    readMeta(device.database, 'confirmedHistory'),
  ])
  if (known === confirmed) return []
  return device.database.transaction('rw', acknowledged, meta, async () => {
    const history = (await readMeta(device.database, 'history')) ?? 0
    const rows = await acknowledged
      .filter((row) => row.history !== history)
      .limit(limit)
      .toArray()
    if (rows.length === 0) await writeMeta(device.database, { confirmedHistory: history })
    return rows.map(({ operationId, bodyHash }) => ({ operationId, bodyHash }))
  })
}

/**
 * Takes the receipts of what the server still has; what it lacks goes back among what waits to be sent, under the
 * number it had. Returns how many went back; undefined, and nothing moves, by an answer of yet another history.
 */
export async function takeConfirmations(
  device: Device,
  asked: readonly Doubtful[],
  receipts: readonly Receipt[],
  heard: Heard,
): Promise<number | undefined> {
  const { database } = device
  const byId = new Map(receipts.map((receipt) => [receipt.operationId, receipt]))
  return database.transaction('rw', database.outbox, database.acknowledged, database.meta, async () => {
    const before = (await readMeta(database, 'history')) ?? 0
    const history = await noteHistory(database, heard.epoch)
    if (history !== before) return undefined
    const rows = await database.acknowledged.bulkGet(asked.map((one) => one.operationId))
    const doubtful = rows.filter((row) => row !== undefined && row.history !== history) as AcknowledgedRow[]
    const confirmed: AcknowledgedRow[] = []
    const lost: AcknowledgedRow[] = []
    for (const row of doubtful) {
      const receipt = byId.get(row.operationId)
      if (receipt?.bodyHash !== row.bodyHash) lost.push(row)
      else confirmed.push(confirmRow(row, receipt, history))
    }
    await database.acknowledged.bulkPut(confirmed)
    await sendAgain(database, lost)
    return lost.length
  })
}

function confirmRow(row: AcknowledgedRow, receipt: Receipt, history: number): AcknowledgedRow {
  const { problem: _before, ...rest } = row
  const { seq: receiptSeq, status, problem } = receipt
  return { ...rest, receiptSeq, status, ...(problem !== undefined && { problem }), history }
}

async function sendAgain(database: DeviceDatabase, lost: readonly AcknowledgedRow[]): Promise<void> {
  const deviceId = await readMeta(database, 'deviceId')
  let last = (await readMeta(database, 'deviceSeq')) ?? 0
  const again = lost
    .toSorted((left, right) => left.deviceSeq - right.deviceSeq)
    .map((row): OutboxRow => {
      // a number it had as another device is nothing to this one
      const deviceSeq = row.deviceId === deviceId ? row.deviceSeq : (last += 1)
      const { operationId, recordId, kind, bodyHash, savedAt, bytes, sealed } = row
      return {
        operationId,
        recordId,
        kind,
        deviceSeq,
        bodyHash,
        savedAt,
        bytes,
        attempts: 0,
        notBefore: 0,
        sealed,
      }
    })
  await database.outbox.bulkPut(again)
  await database.acknowledged.bulkDelete(lost.map((row) => row.operationId))
  await writeMeta(database, { deviceSeq: last })
}

/** Forgets deeds that were confirmed long ago and lie in a backup away from the server. */
export async function forgetSafe(device: Device, durableSeq: number, heard: Heard): Promise<void> {
  const { database } = device
  const longAgo = () => database.acknowledged.where('confirmedAt').below(heard.serverTimeMs - keptMs)
  if ((await longAgo().first()) === undefined) return
  await database.transaction('rw', database.acknowledged, database.meta, async () => {
    const place = await readBasePlace(database)
    if ((await readMeta(database, 'epoch')) !== heard.epoch || !place.isSettled) return
    await longAgo()
      .filter((row) => row.receiptSeq <= durableSeq && isInBase(row, place))
      .delete()
  })
}
