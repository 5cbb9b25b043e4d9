import { syncBuiltinESMExports } from 'node:module'
import zlib from 'node:zlib'

type Done = (error: Error | null, result?: Buffer) => void

/**
 * What Node does in threads of its own comes back whenever it likes, and no seed decides about it. From here on
 * compressing happens at once. To be called before anything is imported that compresses.
 */
export function stayInOneThread(): void {
  Object.assign(zlib, { gzip: atOnce(zlib.gzipSync), gunzip: atOnce(zlib.gunzipSync) })
  syncBuiltinESMExports()
  Object.assign(globalThis, { CompressionStream: GzipStream, Blob: TextBlob })
  // Dexie would tell other tabs by a channel that belongs to no thread
  Object.assign(globalThis, { BroadcastChannel: undefined })
}

function atOnce(work: (bytes: Uint8Array, options: zlib.ZlibOptions) => Buffer) {
  return (bytes: Uint8Array, options: zlib.ZlibOptions, done: Done) => {
    try {
      done(null, work(bytes, options))
    } catch (error) {
      done(error as Error)
    }
  }
}

/** What Node reads out of a blob comes with its own event loop. */
class TextBlob extends Blob {
  readonly #parts: BlobPart[]
  constructor(parts: BlobPart[], options?: BlobPropertyBag) {
    super([], options)
    this.#parts = parts
  }

  override stream(): ReturnType<Blob['stream']> {
    const bytes = Buffer.concat(this.#parts.map((part) => Buffer.from(part as string)))
    return new ReadableStream({
      start: (controller) => {
        controller.enqueue(bytes)
        controller.close()
      },
    })
  }
}

class GzipStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    const chunks: Uint8Array[] = []
    super({
      transform: (chunk) => void chunks.push(chunk),
      flush: (controller) => controller.enqueue(zlib.gzipSync(Buffer.concat(chunks), { level: 1 })),
    })
  }
}
