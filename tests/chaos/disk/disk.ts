import { dirname, basename, relative, sep } from 'node:path'
import { bytesIn, descriptorIn, pathIn, type Call } from './journal.ts'
import { createFile, createFolder, type Folder, type Node, type StoredFile } from './nodes.ts'

/**
 * A folder on a disk of which two things are known: what programs see, and what a power cut leaves.
 *
 * The rules, chosen so that as little as possible survives:
 * - A file keeps what was written before its last finished fsync or fdatasync began. A call that had begun and
 *   was not done when the power went has made nothing last.
 * - A folder keeps the names it had when its own last fsync began: creating, renaming and removing last only then.
 *   With `names: 'withAnySync'` they last with the next fsync of anything, as journaling file systems (ext4, xfs,
 *   btrfs) have it: their journal keeps the order.
 * - What was there when the record began is on disk.
 */
export interface Disk {
  readonly apply: (call: Call) => void
  readonly root: Folder
}

export interface DiskRules {
  readonly names: 'withTheirFolder' | 'withAnySync'
}

interface OpenFile {
  readonly node: Node
  readonly appends: boolean
  offset: number
}

/** `folder` is the path under which the calls name what `root` holds. */
export function createDisk(folder: string, root: Folder, { names }: DiskRules): Disk {
  const open = new Map<number, OpenFile>()
  const syncing = new Map<string, () => void>()

  function find(path: string): Node | undefined {
    const steps = relative(folder, path).split(sep)
    if (steps[0] === '..') return undefined
    return steps.reduce<Node | undefined>(
      (node, step) => (step === '' ? node : node?.kind === 'folder' ? node.entries.get(step) : undefined),
      root,
    )
  }

  function folderOf(path: string): Folder | undefined {
    const node = find(dirname(path))
    return node?.kind === 'folder' ? node : undefined
  }

  function openPath(descriptor: number, path: string, flags: string): void {
    let node = find(path)
    if (node === undefined && flags.includes('O_CREAT')) {
      node = createFile()
      folderOf(path)?.set(basename(path), node)
    }
    if (node === undefined) return
    if (node.kind === 'file' && flags.includes('O_TRUNC')) node.cut(0)
    open.set(descriptor, { node, appends: flags.includes('O_APPEND'), offset: 0 })
  }

  function write(descriptor: number, bytes: Buffer, written: number, at?: number): void {
    const file = open.get(descriptor)
    if (file?.node.kind !== 'file') return
    const start = at ?? (file.appends ? file.node.size() : file.offset)
    file.node.write(start, bytes.subarray(0, written))
    if (at === undefined) file.offset = start + written
  }

  function rename(from: string, to: string): void {
    const node = find(from)
    if (node === undefined) return
    folderOf(to)?.set(basename(to), node)
    folderOf(from)?.set(basename(from), undefined)
  }

  const fileOf = (parameter: string): StoredFile | undefined => {
    const node = open.get(descriptorIn(parameter))?.node
    return node?.kind === 'file' ? node : undefined
  }

  type Apply = (parameters: readonly string[], result: number) => void
  const change: Readonly<Record<string, Apply>> = {
    open: ([path, flags], result) => openPath(result, pathIn(path!), flags!),
    openat: ([at, path, flags], result) => openPath(result, pathIn(path!, at), flags!),
    creat: ([path], result) => openPath(result, pathIn(path!), 'O_CREAT|O_TRUNC'),
    close: ([descriptor]) => void open.delete(descriptorIn(descriptor!)),
    lseek([descriptor], result) {
      const file = open.get(descriptorIn(descriptor!))
      if (file !== undefined) file.offset = result
    },
    write: ([descriptor, text], result) => write(descriptorIn(descriptor!), bytesIn(text!), result),
    pwrite64: ([descriptor, text, , at], result) =>
      write(descriptorIn(descriptor!), bytesIn(text!), result, Number(at)),
    ftruncate: ([descriptor, size]) => fileOf(descriptor!)?.cut(Number(size)),
    fallocate([descriptor, mode, at, size]) {
      const file = fileOf(descriptor!)
      if (mode === '0' && file !== undefined) file.cut(Math.max(file.size(), Number(at) + Number(size)))
    },
    mkdir: ([path]) => folderOf(pathIn(path!))?.set(basename(pathIn(path!)), createFolder()),
    rmdir: ([path]) => folderOf(pathIn(path!))?.set(basename(pathIn(path!)), undefined),
    unlink: ([path]) => folderOf(pathIn(path!))?.set(basename(pathIn(path!)), undefined),
    unlinkat: ([at, path]) => folderOf(pathIn(path!, at))?.set(basename(pathIn(path!)), undefined),
    rename: ([from, to]) => rename(pathIn(from!), pathIn(to!)),
    renameat: ([fromAt, from, toAt, to]) => rename(pathIn(from!, fromAt), pathIn(to!, toAt)),
    renameat2: ([fromAt, from, toAt, to]) => rename(pathIn(from!, fromAt), pathIn(to!, toAt)),
  }

  function beginSync(call: Call): void {
    const node = open.get(descriptorIn(call.parameters[0]!))?.node
    if (node === undefined) return
    const own = node.beginSync()
    const others = names === 'withAnySync' ? foldersIn(root).map((each) => each.beginSync()) : []
    syncing.set(call.thread, () => {
      for (const finish of [own, ...others]) finish()
    })
  }

  return {
    root,
    apply(call) {
      const isSync = call.name === 'fsync' || call.name === 'fdatasync'
      if (call.moment === 'begun') return isSync ? beginSync(call) : undefined
      if (call.result === undefined || call.result < 0) return
      if (isSync) return syncing.get(call.thread)?.()
      const apply = change[call.name]
      // a record that is not understood must not look like one in which all went well
      if (apply === undefined) throw new Error(`no rule for ${call.name}(${call.parameters.join(', ')})`)
      apply(call.parameters, call.result)
    },
  }
}

function foldersIn(folder: Folder): Folder[] {
  const inside = [...folder.entries.values()].filter((node) => node.kind === 'folder')
  return [folder, ...inside.flatMap(foldersIn)]
}
