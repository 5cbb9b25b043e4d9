import {
  abandon,
  makeEvent,
  watchWrites,
  type Connection,
  type DiskHit,
  type DiskWeather,
  type Factory,
} from './diskEngine.ts'
import type { Thread, VirtualTime } from './virtualTime.ts'

/** Lets one tab open at a time, so that nobody's connection is made in another's turn. */
export function createOpenings(time: VirtualTime, weather: DiskWeather, onHit: (way: DiskHit) => void) {
  let current: Thread | undefined
  const waiting: { readonly thread: Thread; readonly begin: () => void }[] = []

  function next(): void {
    current = undefined
    const following = waiting.shift()
    if (following === undefined) return
    if (!following.thread.alive) return next()
    current = following.thread
    time.soon(following.thread, following.begin)
  }

  function open(factory: Factory, name: string, version?: number): IDBOpenDBRequest {
    const thread = time.current()
    const { request, begin } = postponed(time, () =>
      version === undefined ? factory.open(name) : factory.open(name, version),
    )
    if (weather.full === 'open') {
      onHit('fullAtOpen')
      time.soon(thread, () => failToOpen(request))
      return request
    }
    request.addEventListener('success', () => {
      const connection = request.result as unknown as Connection
      connection.owner = thread
      watchWrites(connection._rawDatabase)
      next()
    })
    request.addEventListener('error', () => next())
    waiting.push({ thread, begin })
    if (current === undefined) next()
    return request
  }

  return {
    current: () => current,
    serialise: (factory: Factory): IDBFactory =>
      Object.assign(Object.create(factory) as IDBFactory, {
        open: (name: string, version?: number) => open(factory, name, version),
      }),
    release(thread: Thread, factory: Factory): void {
      if (current !== thread) return
      for (const database of factory._databases.values()) {
        const unowned = database.transactions.filter(({ db }) => db.owner === undefined)
        unowned.forEach(abandon)
        database.connections = database.connections.filter(({ owner }) => owner !== undefined)
      }
      factory._connectionQueues.clear()
      next()
    },
  }
}

/** The request at once, and its work for when its turn has come. */
function postponed(time: VirtualTime, ask: () => IDBOpenDBRequest) {
  const thread = time.current()
  const before = thread.ready.length
  const request = ask()
  const [begin] = thread.ready.splice(before, 1)
  return { request, begin: begin! }
}

function failToOpen(request: IDBOpenDBRequest): void {
  const error = new DOMException('the disk is full', 'QuotaExceededError')
  Object.assign(request, { error, readyState: 'done', result: undefined })
  request.dispatchEvent(makeEvent('error', true))
}
