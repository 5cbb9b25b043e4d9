import type { Commit } from './ledger.ts'
import { createOthers, type Changed } from './otherProcesses.ts'
import { wholeUnit } from './scopeKeys.ts'
import type { Store } from './store/contract.ts'

/** The open event streams, and who is told that there is something newer. */
export interface Live {
  /** A stream of server-sent events without data, for one person. */
  readonly open: (unitId: string, personId: string) => ReadableStream<Uint8Array>
  /** Tells those whose view a commit changed, and nobody else. Never throws, never waits. */
  readonly tell: (commit: Commit) => void
  /** Ends the streams of one person, or all. */
  readonly end: (personId?: string) => void
}

interface Listener {
  readonly unitId: string
  readonly personId: string
  readonly send: (text: string) => void
  readonly end: () => void
}

const heartbeatMs = 25_000
const mostStreamsAPerson = 20

export function createLive(store: Store, onFailure: (error: unknown) => void): Live {
  const listeners = new Set<Listener>()
  const others = createOthers(store, {
    onCommit: (commit) => void tellAffected(commit).catch(onFailure),
    onEnd: endStreams,
    onGap: () => listeners.forEach(sayNewer),
  })

  async function tellAffected({ unitId, scopeKeys, personIds }: Changed): Promise<void> {
    if (listeners.size === 0) return
    const listening = [...new Set([...listeners].map((listener) => listener.personId))]
    const affected = new Set([...personIds, ...(await peopleSeeing(store, unitId, listening, scopeKeys))])
    for (const listener of listeners) {
      if (listener.unitId === unitId && affected.has(listener.personId)) sayNewer(listener)
    }
  }

  function endStreams(personId?: string): void {
    for (const listener of listeners) {
      if (personId === undefined || listener.personId === personId) listener.end()
    }
  }

  return {
    open: (unitId, personId) => {
      const own = [...listeners].filter((listener) => listener.personId === personId)
      if (own.length >= mostStreamsAPerson) own[0]!.end()
      return createStream({ unitId, personId }, listeners)
    },
    tell: (commit) => {
      const { unitId, scopeKeys, personIds } = commit
      const changed = { unitId, scopeKeys: [...scopeKeys], personIds: [...personIds] }
      void Promise.all([tellAffected(changed), others.tellCommit(changed)]).catch(onFailure)
    },
    end: (personId) => {
      endStreams(personId)
      if (personId !== undefined) void others.tellEnd(personId).catch(onFailure)
    },
  }
}

function sayNewer({ send }: Listener): void {
  send('event: newer\ndata:\n\n')
}

function createStream(
  who: Pick<Listener, 'unitId' | 'personId'>,
  listeners: Set<Listener>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = () => undefined as void
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const heartbeat = setInterval(() => send(':\n\n'), heartbeatMs)
      heartbeat.unref()
      stop = () => {
        clearInterval(heartbeat)
        listeners.delete(listener)
      }
      const listener: Listener = {
        ...who,
        send,
        end: () => {
          stop()
          controller.close()
        },
      }
      listeners.add(listener)
      send(':\n\n')
    },
    cancel: () => stop(),
  })
}

const keysPerQuery = 100

/** Which of these people see one of these sets, or everything. */
async function peopleSeeing(
  store: Store,
  unitId: string,
  personIds: readonly string[],
  scopeKeys: readonly string[],
): Promise<string[]> {
  if (scopeKeys.length === 0) return []
  const keys = [...new Set([...scopeKeys, wholeUnit])]
  return store.read(async (transaction) => {
    const people: string[] = []
    for (let start = 0; start < keys.length; start += keysPerQuery) {
      const rows = await transaction
        .selectFrom('scope')
        .select('person_id')
        .where('unit_id', '=', unitId)
        .where('person_id', 'in', personIds)
        .where('scope_key', 'in', keys.slice(start, start + keysPerQuery))
        .execute()
      people.push(...rows.map((row) => row.person_id))
    }
    return people
  })
}
