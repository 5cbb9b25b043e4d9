import type { Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import { readMeta } from '#device/meta.ts'
import { nextBatch, takeReceipts } from '#device/outbox.ts'
import { readRecord } from '#device/view.ts'
import type { SyncChange } from '#domain/change.ts'
import { mergeOperation, targetOf } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { Receipt } from '#domain/receipt.ts'

export const practiceEpoch = 'practice'

/** A deed as it lies in the outbox, or as somebody of the made-up unit did it. */
interface Deed {
  readonly content: OperationContent
  readonly bodyHash: string
}

/** This device plays the server for everything that waits here; nothing leaves it. Returns how much it took. */
export async function receiveWaiting(device: Device): Promise<number> {
  const { operations, deviceId } = await nextBatch(device, { operations: 1000, bytes: Infinity })
  const { receipts, write } = await foldDeeds(device, operations)
  await takeReceipts(device, receipts, { epoch: practiceEpoch, serverTimeMs: device.now(), deviceId })
  await write()
  return receipts.length
}

/** Folds deeds into the records they are about, by the rules that the server goes by. */
export async function foldDeeds(device: Device, deeds: readonly Deed[]) {
  const { database } = device
  const cursor = await readMeta(database, 'cursor')
  let seq = (await readMeta(database, 'upTo')) ?? 0
  const known = new Map<string, unknown>()
  const changes: SyncChange[] = []
  const receipts: Receipt[] = []
  for (const { content, bodyHash } of deeds) {
    const target = targetOf(content)
    if (typeof target === 'string') continue
    const { recordId } = content
    const key = `${target.collection}/${recordId}`
    const before = known.get(key) ?? (await readRecord(device, target.collection, recordId, []))
    const receivedAt = new Date(Date.parse(content.clientTime)).toISOString()
    const merged = mergeOperation(before, content, { seq: seq + 1, receivedAt }, bodyHash)
    // what the rules cannot take stays with whoever recorded it
    if (merged.kind === 'held') continue
    seq += 1
    for (const { collection, id, firmId, record } of merged.changes) {
      known.set(`${collection}/${id}`, record)
      changes.push({ kind: 'record', collection, id, seq, scope: firmId ?? 'reference', record })
    }
    receipts.push({ operationId: content.id, status: merged.status, seq, bodyHash })
  }
  const meta = { cursor: String(seq), upTo: seq, epoch: practiceEpoch, lastPullAt: device.now() }
  return { receipts, write: () => applyPage(device, cursor, { changes, meta }) }
}
