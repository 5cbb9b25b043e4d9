import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'

/** Received photos, each a file named by the SHA-256 of its bytes. What has its name is whole and on disk. */
export interface PhotoFiles {
  readonly read: (hash: string) => Promise<Buffer<ArrayBuffer> | undefined>
  readonly has: (hash: string) => Promise<boolean>
  /** False, and nothing kept, when the bytes are not those that the name says. */
  readonly keep: (hash: string, bytes: Uint8Array) => Promise<boolean>
}

export function createPhotoFiles(directory: string): PhotoFiles {
  const folderOf = (hash: string) => join(directory, hash.slice(0, 2))
  const pathOf = (hash: string) => join(folderOf(hash), `${hash}.jpg`)

  /** A file is on disk once its folder says so, and a folder once the one that it lies in does. */
  async function saveFolders(hash: string): Promise<void> {
    const above = dirname(directory)
    for (const folder of [folderOf(hash), directory, above, dirname(above)]) await saveToDisk(folder)
  }

  async function read(hash: string): Promise<Buffer<ArrayBuffer> | undefined> {
    try {
      return await readFile(pathOf(hash))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  return {
    read,
    async has(hash) {
      const isHere = isNamed(hash, (await read(hash)) ?? new Uint8Array())
      // whoever brought it may not have come so far
      if (isHere) await saveFolders(hash)
      return isHere
    },
    async keep(hash, bytes) {
      if (!isNamed(hash, bytes)) return false
      await mkdir(folderOf(hash), { recursive: true })
      const part = `${pathOf(hash)}.${process.pid}-${(parts += 1)}.part`
      await writeToDisk(part, bytes)
      await rename(part, pathOf(hash))
      await saveFolders(hash)
      return true
    },
  }
}

let parts = 0

function isNamed(hash: string, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === hash
}

async function writeToDisk(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function saveToDisk(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync()
  await handle.close()
}
