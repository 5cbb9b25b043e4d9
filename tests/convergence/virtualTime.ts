/** Something that runs by itself and can be stopped dead: a tab, a service worker, a request at the server. */
export interface Thread {
  readonly name: string
  readonly ready: (() => void)[]
  alive: boolean
  /** Its turn does not come until it is thawed. */
  frozen: boolean
}

export interface VirtualTime {
  readonly now: () => number
  /** Whose turn it is: what is begun in it belongs to that thread and dies with it. */
  readonly current: () => Thread
  readonly startThread: (name: string) => Thread
  readonly soon: (thread: Thread, work: () => void) => void
  /** Returns how to call it off. */
  readonly later: (thread: Thread, work: () => void, delayMs: number) => () => void
  readonly kill: (thread: Thread) => void
  /** Lets threads take turns until nothing is left to do within that time, or it is enough. */
  readonly run: (forMs: number, enough?: (turns: number) => boolean) => Promise<void>
  /** Only this thread runs, until the work is done: what it sees is one moment. False if it must wait for others. */
  readonly runAlone: (thread: Thread, work: () => Promise<void>) => Promise<boolean>
  /** Nobody has another turn. */
  readonly stop: () => void
  /** Turns taken. */
  readonly turns: () => number
}

interface Timer {
  readonly at: number
  readonly thread: Thread
  readonly work: () => void
}

const realImmediate = globalThis.setImmediate
const mostTurnMs = 0.2

/** Time that moves only when it is told to, and threads whose turns the dice decide. */
export function createVirtualTime(startAt: number, random: () => number): VirtualTime {
  let now = startAt
  let turns = 0
  let isStopped = false
  const outside = makeThread('outside')
  let current = outside
  const threads = new Set<Thread>([outside])
  const timers: Timer[] = []

  function startThread(name: string): Thread {
    const thread = makeThread(name)
    threads.add(thread)
    return thread
  }

  function later(thread: Thread, work: () => void, delayMs: number): () => void {
    const timer = { at: now + Math.max(0, delayMs), thread, work }
    const place = timers.findIndex((other) => other.at > timer.at)
    timers.splice(place === -1 ? timers.length : place, 0, timer)
    return () => {
      const index = timers.indexOf(timer)
      if (index !== -1) timers.splice(index, 1)
    }
  }

  function soon(thread: Thread, work: () => void): void {
    if (thread.alive) thread.ready.push(work)
  }

  function wakeDue(): void {
    while (timers[0] !== undefined && timers[0].at <= now) {
      const { thread, work } = timers.shift()!
      soon(thread, work)
    }
  }

  function pickThread(only?: Thread): Thread | undefined {
    const able = [...threads].filter(({ ready, frozen }) => ready.length > 0 && !frozen)
    if (only !== undefined) return able.includes(only) ? only : undefined
    return able.length < 2 ? able[0] : able[Math.floor(random() * able.length)]
  }

  async function takeTurn(thread: Thread): Promise<void> {
    current = thread
    turns += 1
    now += random() * mostTurnMs
    thread.ready.shift()!()
    await settled()
    current = outside
    if (!thread.alive) threads.delete(thread)
  }

  async function run(forMs: number, enough = (_turns: number) => false): Promise<void> {
    const end = now + forMs
    await settled()
    for (let taken = 0; !isStopped && !enough(taken); taken += 1) {
      wakeDue()
      let thread = pickThread()
      while (thread === undefined) {
        const next = timers.find((timer) => !timer.thread.frozen)
        if (next === undefined || next.at > end) {
          now = Math.max(now, end)
          return
        }
        now = Math.max(now, next.at)
        wakeDue()
        thread = pickThread()
      }
      await takeTurn(thread)
    }
  }

  async function runAlone(thread: Thread, work: () => Promise<void>): Promise<boolean> {
    let outcome: { readonly error?: unknown } | undefined
    soon(thread, () => {
      void work().then(
        () => (outcome = {}),
        (error: unknown) => (outcome = { error }),
      )
    })
    while (outcome === undefined) {
      if (pickThread(thread) === undefined) return false
      await takeTurn(thread)
    }
    if (outcome.error !== undefined) throw outcome.error as Error
    return true
  }

  return {
    now: () => now,
    current: () => current,
    startThread,
    soon,
    later,
    kill(thread) {
      thread.alive = false
      thread.ready.length = 0
      threads.delete(thread)
      for (let index = timers.length - 1; index >= 0; index -= 1)
        if (timers[index]!.thread === thread) timers.splice(index, 1)
    },
    run,
    runAlone,
    stop() {
      isStopped = true
    },
    turns: () => turns,
  }
}

function makeThread(name: string): Thread {
  return { name, ready: [], alive: true, frozen: false }
}

/** Everything that follows without waiting has happened. */
function settled(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve))
}

/** Whatever asks this process for a timer or a turn gets a virtual one. */
export function takeOverTimers(time: () => VirtualTime): void {
  const soon = (work: (...given: unknown[]) => void, ...given: unknown[]) => {
    const { current, later, soon: nextTurn } = time()
    // fake-indexeddb asks at every turn whether another tab has closed its connection
    if (work.name === 'waitForOthersClosed') later(current(), work, 5)
    else nextTurn(current(), () => work(...given))
  }
  const afterwards = (work: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
    const stop = time().later(time().current(), () => work(...given), delayMs)
    return { stop, unref: () => undefined, ref: () => undefined }
  }
  const stopTimer = (timer?: { stop?: () => void }) => timer?.stop?.()
  Object.assign(globalThis, {
    setImmediate: soon,
    setTimeout: afterwards,
    clearTimeout: stopTimer,
    clearInterval: stopTimer,
  })
}
