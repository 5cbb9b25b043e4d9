/** What survives of changes that no sync has made last: of so many, the first few. */
export type Survivors = (changes: number) => number

/** Starts a sync and returns what makes it good. */
type BeginSync = () => () => void

export interface StoredFile {
  readonly kind: 'file'
  readonly write: (at: number, bytes: Buffer) => void
  /** Makes it this long, with zeros where it was shorter. */
  readonly cut: (size: number) => void
  readonly size: () => number
  readonly beginSync: BeginSync
  /** Its bytes after a power cut; with all changes surviving, as programs see it. */
  readonly read: (survivors: Survivors) => Buffer
}

export interface Folder {
  readonly kind: 'folder'
  /** As programs see it. */
  readonly entries: ReadonlyMap<string, Node>
  readonly set: (name: string, node: Node | undefined) => void
  readonly beginSync: BeginSync
  /** Its names after a power cut. */
  readonly read: (survivors: Survivors) => ReadonlyMap<string, Node>
}

export type Node = StoredFile | Folder

export const nothingSurvives: Survivors = () => 0
export const everythingSurvives: Survivors = (changes) => changes

/** A file; `onDisk` is what it holds safely. */
export function createFile(onDisk: Buffer = Buffer.alloc(0)): StoredFile {
  let size = onDisk.length
  const lasting = createLasting<Bytes, (bytes: Bytes) => void>(
    { room: onDisk, size },
    copyOf,
    (bytes, edit) => edit(bytes),
  )
  return {
    kind: 'file',
    write(at, written) {
      size = Math.max(size, at + written.length)
      lasting.add((bytes) => {
        resize(bytes, Math.max(bytes.size, at + written.length))
        written.copy(bytes.room, at)
      })
    },
    cut(newSize) {
      size = newSize
      lasting.add((bytes) => resize(bytes, newSize))
    },
    size: () => size,
    beginSync: () => lasting.beginSync(),
    read(survivors) {
      const bytes = lasting.read(survivors)
      return bytes.room.subarray(0, bytes.size)
    },
  }
}

export function createFolder(onDisk: ReadonlyMap<string, Node> = new Map()): Folder {
  const entries = new Map(onDisk)
  const lasting = createLasting<Map<string, Node>, readonly [string, Node | undefined]>(
    new Map(onDisk),
    (names) => new Map(names),
    setEntry,
  )
  return {
    kind: 'folder',
    entries,
    set(name, node) {
      setEntry(entries, [name, node])
      lasting.add([name, node])
    },
    beginSync: () => lasting.beginSync(),
    read: (survivors) => lasting.read(survivors),
  }
}

/** A state that lasts, and changes to it that do not yet. */
function createLasting<State, Edit>(
  lasting: State,
  copy: (state: State) => State,
  apply: (state: State, edit: Edit) => void,
) {
  let edits: Edit[] = []
  let synced = 0
  return {
    add: (edit: Edit) => void edits.push(edit),
    beginSync() {
      const upTo = synced + edits.length
      return () => {
        const count = Math.max(0, upTo - synced)
        for (const edit of edits.slice(0, count)) apply(lasting, edit)
        edits = edits.slice(count)
        synced += count
      }
    },
    read(survivors: Survivors): State {
      const state = copy(lasting)
      for (const edit of edits.slice(0, survivors(edits.length))) apply(state, edit)
      return state
    },
  }
}

function setEntry(names: Map<string, Node>, [name, node]: readonly [string, Node | undefined]): void {
  if (node === undefined) names.delete(name)
  else names.set(name, node)
}

interface Bytes {
  /** At least as long as the file, zeros behind its end. */
  room: Buffer
  size: number
}

function copyOf({ room, size }: Bytes): Bytes {
  return { room: Buffer.from(room.subarray(0, size)), size }
}

function resize(bytes: Bytes, size: number): void {
  if (size > bytes.room.length) {
    const room = Buffer.alloc(size * 2)
    bytes.room.copy(room)
    bytes.room = room
  }
  if (size < bytes.size) bytes.room.fill(0, size, bytes.size)
  bytes.size = size
}
