import type { PhotoRow } from './database.ts'
import type { Device } from './device.ts'
import { readFirmName } from './firmName.ts'
import { readMeta } from './meta.ts'
import { readPending } from './pending.ts'
import { deletePhotos, isDoubtful, type PhotoKey } from './photoRows.ts'

/** Photos that may be sent now: what they belong to has gone before them. */
export async function nextPhotos(device: Device, limit: number): Promise<PhotoRow[]> {
  const { photos, outbox } = device.database
  const now = device.now()
  const ready = await photos
    .where({ state: 'waiting' })
    .filter(({ notBefore, postponedAt = 0 }) => notBefore <= now || now < postponedAt)
    .toArray()
  const deeds = await outbox.bulkGet(ready.map(({ revisionId }) => revisionId))
  return ready.filter((_photo, index) => deeds[index] === undefined).slice(0, limit)
}

/** A server with another history may have lost photos too: all are asked for again. */
export async function doubtPhotos({ database }: Device): Promise<void> {
  const history = (await readMeta(database, 'history')) ?? 0
  await database.photos
    .where({ state: 'received' })
    .filter((photo) => isDoubtful(photo, history))
    .modify({ state: 'waiting', notBefore: 0 })
}

/**
 * The server has it, whole and on disk, by its own trusted word. False, and nothing is noted, by the word of another
 * history than was last heard of: it may be a late one, of a server that has been put back since.
 */
export async function noteReceived(
  { database, now }: Device,
  { visitId, hash }: PhotoKey,
  epoch: string,
): Promise<boolean> {
  const { photos, meta } = database
  return database.transaction('rw', photos, meta, async () => {
    const [known, history = 0] = [await readMeta(database, 'epoch'), await readMeta(database, 'history')]
    if (known !== undefined && known !== epoch) return false
    const received = { state: 'received', receivedAt: now(), history, isUnknown: false } as const
    await photos.update([visitId, hash], received)
    return true
  })
}

/** What lies here is not what was taken: sending it is useless, and its person is told. */
export async function noteDamagedPhoto(device: Device, { visitId, hash }: PhotoKey): Promise<void> {
  await device.database.photos.update([visitId, hash], { state: 'damaged' })
}

/** Lets a photo wait by its own count of tries; `delayMs` says how long. */
export async function postponePhoto(
  device: Device,
  { visitId, hash }: PhotoKey,
  { isUnknown, delayMs }: { readonly isUnknown: boolean; readonly delayMs: (attempts: number) => number },
): Promise<void> {
  const { photos } = device.database
  const now = device.now()
  await photos
    .where({ visitId, hash })
    .modify((row: { -readonly [Key in keyof PhotoRow]: PhotoRow[Key] }) => {
      row.attempts += 1
      row.notBefore = now + delayMs(row.attempts)
      row.postponedAt = now
      row.isUnknown = isUnknown
    })
}

/** A tap, the app opened, a connection came: all may be tried at once. */
export async function retryPhotosAtOnce(device: Device): Promise<void> {
  await device.database.photos.where({ state: 'waiting' }).modify({ notBefore: 0 })
}

/** The photos of one visit that are on this device alone. */
export interface WaitingPhotos {
  readonly visitId: string
  readonly firmName: string | undefined
  readonly count: number
  readonly bytes: number
  readonly takenAt: number
  /** `visit`: it has to arrive first; `counting`: the server keeps the visit apart for now. */
  readonly waitsFor: 'visit' | 'counting' | 'road' | 'nothing'
  /** Not what was taken any more. */
  readonly damaged: readonly PhotoKey[]
}

/** By visit, the oldest first. */
export async function readWaitingPhotos(device: Device): Promise<WaitingPhotos[]> {
  const { photos, outbox } = device.database
  const rows = await photos.where('state').anyOf('waiting', 'damaged').toArray()
  if (rows.length === 0) return []
  const pending = await readPending(device)
  const byVisit = Map.groupBy(rows, ({ visitId }) => visitId)
  const waiting = await Promise.all(
    Array.from(byVisit, async ([visitId, all]): Promise<WaitingPhotos> => {
      const whole = all.filter(({ state }) => state === 'waiting')
      const isBehind = (await outbox.bulkGet(whole.map(({ revisionId }) => revisionId))).some(Boolean)
      const isUnknown = whole.some((photo) => photo.isUnknown === true)
      return {
        visitId,
        firmName: await readFirmName(device, all[0]!.firmId, pending),
        count: whole.length,
        bytes: whole.reduce((sum, { bytes }) => sum + bytes, 0),
        takenAt: Math.min(...all.map(({ takenAt }) => takenAt)),
        waitsFor: whole.length === 0 ? 'nothing' : isBehind ? 'visit' : isUnknown ? 'counting' : 'road',
        damaged: all.filter(({ state }) => state === 'damaged'),
      }
    }),
  )
  return waiting.toSorted((left, right) => left.takenAt - right.takenAt)
}

/** Its person says that a damaged one is of no use. */
export async function dropDamagedPhotos(device: Device, keys: readonly PhotoKey[]): Promise<void> {
  const rows = await device.database.photos.bulkGet(keys.map(({ visitId, hash }) => [visitId, hash]))
  await deletePhotos(
    device,
    rows.filter((row) => row?.state === 'damaged').map((row) => row!),
  )
}
