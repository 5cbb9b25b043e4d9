import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import type { News } from './contract.ts'
import type { Tables } from './tables.ts'

const channel = 'nhip_cau'
const firstWaitMs = 500
const longestWaitMs = 30_000

type Listener = Parameters<News['hear']>[0]

/** LISTEN and NOTIFY, over a connection of its own that is made anew when it breaks. */
export function createPostgresNews(
  url: string,
  db: Kysely<Tables>,
): News & { readonly close: () => Promise<void> } {
  const listeners: Listener[] = []
  const closing = new AbortController()
  const say: Listener = (text) => listeners.forEach((listener) => listener(text))
  let listening: Promise<void> | undefined

  return {
    tell: async (text) => {
      await sql`select pg_notify(${channel}, ${text})`.execute(db)
    },
    hear: (listener) => {
      listeners.push(listener)
      listening ??= listenUntil(closing.signal, url, say)
    },
    close: async () => {
      closing.abort()
      await listening
    },
  }
}

async function listenUntil(closing: AbortSignal, url: string, say: Listener): Promise<void> {
  let waitMs = firstWaitMs
  while (!closing.aborted) {
    const client = new pg.Client({ connectionString: url, keepAlive: true })
    const ended = new Promise<void>((resolve) => void client.once('end', resolve))
    const end = () => void client.end()
    // a connection that broke has ended, which is all there is to know
    client.on('error', () => undefined)
    client.on('notification', ({ payload }) => say(payload))
    closing.addEventListener('abort', end, { once: true })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      waitMs = firstWaitMs
      say(undefined)
      await ended
    } catch {
      await client.end()
    }
    closing.removeEventListener('abort', end)
    await wait(waitMs, undefined, { signal: closing, ref: false }).catch(() => undefined)
    waitMs = Math.min(2 * waitMs, longestWaitMs)
  }
}
