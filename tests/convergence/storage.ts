import { DeviceDatabase, type DraftRow } from '#device/database.ts'
import { forgetPhotosOf } from './invariants/photoWatch.ts'
import { setDisk, type Place } from './phones.ts'
import { draftKey, type Save } from './saves.ts'
import type { SimulatedWorld } from './world.ts'

/** Everything in one person's database, store by store. */
export interface Contents {
  readonly rows: ReadonlyMap<string, readonly unknown[]>
  /** Keys of the server's records that are wrong in it. */
  readonly damaged: ReadonlySet<string>
}

const stores = [
  'base',
  'shadow',
  'cards',
  'waiting',
  'drafts',
  'outbox',
  'acknowledged',
  'photos',
  'photoChunks',
  'meta',
]

/** Undefined while somebody writes there, or nothing is there yet. */
export function readContents({ phone: { disk }, database, damaged }: Place): Contents | undefined {
  if (!disk.databaseNames().includes(database) || disk.isBusy(database)) return undefined
  const rows = stores.map((store) => [store, disk.rows(database, store)] as const)
  if (rows.some(([, some]) => some === undefined)) return undefined
  return structuredClone({ rows: new Map(rows), damaged }) as Contents
}

/** Puts a copy where a place's database lies or will lie, behind the app's back. Whether it could be done. */
export async function writeContents(
  world: SimulatedWorld,
  place: Place,
  { rows, damaged }: Contents,
): Promise<boolean> {
  const { disk } = place.phone
  for (const key of damaged) place.damaged.add(key)
  Object.assign(disk.weather, { full: undefined, aborts: 0, stalls: 0 })
  const thread = world.time.startThread('copying')
  setDisk(thread, disk)
  world.forget(place.phone)
  const isDone = await world.time.runAlone(thread, async () => {
    const database = new DeviceDatabase(place.database)
    await database.transaction('rw', database.tables, async () => {
      for (const table of database.tables) {
        await table.clear()
        await table.bulkPut([...(rows.get(table.name) ?? [])])
      }
    })
  })
  world.time.kill(thread)
  disk.release(thread)
  world.forget(place.phone)
  return isDone
}

/** What only the server had, and has no longer, is gone. */
export function forgetLost({ saves, server }: SimulatedWorld): void {
  const text = 'select id from operation where id = ? or record_id = ?'
  for (const save of saves.filter((one) => one.outcome === 'saved' && one.isOnServerOnly === true))
    if (!idsOf(save).every((id) => server.query(text, id, id).length > 0)) save.outcome = 'gone'
}

function idsOf({ operationIds, recordId }: Save): readonly string[] {
  return recordId === undefined ? operationIds : [recordId]
}

/** After a disk came to hold something else: what it had alone is gone, and what it holds is what was promised. */
export function beginFrom(world: SimulatedWorld, place: Place): void {
  const { phone, database } = place
  const has = (store: string, id: string) =>
    phone.disk
      .rows<{ operationId: string; recordId: string }>(database, store)
      ?.some(({ operationId, recordId }) => operationId === id || recordId === id) === true
  for (const save of world.saves.filter((one) => one.place === place && one.outcome === 'saved'))
    if (!idsOf(save).every((id) => has('outbox', id) || has('acknowledged', id))) save.isOnServerOnly = true
  forgetLost(world)
  forgetPhotosOf(world, place)
  for (const [key, promise] of world.drafts) if (promise.place === place) world.drafts.delete(key)
  for (const row of phone.disk.rows<DraftRow>(database, 'drafts') ?? []) {
    const { visitId, revision: savedRevision, discardedAt, revisionId } = row
    const isDiscarded = discardedAt !== undefined
    const promise = { place, visitId, revisionId: revisionId!, savedRevision, isDiscarded }
    world.drafts.set(draftKey(place, visitId), promise)
  }
}
