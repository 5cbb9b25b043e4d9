import type { Thread, VirtualTime } from './virtualTime.ts'

/** The browser's locks, one manager for all tabs of a phone. */
export interface Locks {
  readonly request: LockManager['request']
  /** What a dead tab held or waited for is free. */
  readonly release: (thread: Thread) => void
}

interface Wish {
  readonly thread: Thread
  readonly grant: () => void
  readonly takeAway: () => void
}

type Work = (lock: Lock | null) => unknown

export function createLocks(time: VirtualTime, onSteal: () => void): Locks {
  const queues = new Map<string, Wish[]>()
  const queueOf = (name: string) => {
    const queue = queues.get(name) ?? []
    queues.set(name, queue)
    return queue
  }

  function leave(name: string, wish: Wish): void {
    const queue = queueOf(name)
    const place = queue.indexOf(wish)
    if (place === -1) return
    queue.splice(place, 1)
    if (place === 0) grantFirst(name)
  }

  function grantFirst(name: string): void {
    const [first] = queueOf(name)
    if (first !== undefined) time.soon(first.thread, first.grant)
  }

  async function request(name: string, ...given: unknown[]): Promise<unknown> {
    const work = given.at(-1) as Work
    const options = (given.length > 1 ? given[0] : {}) as LockOptions
    const queue = queueOf(name)
    if (options.ifAvailable === true && queue.length > 0) return work(null)
    return new Promise((resolve, reject) => {
      const wish: Wish = {
        thread: time.current(),
        grant: () => {
          void Promise.resolve(work({ name, mode: 'exclusive' }))
            .then(resolve, reject)
            .finally(() => leave(name, wish))
        },
        takeAway: () => reject(new DOMException('stolen', 'AbortError')),
      }
      if (options.steal === true) {
        const holder = queue.shift()
        if (holder !== undefined) {
          onSteal()
          time.soon(holder.thread, holder.takeAway)
        }
        queue.unshift(wish)
      } else queue.push(wish)
      options.signal?.addEventListener('abort', () => {
        if (queue.indexOf(wish) <= 0) return
        leave(name, wish)
        reject(options.signal!.reason as Error)
      })
      if (queue[0] === wish) grantFirst(name)
    })
  }

  return {
    request: request as LockManager['request'],
    release(thread) {
      for (const [name, queue] of queues) {
        const [holder] = queue
        queues.set(
          name,
          queue.filter((wish) => wish.thread !== thread),
        )
        if (holder?.thread === thread) grantFirst(name)
      }
    },
  }
}

/** No tab waits for another. */
export const noLocks: Locks = {
  request: (async (_name: string, ...given: unknown[]) =>
    (given.at(-1) as Work)(null)) as LockManager['request'],
  release: () => undefined,
}
