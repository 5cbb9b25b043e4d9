import { photosOf } from '#domain/photo.ts'
import type { Result } from '#domain/result.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { PhotoRow } from './database.ts'
import type { Device } from './device.ts'
import { readMeta } from './meta.ts'
import { isPractice } from './practice/isPractice.ts'
import { settleSave } from './settleSave.ts'
import { readRecord } from './view.ts'

/** What names a photo on this device. */
export type PhotoKey = Pick<PhotoRow, 'visitId' | 'hash'>

const receivedKeptMs = 30 * 86_400_000

/** Photos taken in the form of a revision, the first one first. */
export async function readTaken(device: Device, revisionId: string): Promise<PhotoRow[]> {
  const rows = await device.database.photos.where({ revisionId }).toArray()
  return rows.toSorted((left, right) => left.takenAt - right.takenAt)
}

/** Photos of a visit that were handed in, by hash. */
export async function readSentPhotos(device: Device, visitId: string): Promise<readonly string[]> {
  const visit = await readRecord<VisitRecord>(device, 'visit', visitId)
  return visit === undefined ? [] : photosOf(visit)
}

/** How many photos of completed visits are on this device alone; one that is damaged until its person drops it. */
export async function countUnsentPhotos({ database }: Device): Promise<number> {
  const history = (await readMeta(database, 'history')) ?? 0
  const all = database.photos.where('state').anyOf('waiting', 'damaged', 'received')
  return all.filter((photo) => photo.state !== 'received' || isDoubtful(photo, history)).count()
}

/** Of a photo that was received: whether that is the word of a server that has been put back since. */
export function isDoubtful(photo: PhotoRow, history: number): boolean {
  return photo.history !== history
}

/** Removes photos whole. */
export async function deletePhotos(device: Device, keys: readonly PhotoKey[]): Promise<void> {
  const { database } = device
  const { photos, photoChunks } = database
  await database.transaction('rw', photos, photoChunks, async () => {
    for (const { visitId, hash } of keys) {
      await photos.delete([visitId, hash])
      await piecesOf(device, { visitId, hash }).delete()
    }
  })
}

/** Removes the pieces of a photo that was not kept. Kept after all, too late to be told, it may be named by a visit. */
export async function dropPieces(device: Device, { visitId, hash }: PhotoKey): Promise<void> {
  const { photos, photoChunks } = device.database
  await device.database.transaction('rw', photos, photoChunks, async () => {
    if ((await photos.get([visitId, hash])) === undefined) await piecesOf(device, { visitId, hash }).delete()
  })
}

function piecesOf({ database: { photoChunks } }: Device, { visitId, hash }: PhotoKey) {
  return photoChunks.where('[visitId+hash+index]').between([visitId, hash, 0], [visitId, hash, Infinity])
}

/** Photos of forms that were thrown away and are forgotten now. */
export async function forgetTaken(device: Device, visitIds: readonly string[]): Promise<void> {
  const taken = await device.database.photos.where({ state: 'taken' }).toArray()
  await deletePhotos(
    device,
    taken.filter(({ visitId }) => visitIds.includes(visitId)),
  )
}

/** Lets go of photos that the server has had for some time, as far as is known. Returns how many. */
export async function forgetReceived(device: Device, keptMs = receivedKeptMs): Promise<number> {
  const before = device.now() - keptMs
  const history = (await readMeta(device.database, 'history')) ?? 0
  const received = await device.database.photos.where({ state: 'received' }).toArray()
  const old = received.filter(
    (photo) => !isDoubtful(photo, history) && (photo.receivedAt ?? before) <= before,
  )
  if (old.length > 0) await deletePhotos(device, old)
  return old.length
}

/** A save for which photos that the server has are let go where there is no room: what was recorded comes first. */
export function settleWithRoom<Value>(
  device: Device,
  transaction: () => PromiseLike<Value>,
  isSpare = isPractice(device),
): Promise<Result<Value>> {
  const letGo = () =>
    forgetReceived(device, 0).then(
      (count) => count > 0,
      () => false,
    )
  return settleSave(transaction, { letGo, isSpare })
}
