import { m } from '#app/messages/compiled/messages.js'
import type { Device } from '#device/device.ts'
import { readPhoto } from '#device/photos.ts'
import type { Loaded } from './PhotoFigure.tsx'

/** A photo as it lies on this device; undefined where it does not. */
export async function ownPhoto(device: Device, visitId: string, hash: string): Promise<Loaded | undefined> {
  const read = await readPhoto(device, { visitId, hash })
  if (read === undefined) return undefined
  return read.ok ? new Blob([read.value], { type: 'image/jpeg' }) : { words: m.photos_damaged() }
}
