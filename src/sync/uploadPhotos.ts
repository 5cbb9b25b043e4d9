import type { PhotoRow } from '#device/database.ts'
import type { Device } from '#device/device.ts'
import { nextTryAt } from '#device/outbox.ts'
import {
  doubtPhotos,
  nextPhotos,
  noteDamagedPhoto,
  noteReceived,
  postponePhoto,
} from '#device/photoOutbox.ts'
import { forgetReceived } from '#device/photoRows.ts'
import { readPhoto } from '#device/photos.ts'
import { photosHaveAnswerSchema, photosLimit, type PhotoState } from '#protocol/photos.ts'
import { backOffMs, reactions } from './retry.ts'
import { askSync, type Failure, type Road } from './transport.ts'
import { upload } from './tus.ts'

/**
 * Sends photos of visits that the server has, until none may be sent now, the road is closed or a deed waits: facts
 * go first. Only the server's word that it has a photo changes anything here.
 */
export async function uploadPhotos(device: Device, road: Road): Promise<Failure | undefined> {
  if ((await device.database.photos.count()) === 0) return undefined
  await doubtPhotos(device)
  await forgetReceived(device)
  for (;;) {
    const photos = await nextPhotos(device, photosLimit)
    if (photos.length === 0) return undefined
    const wanted = await settle(device, road, photos)
    if ('kind' in wanted) return wanted
    for (const photo of wanted) {
      if (await isDeedDue(device)) return undefined
      const failure = await send(device, road, photo)
      if (failure !== undefined && reactions[failure.kind].endsPush) return failure
    }
    if (await isDeedDue(device)) return undefined
  }
}

/** Asks which photos the server has; those that it wants are returned, the others are noted. */
async function settle(
  device: Device,
  road: Road,
  photos: readonly PhotoRow[],
): Promise<readonly PhotoRow[] | Failure> {
  const answered = await askSync(road, {
    path: '/api/photos/have',
    token: device.identity.pushToken,
    answer: photosHaveAnswerSchema,
    body: { photos: photos.map(({ visitId, hash }) => [visitId, hash]) },
  })
  if (!answered.ok) return answered.failure
  const states = new Map(answered.value.photos.map(([visitId, hash, state]) => [`${visitId}.${hash}`, state]))
  const stateOf = ({ visitId, hash }: PhotoRow): PhotoState => states.get(`${visitId}.${hash}`) ?? 'unknown'
  for (const photo of photos) {
    const state = stateOf(photo)
    const isNoted = state === 'received' && (await noteReceived(device, photo, answered.value.epoch))
    if (state !== 'wanted' && !isNoted) await wait(device, road, photo, state === 'unknown')
  }
  return photos.filter((photo) => stateOf(photo) === 'wanted')
}

async function send(device: Device, road: Road, photo: PhotoRow): Promise<Failure | undefined> {
  const read = await readPhoto(device, photo)
  if (read === undefined) return undefined
  if (!read.ok) {
    await noteDamagedPhoto(device, photo)
    return undefined
  }
  const { visitId, hash } = photo
  const token = device.identity.pushToken
  const mayGoOn = async () => !(await isDeedDue(device))
  const sent = await upload(road, { visitId, hash, bytes: read.value, token }, mayGoOn)
  if (!sent.ok) {
    await wait(device, road, photo, false, sent.failure)
    return sent.failure
  }
  if (!sent.value) return undefined
  const left = await settle(device, road, [photo])
  if ('kind' in left) return left
  for (const one of left) await wait(device, road, one, false)
  return undefined
}

async function isDeedDue(device: Device): Promise<boolean> {
  const at = await nextTryAt(device)
  return at !== undefined && at <= device.now()
}

function wait(
  device: Device,
  road: Road,
  photo: PhotoRow,
  isUnknown: boolean,
  failure?: Failure,
): Promise<void> {
  const atLeast = failure?.retryAfterMs ?? 0
  return postponePhoto(device, photo, {
    isUnknown,
    delayMs: (attempts) => Math.max(atLeast, backOffMs(attempts, road.random)),
  })
}
