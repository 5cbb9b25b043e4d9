import type { ProblemCode } from '#domain/problem.ts'
import { photoLimits } from '#domain/photo.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { PhotoChunkRow, PhotoRow } from './database.ts'
import type { Device } from './device.ts'
import type { Draft } from './drafts.ts'
import {
  deletePhotos,
  dropPieces,
  readSentPhotos,
  readTaken,
  settleWithRoom,
  type PhotoKey,
} from './photoRows.ts'
import { seal, unsealAll } from './stored.ts'

type Form = Pick<Draft, 'visitId' | 'revisionId' | 'firmId'>

/**
 * Keeps a photo of a form that is open: its pieces first, in a transaction of their own, so that no answer waits for it
 * or is lost by it. Succeeds only once it is on disk.
 */
export async function addPhoto(
  device: Device,
  { visitId, revisionId, firmId }: Form,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<PhotoRow>> {
  if (bytes.length > photoLimits.bytes)
    return refuse('tooLarge', { parameters: { bytes: photoLimits.bytes } })
  const { database } = device
  const key = { visitId, hash: await device.sha256(bytes) }
  const chunks = await sealChunks(key, bytes)
  const takenAt = device.now()
  const size = { bytes: bytes.length, chunks: chunks.length }
  const row: PhotoRow = {
    ...key,
    firmId,
    revisionId,
    takenAt,
    ...size,
    state: 'taken',
    attempts: 0,
    notBefore: 0,
  }
  const sent = (await readSentPhotos(device, visitId)).length
  const { drafts, photos, photoChunks } = database
  const written = await settleWithRoom(device, () => photoChunks.bulkPut(chunks), true)
  if (!written.ok) return written
  const saved = await settleWithRoom(
    device,
    () =>
      database.transaction('rw', drafts, photos, async () => {
        if ((await photos.get([visitId, key.hash])) !== undefined) return 'kept'
        const draft = await drafts.get(visitId)
        if (draft === undefined || draft.discardedAt !== undefined) return 'notApplicable'
        if (sent + (await photos.where({ revisionId }).count()) >= photoLimits.perVisit)
          return 'tooManyPhotos'
        await photos.add(row)
        return 'kept'
      }),
    true,
  )
  if (saved.ok && saved.value === 'kept') return succeed(row)
  await dropPieces(device, key).catch(() => undefined)
  return saved.ok ? refuse(saved.value as ProblemCode) : saved
}

/** Takes a photo out of a form; one that was handed in stays. */
export async function removePhoto(device: Device, { visitId, hash }: PhotoKey): Promise<Result<void>> {
  const { photos, photoChunks } = device.database
  return settleWithRoom(device, () =>
    device.database.transaction('rw', photos, photoChunks, async () => {
      if ((await photos.get([visitId, hash]))?.state === 'taken')
        await deletePhotos(device, [{ visitId, hash }])
    }),
  )
}

/** Refuses when a piece is missing or changed on disk; undefined when this device does not have it. */
export async function readPhoto(
  device: Device,
  { visitId, hash }: PhotoKey,
): Promise<Result<Uint8Array<ArrayBuffer>> | undefined> {
  const { photos, photoChunks } = device.database
  const row = await photos.get([visitId, hash])
  if (row === undefined) return undefined
  const rows = await photoChunks
    .where('[visitId+hash+index]')
    .between([visitId, hash, 0], [visitId, hash, Infinity])
    .toArray()
  const pieces = await unsealAll<Uint8Array<ArrayBuffer>>(rows.map(({ sealed }) => sealed))
  const bytes = new Uint8Array(row.bytes)
  let end = 0
  for (const piece of pieces) {
    if (end + piece.length <= bytes.length) bytes.set(piece, end)
    end += piece.length
  }
  const isWhole = end === row.bytes && (await device.sha256(bytes)) === hash
  return isWhole ? succeed(bytes) : refuse('photoDamaged')
}

/** Photos of a form, and how many more there may be. */
export async function readFormPhotos(
  device: Device,
  { visitId, revisionId }: Pick<Form, 'visitId' | 'revisionId'>,
) {
  const [taken, sent] = [await readTaken(device, revisionId), await readSentPhotos(device, visitId)]
  return { taken, sent, left: photoLimits.perVisit - taken.length - sent.length }
}

async function sealChunks(
  { visitId, hash }: PhotoKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PhotoChunkRow[]> {
  const rows: PhotoChunkRow[] = []
  for (let start = 0; start < bytes.length; start += photoLimits.chunkBytes) {
    const sealed = await seal(bytes.slice(start, start + photoLimits.chunkBytes))
    rows.push({ visitId, hash, index: rows.length, sealed })
  }
  return rows
}
