import { sql } from 'kysely'
import type { RandomBytes } from '#domain/ids.ts'
import { createSecrets } from '#server/accounts/secrets.ts'
import { createHandler, type Handler } from '#server/handler.ts'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { photosDir } from './photoDisk.ts'
import type { VirtualTime } from './virtualTime.ts'

export const secrets = createSecrets('a secret for simulations, long enough')

/** Where a server that is about to die does so. */
export type DeathPoint = 'beforeCommit' | 'afterCommit' | 'amidPhoto'

/** The server from one start to the next death. What it had in hand when it died stays undone. */
export interface ServerLife {
  readonly handler: Handler
  /** Every commit is on disk before it is told, by what the database itself says. */
  readonly isFlushed: boolean
  readonly begin: (work: () => void) => void
  readonly end: () => Promise<void>
}

export interface LifeParts {
  readonly time: VirtualTime
  readonly random: () => number
  readonly randomBytes: RandomBytes
  readonly path: string
  readonly onCommit: () => void
  /** Whether it is to die here. */
  readonly diesAt: (point: DeathPoint) => boolean
  readonly onBug: (words: string) => void
}

const laneCount = 3
const slowMs = 150

export async function startLife(parts: LifeParts): Promise<ServerLife> {
  const { time, random, path } = parts
  const lanes = Array.from({ length: laneCount }, (_, lane) => time.startThread(`server ${lane}`))
  let isAlive = true

  function begin(work: () => void, delayMs = 0): void {
    if (isAlive) time.later(lanes[Math.floor(random() * laneCount)]!, work, delayMs)
  }

  /** Waits for another turn, in whichever lane and sometimes for long, so that requests get ahead of each other. */
  function pause(): Promise<void> {
    return new Promise((resolve) => begin(resolve, random() < 0.5 ? 0 : random() * slowMs))
  }

  async function dieIf(point: DeathPoint): Promise<void> {
    if (isAlive && parts.diesAt(point)) await new Promise(() => undefined)
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
        parts.onCommit()
        await dieIf('afterCommit')
        await pause()
        return value
      },
    }
  }

  const store = await openStore({ path, durability: 'full' })
  const [flush] = (await sql<{ synchronous: number }>`pragma synchronous`.execute(store.db)).rows
  // what the dead say no longer counts
  const onBug = (words: string) => (isAlive ? parts.onBug(words) : undefined)
  return {
    handler: openHandler({ ...parts, onBug }, withTurns(store)),
    isFlushed: (flush?.synchronous ?? 0) >= 2,
    begin,
    end: () => {
      isAlive = false
      for (const lane of lanes) time.kill(lane)
      return store.close()
    },
  }
}

export const settings = {
  publicUrl: 'http://localhost',
  trustedProxies: [],
  appDir: 'dist',
  loopbackOnly: false,
  photosDir,
}

function openHandler({ time, randomBytes, onBug }: LifeParts, store: Store): Handler {
  const loud = (details: object, words: string) =>
    onBug(`${words} ${String((details as { error?: unknown }).error)}`)
  return createHandler({
    store,
    clock: () => Math.floor(time.now()),
    random: randomBytes,
    secrets,
    log: { info: () => undefined, warn: loud, error: loud },
    settings,
  })
}
