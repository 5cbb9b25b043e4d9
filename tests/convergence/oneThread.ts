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
  Object.assign(globalThis, { CompressionStream: GzipStream })
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

class GzipStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    const chunks: Uint8Array[] = []
    super({
      transform: (chunk) => void chunks.push(chunk),
      flush: (controller) => controller.enqueue(zlib.gzipSync(Buffer.concat(chunks), { level: 1 })),
    })
  }
}
