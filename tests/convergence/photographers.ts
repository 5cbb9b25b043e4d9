import { createHash } from 'node:crypto'
import { addPhoto, readFormPhotos } from '#device/photos.ts'
import type { Device } from '#device/device.ts'
import type { VisitDraft } from '#device/visits.ts'
import type { Place } from './phones.ts'
import type { PhotoPromise } from './saves.ts'
import { chance, type SimulatedWorld } from './world.ts'

/** So that a small photo goes in a few pieces. */
export const pieceBytes = 64

/** Takes a photo in a form that lies on the disk, if its person feels like it. */
export async function takePhoto(world: SimulatedWorld, device: Device, draft: VisitDraft): Promise<void> {
  const { dice } = world
  if (!chance(dice, 0.4)) return
  const bytes = Uint8Array.from(dice.randomBytes(20 + Math.floor(dice.random() * 3 * pieceBytes)))
  // before: the page may be killed between the disk's commit and hearing of it
  world.photos.bytes.set(createHash('sha256').update(bytes).digest('hex'), bytes)
  const added = await addPhoto(device, draft, bytes)
  world.trace(`a photo for ${draft.visitId}: ${added.ok ? 'kept' : added.problem.code}`)
}

/** The photos that a form shows, which are promised once it is completed. */
export async function photosShown(
  place: Place,
  device: Device,
  { visitId, revisionId }: VisitDraft,
): Promise<PhotoPromise[]> {
  const { taken } = await readFormPhotos(device, { visitId, revisionId })
  return taken.map(({ hash }) => ({ place, visitId, hash, isConfirmed: false, isGone: false }))
}
