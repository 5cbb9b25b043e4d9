import { applyPage } from '#device/inbox.ts'
import { readAllMeta } from '#device/meta.ts'
import type { Device } from '#device/device.ts'
import type { SyncChange } from '#domain/change.ts'
import { emptyDigest } from '#domain/digest.ts'
import { fetchAnswerSchema, listAnswerSchema, pullLimits, type PullAnswer } from '#protocol/sync.ts'
import { askSync, type Road } from './transport.ts'

/**
 * Compares the digest the device keeps with the server's after the last page; where they differ, finds the
 * difference and mends it. Whether it did. What went behind the device's back is in its digest once it is counted.
 */
export async function repair(device: Device, road: Road, page: PullAnswer): Promise<boolean> {
  const theirs = page.digest
  if (theirs === undefined) return false
  const { cursor, digest: own = emptyDigest, deviceId, repairs = 0 } = await readAllMeta(device.database)
  // another round went on meanwhile, and compares for itself
  if (cursor !== page.cursor) return false
  if (own.count === theirs.count && own.high === theirs.high && own.low === theirs.low) return false
  const token = device.identity.readToken
  const listed = await askSync(road, {
    path: '/api/sync/list',
    token,
    answer: listAnswerSchema,
    body: { deviceId },
  })
  if (!listed.ok || listed.value.epoch !== page.epoch) return false
  const rows = await device.database.base.toArray()
  const held = new Map(rows.map((row) => [`${row.collection}/${row.id}`, row.seq]))
  const wanted: [string, string][] = []
  for (const [collection, id, seq] of listed.value.keys) {
    const key = `${collection}/${id}`
    if (held.get(key) !== seq) wanted.push([collection, id])
    held.delete(key)
  }
  const surplus = rows.filter((row) => held.has(`${row.collection}/${row.id}`))
  const changes: SyncChange[] = surplus.map(({ collection, id, seq }) => ({
    kind: 'tombstone',
    collection,
    id,
    seq,
  }))
  for (let start = 0; start < wanted.length; start += pullLimits.records) {
    const keys = wanted.slice(start, start + pullLimits.records)
    const body = { deviceId, keys }
    const fetched = await askSync(road, { path: '/api/sync/fetch', token, answer: fetchAnswerSchema, body })
    if (!fetched.ok || fetched.value.epoch !== page.epoch) return false
    changes.push(...(fetched.value.changes as readonly SyncChange[]))
  }
  const meta = { repairs: repairs + 1, epoch: page.epoch }
  return (await applyPage(device, cursor, { changes, meta }, { countAnew: true })) === 'written'
}
