import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Parts } from '#server/parts.ts'
import { createPhotoDisk, type PhotoDisk } from './photoDisk.ts'
import { startLife, type DeathPoint, type LifeParts, type ServerLife } from './serverLife.ts'

/** The real server in this process: its turns are the dice's, and it can be killed, lose power and be restored. */
export interface HostedServer {
  readonly start: () => Promise<void>
  /** Of a server that is up; never answers when it dies over it. */
  readonly handle: (request: Request) => Promise<Response>
  readonly isUp: () => boolean
  readonly crash: () => void
  /** A crash that also takes what the database had not flushed. Returns how many commits that were. */
  readonly losePower: () => number
  /** It will die by itself at its next such moment. */
  readonly dieAt: (point: DeathPoint | undefined) => void
  readonly backUp: () => Uint8Array
  /** When it comes up again, it goes on from there; with an epoch, it knows that it was put back. */
  readonly restore: (image: Uint8Array, epoch: string | undefined, photos: 'kept' | 'lost') => void
  /** What is committed, past the server's own ways. */
  readonly query: <Row>(text: string, ...values: SQLInputValue[]) => Row[]
  /** Where photos lie, in no backup of the database. */
  readonly photos: PhotoDisk
  /** Work of the server's own, in a turn like everybody's; nothing happens while it is down. */
  readonly operate: (work: (parts: Parts) => Promise<unknown>) => void
  readonly close: () => void
}

export interface HostParts extends Omit<LifeParts, 'path' | 'diesAt'> {
  readonly image: Uint8Array
  readonly onDeath: (point: DeathPoint) => void
  /** It is up, with another database than it had. */
  readonly onAnew: () => void
}

const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const mostImages = 8

export function createHostedServer(parts: HostParts): HostedServer {
  const { random, time } = parts
  const directory = mkdtempSync(join(memory, 'nhip-cau-simulation-'))
  const path = join(directory, 'server.sqlite')
  const photos = createPhotoDisk({
    pause: () =>
      new Promise((resolve) => {
        if (!diesAmidPhoto()) time.soon(time.current(), resolve)
      }),
    random,
  })
  const statements = new Map<string, StatementSync>()
  let life: ServerLife | undefined
  let starting: Promise<void> | undefined
  let ending: Promise<void> | undefined
  let looking: DatabaseSync | undefined
  let death: DeathPoint | undefined
  /** The database after each of the last commits, where these are not flushed one by one. */
  let images: Uint8Array[] = []
  /** What the disk will hold when the server comes up again. */
  let restored: Uint8Array | undefined = parts.image
  let newEpoch: string | undefined
  let losesPhotos = false

  async function startUp(): Promise<void> {
    await ending
    const isAnew = restored !== undefined
    if (restored !== undefined) replaceFiles(restored)
    life = await startLife({ ...parts, path, onCommit: noteCommit, diesAt })
    images = life.isFlushed ? [] : [look().serialize()]
    if (isAnew) parts.onAnew()
  }

  function replaceFiles(image: Uint8Array): void {
    looking?.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
    writeFileSync(path, image)
    if (newEpoch !== undefined) beginHistory(path, newEpoch)
    newEpoch = undefined
    if (losesPhotos) photos.clear()
    losesPhotos = false
    looking = undefined
    statements.clear()
    restored = undefined
  }

  function noteCommit(): void {
    if (life?.isFlushed === false) images = [...images.slice(-mostImages + 1), look().serialize()]
    parts.onCommit()
  }

  function diesAt(point: DeathPoint): boolean {
    if (death !== point) return false
    death = undefined
    crash()
    parts.onDeath(point)
    return true
  }

  /** At any of the steps in which a photo comes to lie on the disk. */
  function diesAmidPhoto(): boolean {
    if (death !== 'amidPhoto' || random() < 0.5) return false
    death = undefined
    losePower()
    parts.onDeath('amidPhoto')
    return true
  }

  function losePower(): number {
    crash()
    photos.losePower()
    const lost = Math.floor(random() * images.length)
    restored ??= images.at(-1 - lost)
    return lost
  }

  function crash(): void {
    ending = life?.end() ?? ending
    life = undefined
  }

  function look(): DatabaseSync {
    looking ??= new DatabaseSync(path, { readOnly: true })
    return looking
  }

  function query<Row>(text: string, ...values: SQLInputValue[]): Row[] {
    const statement = statements.get(text) ?? look().prepare(text)
    statements.set(text, statement)
    return statement.all(...values) as Row[]
  }

  return {
    start: async () => {
      if (life !== undefined) return
      starting ??= startUp().finally(() => {
        starting = undefined
      })
      await starting
    },
    handle: (request) =>
      new Promise((resolve, reject) => {
        const { begin, handler } = life!
        begin(() => void handler.handle(request).then(resolve, reject))
      }),
    isUp: () => life !== undefined,
    crash,
    losePower,
    dieAt: (point) => {
      death = point
    },
    backUp: () => look().serialize(),
    restore: (image, epoch, rest) => {
      crash()
      restored = image
      newEpoch = epoch
      losesPhotos = rest === 'lost'
    },
    query,
    photos,
    operate(work) {
      if (life === undefined) return
      const { begin, handler } = life
      // the dead leave their work undone
      begin(() => void work(handler.parts).catch(() => undefined))
    },
    close() {
      crash()
      looking?.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** As the command does that puts a backup back. */
function beginHistory(path: string, epoch: string): void {
  const database = new DatabaseSync(path)
  database.prepare('update unit_counter set epoch = ?').run(epoch)
  database.close()
}
