/// <reference lib="webworker" />
import { browserWorld } from '#device/device.ts'
import { makeId } from '#domain/ids.ts'
import type { Road } from '#sync/transport.ts'

const stealAfterMs = 120_000

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

/** One round at a time among tabs and the service worker; a holder that is frozen is stolen from. */
export async function aloneAmongTabs<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await navigator.locks.request('sync', { signal: AbortSignal.timeout(stealAfterMs) }, work)
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'TimeoutError')) throw error
    return navigator.locks.request('sync', { steal: true }, work)
  }
}
