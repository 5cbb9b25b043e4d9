import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPhotoDisk, photosDir, takeOverFiles } from './photoDisk.ts'

takeOverFiles()
const { createPhotoFiles } = await import('#server/photos/photoFiles.ts')

const bytes = new Uint8Array([1, 2, 3])
const hash = createHash('sha256').update(bytes).digest('hex')
const directory = `${photosDir}/unit`
const path = `${directory}/${hash.slice(0, 2)}/${hash}.jpg`

/** The worst that a power cut can do: everything that was not flushed is gone. */
const random = () => 0

test('the first photo that is said to be kept survives a power cut, with every folder made for it', async () => {
  const disk = createPhotoDisk({ pause: async () => undefined, random })
  expect(await createPhotoFiles(directory).keep(hash, bytes)).toBe(true)
  disk.losePower()
  expect(disk.read(path)).toEqual(Buffer.from(bytes))
})

test('a photo that is said to be here survives a power cut, even while it is being kept', async () => {
  let isHeldUp = true
  const disk = createPhotoDisk({
    pause: () => (isHeldUp && disk.read(path) ? new Promise(() => undefined) : Promise.resolve()),
    random,
  })
  const files = createPhotoFiles(directory)
  void files.keep(hash, bytes)
  while (disk.read(path) === undefined) await setImmediate()
  await setImmediate()
  isHeldUp = false
  expect(await files.has(hash)).toBe(true)
  disk.losePower()
  expect(disk.read(path)).toEqual(Buffer.from(bytes))
})
