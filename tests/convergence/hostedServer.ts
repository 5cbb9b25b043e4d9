import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { RandomBytes } from '#domain/ids.ts'
import { createSecrets } from '#server/accounts/secrets.ts'
import { createHandler, type Handler } from '#server/handler.ts'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import type { Thread, VirtualTime } from './virtualTime.ts'

export const secrets = createSecrets('a secret for simulations, long enough')

/** Where a server that is about to die does so. */
export type DeathPoint = 'beforeCommit' | 'afterCommit'

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
  /** Of a server that is down. */
  readonly restore: (image: Uint8Array) => void
  /** What is committed, past the server's own ways. */
  readonly query: <Row>(text: string, ...values: SQLInputValue[]) => Row[]
  /** Work of the server's own, in a turn like everybody's; nothing happens while it is down. */
  readonly operate: (work: (parts: Handler['parts']) => Promise<unknown>) => void
  readonly commits: () => number
  readonly close: () => void
}

export interface HostParts {
  readonly time: VirtualTime
  readonly random: () => number
  readonly randomBytes: RandomBytes
  readonly image: Uint8Array
  readonly onCommit: () => void
  readonly onDeath: (point: DeathPoint) => void
  readonly onBug: (words: string) => void
}

const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const mostImages = 8
const laneCount = 3
const slowMs = 150

export function createHostedServer(parts: HostParts): HostedServer {
  const { time, random } = parts
  const directory = mkdtempSync(join(memory, 'nhip-cau-simulation-'))
  const path = join(directory, 'server.sqlite')
  const statements = new Map<string, StatementSync>()
  let running:
    | { readonly store: Store; readonly handler: Handler; readonly lanes: readonly Thread[] }
    | undefined
  let looking: DatabaseSync | undefined
  let death: DeathPoint | undefined
  let commits = 0
  let isFlushed = true
  /** The database after each of the last commits, where these are not flushed one by one. */
  let images: Uint8Array[] = []
  /** What the disk will hold when the server comes up again. */
  let restored: Uint8Array | undefined = parts.image
  let closing: Promise<void> | undefined

  function crash(): void {
    if (running === undefined) return
    for (const lane of running.lanes) time.kill(lane)
    closing = running.store.close()
    running = undefined
  }

  async function replaceFiles(image: Uint8Array): Promise<void> {
    await closing
    looking?.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
    writeFileSync(path, image)
    looking = undefined
    statements.clear()
    restored = undefined
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

  function noteCommit(): void {
    commits += 1
    if (!isFlushed) images = [...images.slice(-mostImages + 1), look().serialize()]
    parts.onCommit()
  }

  async function dieIf(point: DeathPoint): Promise<void> {
    if (death !== point) return
    death = undefined
    parts.onDeath(point)
    crash()
    await new Promise(() => undefined)
  }

  /** Waits for another turn, in whichever lane and sometimes for long, so that requests get ahead of each other. */
  function pause(): Promise<void> {
    return new Promise((resolve) => inLane(resolve, random() < 0.5 ? 0 : random() * slowMs))
  }

  function inLane(work: () => void, delayMs = 0): void {
    const lane = running?.lanes[Math.floor(random() * laneCount)]
    if (lane !== undefined) time.later(lane, work, delayMs)
  }

  /** The same store, with a turn of others before, within and after each transaction. */
  function withTurns(inner: Store): Store {
    return {
      ...inner,
      read: async (work) => {
        await pause()
        return inner.read(work)
      },
      write: async (work) => {
        await pause()
        const value = await inner.write(async (transaction) => {
          const done = await work(transaction)
          await pause()
          await dieIf('beforeCommit')
          return done
        })
        noteCommit()
        await dieIf('afterCommit')
        await pause()
        return value
      },
    }
  }

  return {
    async start() {
      if (running !== undefined) return
      if (restored !== undefined) await replaceFiles(restored)
      const store = await openStore({ path, durability: 'full' })
      const [flush] = (await sql<{ synchronous: number }>`pragma synchronous`.execute(store.db)).rows
      isFlushed = (flush?.synchronous ?? 0) >= 2
      images = [look().serialize()]
      const lanes = Array.from({ length: laneCount }, (_, lane) => time.startThread(`server ${lane}`))
      running = { store, handler: openHandler(parts, withTurns(store)), lanes }
    },
    handle: (request) =>
      new Promise((resolve, reject) =>
        inLane(() => void running!.handler.handle(request).then(resolve, reject)),
      ),
    isUp: () => running !== undefined,
    crash,
    losePower() {
      crash()
      if (isFlushed) return 0
      const lost = Math.floor(random() * images.length)
      restored = images.at(-1 - lost)
      return lost
    },
    dieAt: (point) => {
      death = point
    },
    backUp: () => look().serialize(),
    restore: (image) => {
      restored = image
    },
    query,
    operate: (work) => inLane(() => void work(running!.handler.parts)),
    commits: () => commits,
    close() {
      crash()
      looking?.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function openHandler({ time, randomBytes, onBug }: HostParts, store: Store): Handler {
  const loud = (_details: object, words: string) => onBug(words)
  return createHandler({
    store,
    clock: () => Math.floor(time.now()),
    random: randomBytes,
    secrets,
    log: { info: () => undefined, warn: loud, error: loud },
    settings: { publicUrl: 'http://localhost', trustedProxies: [], appDir: 'dist', loopbackOnly: false },
  })
}
