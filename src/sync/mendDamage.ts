import { findDamagedRows } from '#device/damage.ts'
import type { Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import { readMeta, readSomeMeta } from '#device/meta.ts'
import type { SyncChange } from '#domain/change.ts'
import { fetchAnswerSchema } from '#protocol/sync.ts'
import { askSync, type Road } from './transport.ts'

/** So few a round that nobody notices; ten thousand records are gone through in a few hours of use. */
const rowsPerRound = 100
/** So many where lists could not be worked out. */
const rowsInDoubt = 1000

/** Looks for records that changed on disk, and fetches them anew. Whether there were any. */
export async function mendDamage(device: Device, road: Road, isQuiet: boolean): Promise<boolean> {
  const { database, identity } = device
  const { cardsDue = [] } = await readSomeMeta(database, ['cardsDue'])
  if (!isQuiet && cardsDue.length === 0) return false
  const keys = await findDamagedRows(device, cardsDue.length > 0 ? rowsInDoubt : rowsPerRound)
  if (keys.length === 0) return false
  const [cursor, epoch] = [await readMeta(database, 'cursor'), await readMeta(database, 'epoch')]
  const fetched = await askSync(road, {
    path: '/api/sync/fetch',
    token: identity.readToken,
    answer: fetchAnswerSchema,
    body: { deviceId: await readMeta(database, 'deviceId'), keys },
  })
  if (!fetched.ok || fetched.value.epoch !== epoch) return false
  const changes = fetched.value.changes as readonly SyncChange[]
  const found = new Set(changes.map((change) => 'id' in change && `${change.collection}/${change.id}`))
  // what the server has under no such name went wrong in its name; the digest will ask for the real one
  const gone = keys.filter(([collection, id]) => !found.has(`${collection}/${id}`))
  const tombstones = gone.map(([collection, id]) => ({ kind: 'tombstone' as const, collection, id, seq: 0 }))
  const repairs = ((await readMeta(database, 'repairs')) ?? 0) + 1
  const page = { changes: [...tombstones, ...changes], meta: { repairs, epoch } }
  return (await applyPage(device, cursor, page, { countAnew: true })) === 'written'
}
