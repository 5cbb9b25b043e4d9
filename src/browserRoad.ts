/// <reference lib="webworker" />
import { browserWorld } from '#device/device.ts'
import { makeId } from '#domain/ids.ts'
import { alone } from '#sync/alone.ts'
import type { Road } from '#sync/transport.ts'

/** The road to this origin's server, for whoever runs a round here. */
export function browserRoad(): Road {
  const world = browserWorld()
  return {
    fetch: (url, init) => fetch(url, init),
    now: world.now,
    random: () => Math.random(),
    makeRequestId: () => makeId(world.now(), world.randomBytes),
    origin: '',
  }
}

/** One round at a time among tabs and the service worker of this browser. */
export function aloneAmongTabs<Value>(work: () => Promise<Value>): Promise<Value> {
  return alone(
    {
      locks: navigator.locks,
      setTimer: (late, delayMs) => setTimeout(late, delayMs),
      clearTimer: (timer) => clearTimeout(timer),
    },
    work,
  )
}
