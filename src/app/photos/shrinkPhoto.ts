import { photoLimits } from '#domain/photo.ts'

/** Longest side in pixels and quality, the next smaller one for what is still too large. */
const sizes = [
  [1600, 0.8],
  [1280, 0.7],
  [800, 0.6],
] as const

/**
 * A picture as a small JPEG, drawn anew: where, when and with what it was taken is not in it any more. Undefined when
 * this device cannot read the file.
 */
export async function shrinkPhoto(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (picture === undefined) return undefined
  try {
    for (const [side, quality] of sizes) {
      const drawn = await draw(picture, side, quality)
      if (drawn !== null && drawn.size <= photoLimits.bytes) return new Uint8Array(await drawn.arrayBuffer())
    }
    return undefined
  } finally {
    picture.close()
  }
}

function draw(picture: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return Promise.resolve(null)
  // what is see-through becomes paper, not black
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
