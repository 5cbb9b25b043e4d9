import fs from 'node:fs'
import fsPromises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { callbackify } from 'node:util'

/** What is durable is what was flushed: of a file its bytes, of a folder the names in it. */
interface File {
  bytes: Buffer
  flushed: Buffer | undefined
}

interface Folder {
  names: Map<string, File | Folder>
  flushed: Map<string, File | Folder>
}

/** The server's folder of photos, in memory; every step takes a turn, so that the server may die before it. */
export interface PhotoDisk {
  readonly read: (path: string) => Buffer | undefined
  /** Every file, by path. */
  readonly paths: () => string[]
  /** Whether a file of this name ever came to be. */
  readonly everHad: (name: string) => boolean
  /** What was not flushed may be gone. */
  readonly losePower: () => void
  readonly clear: () => void
}

interface DiskParts {
  /** Waits for another turn of whoever writes; the dead wait for ever. */
  readonly pause: () => Promise<void>
  readonly random: () => number
}

/** The folder beside it is the server's own and outlives everything. */
const dataDir = '/simulated-server'
export const photosDir = join(dataDir, 'photos')

let inUse: (DiskParts & { root: Folder; readonly made: Set<string> }) | undefined

/** From now on the server's photos lie on this one. */
export function createPhotoDisk(parts: DiskParts): PhotoDisk {
  const disk = { ...parts, root: makeFolder(), made: new Set<string>() }
  inUse = disk
  return {
    read: (path) => {
      const node = find(disk.root, path)
      return node !== undefined && 'bytes' in node ? node.bytes : undefined
    },
    paths: () => listPaths(disk.root, dataDir),
    everHad: (name) => disk.made.has(name),
    losePower: () => cutPower(disk.root, parts.random),
    clear: () => {
      disk.root = makeFolder()
    },
  }
}

function makeFolder(): Folder {
  return { names: new Map(), flushed: new Map() }
}

function find(root: Folder, path: string): File | Folder | undefined {
  let node: File | Folder | undefined = root
  for (const name of path.slice(dataDir.length).split('/').filter(Boolean))
    node = node !== undefined && 'names' in node ? node.names.get(name) : undefined
  return node
}

function listPaths(folder: Folder, path: string): string[] {
  return [...folder.names].flatMap(([name, node]) =>
    'names' in node ? listPaths(node, join(path, name)) : [join(path, name)],
  )
}

function cutPower(folder: Folder, random: () => number): void {
  for (const name of new Set([...folder.names.keys(), ...folder.flushed.keys()])) {
    const [now, was] = [folder.names.get(name), folder.flushed.get(name)]
    const left = now === was || random() < 0.5 ? was : now
    if (left === undefined) folder.names.delete(name)
    else folder.names.set(name, left)
  }
  folder.flushed = new Map(folder.names)
  for (const node of folder.names.values()) {
    if ('names' in node) cutPower(node, random)
    else if (node.bytes !== node.flushed)
      node.bytes = node.flushed = node.bytes.subarray(0, Math.floor(random() * (node.bytes.length + 1)))
  }
}

function fail(code: string): Error {
  return Object.assign(new Error(code), { code })
}

function folderAt(path: string): Folder {
  const node = find(inUse!.root, path)
  if (node === undefined || 'bytes' in node) throw fail('ENOENT')
  return node
}

function fileAt(path: string): File {
  const node = find(inUse!.root, path)
  if (node === undefined || 'names' in node) throw fail('ENOENT')
  return node
}

function makeFolders(path: string): void {
  if (find(inUse!.root, path) !== undefined) return
  makeFolders(dirname(path))
  folderAt(dirname(path)).names.set(basename(path), makeFolder())
}

function put(path: string, bytes: Uint8Array | string): void {
  const { names } = folderAt(dirname(path))
  const file = names.get(basename(path)) ?? { bytes: Buffer.alloc(0), flushed: undefined }
  names.set(basename(path), Object.assign(file, { bytes: Buffer.from(bytes as Uint8Array) }))
}

function writeAt(path: string, start: number, piece: Uint8Array): void {
  const file = fileAt(path)
  const bytes = Buffer.alloc(Math.max(file.bytes.length, start + piece.length))
  file.bytes.copy(bytes)
  bytes.set(piece, start)
  file.bytes = bytes
}

function openAt(path: string, flags?: string) {
  if (flags === 'w') put(path, '')
  const node = find(inUse!.root, path)
  if (node === undefined) throw fail('ENOENT')
  return {
    writeFile: inTurn((bytes: Uint8Array) => put(path, bytes)),
    sync: inTurn(() => {
      if ('names' in node) node.flushed = new Map(node.names)
      else node.flushed = node.bytes
    }),
    close: async () => undefined,
  }
}

function move(from: string, to: string): void {
  const file = fileAt(from)
  folderAt(dirname(from)).names.delete(basename(from))
  folderAt(dirname(to)).names.set(basename(to), file)
  inUse!.made.add(basename(to))
}

function remove(path: string): void {
  fileAt(path)
  folderAt(dirname(path)).names.delete(basename(path))
}

function inTurn<Given extends unknown[], Value>(work: (...given: Given) => Value) {
  return async (...given: Given): Promise<Value> => {
    await inUse!.pause()
    return work(...given)
  }
}

const onDisk = {
  mkdir: inTurn(makeFolders),
  open: inTurn(openAt),
  readFile: inTurn((path: string, encoding?: BufferEncoding) => {
    const bytes = Buffer.from(fileAt(path).bytes)
    return encoding === undefined ? bytes : bytes.toString(encoding)
  }),
  writeFile: inTurn(put),
  rename: inTurn(move),
  unlink: inTurn(remove),
  rm: inTurn(remove),
  stat: inTurn((path: string) => {
    const { length } = fileAt(path).bytes
    return { size: length, isDirectory: () => false }
  }),
}

function createWriteStream(path: string, { start = 0 }: { readonly start?: number }): Writable {
  let at = start
  const write = inTurn((piece: Uint8Array) => {
    writeAt(path, at, piece)
    at += piece.length
  })
  return new Writable({
    write: (piece: Uint8Array, _encoding, done) => callbackify(write)(piece, done),
  })
}

/** Once in a process, before anything is imported that reads files: below that folder there is none of this machine's. */
export function takeOverFiles(): void {
  const isOurs = (path: unknown) => typeof path === 'string' && path.startsWith(dataDir)
  type Work = (path: never, ...more: never[]) => unknown
  const either =
    (ours: Work, theirs: Work) =>
    (path: never, ...more: never[]) =>
      (isOurs(path) ? ours : theirs)(path, ...more)
  const theirs = fsPromises as unknown as Record<string, Work>
  for (const [name, work] of Object.entries(onDisk)) theirs[name] = either(work as Work, theirs[name]!)
  const mkdir = (path: string, _options: object, done: (error?: Error) => void) =>
    callbackify(onDisk.mkdir)(path, done)
  Object.assign(fs, {
    mkdir: either(mkdir as Work, fs.mkdir as Work),
    createWriteStream: either(createWriteStream as Work, fs.createWriteStream as Work),
  })
  syncBuiltinESMExports()
}
