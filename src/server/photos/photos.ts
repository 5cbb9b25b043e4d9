import { join } from 'node:path'
import type { VisitRecord } from '#domain/visit.ts'
import { photosOf } from '#domain/photo.ts'
import type { PhotosHaveAnswer, PhotosHaveRequest, PhotoState } from '#protocol/photos.ts'
import { answerHead, readCounter, type Reader } from '#server/deliver.ts'
import type { Parts } from '#server/parts.ts'
import type { Carrier } from '#server/receive.ts'
import { readInView } from '#server/repairs.ts'
import { readRecord } from '#server/storedRecords.ts'
import { createPhotoFiles, type PhotoFiles } from './photoFiles.ts'
import { createUploads, type Uploads } from './uploads.ts'

/** Where a unit's photos lie, and where they come in. */
export interface Photos {
  readonly files: PhotoFiles
  readonly uploads: Uploads
}

/** Makes no folder before the first photo. */
export function createPhotos(photosDir: string): (unitId: string) => Photos {
  const known = new Map<string, Photos>()
  return (unitId) => {
    const found = known.get(unitId)
    if (found !== undefined) return found
    const files = createPhotoFiles(join(photosDir, unitId))
    const photos = { files, uploads: createUploads(join(photosDir, unitId, 'incoming'), files) }
    known.set(unitId, photos)
    return photos
  }
}

/** Whether somebody may bring a photo: they recorded the visit, it counts, and it names the photo. */
export async function isNamedByVisit(
  { store }: Pick<Parts, 'store'>,
  { unitId, person }: Carrier,
  { visitId, hash }: { readonly visitId: string; readonly hash: string },
): Promise<boolean> {
  const visit = await readRecord<VisitRecord>(store, unitId, 'visit', visitId)
  return visit?.personId === person.id && photosOf(visit).includes(hash)
}

/** Which photos are here, whole and on disk; which are wanted; and which nobody has named yet. */
export async function findPhotos(
  parts: Parts,
  carrier: Carrier,
  { requestId, photos }: PhotosHaveRequest,
): Promise<PhotosHaveAnswer> {
  const { files } = parts.photos(carrier.unitId)
  const states: [string, string, PhotoState][] = []
  for (const [visitId, hash] of photos) {
    const isNamed = await isNamedByVisit(parts, carrier, { visitId, hash })
    const state = isNamed && (await files.has(hash)) ? 'received' : isNamed ? 'wanted' : 'unknown'
    states.push([visitId, hash, state])
  }
  const counter = await parts.store.read((transaction) => readCounter(transaction, carrier.unitId))
  return { ...answerHead(counter, requestId, parts.now()), photos: states }
}

/** The photo of a visit in the asker's view. */
export async function readPhoto(
  parts: Parts,
  reader: Reader,
  { visitId, hash }: { readonly visitId: string; readonly hash: string },
): Promise<Buffer<ArrayBuffer> | undefined> {
  const visit = await readInView<VisitRecord>(parts, reader, 'visit', visitId)
  if (visit === undefined || !photosOf(visit).includes(hash)) return undefined
  return parts.photos(reader.unitId).files.read(hash)
}
