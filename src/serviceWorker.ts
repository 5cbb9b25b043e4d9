/// <reference lib="webworker" />
import { createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import type * as backgroundSync from './backgroundSync.ts'
import { backgroundSyncTag } from './backgroundSyncTag.ts'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (PrecacheEntry | string)[]
  readonly backgroundSync?: typeof backgroundSync
}

// Every route opens offline from the precached shell; what belongs to the server is never touched.
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/healthz/] }),
)

// Only the office reads lists of firms and draws maps: that code is kept from when it is first fetched, not on every
// phone; of each part the newest.
const officePart = /\/(listWorker|drawMap|baseFile)-[\w-]+\.js$/
const partOf = (address: string) => officePart.exec(address)?.[1]
registerRoute(
  ({ url }) => url.origin === self.location.origin && officePart.test(url.pathname),
  async ({ request }) => {
    const kept = await caches.open('lists')
    const known = await kept.match(request, { ignoreVary: true })
    if (known !== undefined) return known
    const fetched = await fetch(request)
    if (!fetched.ok) return fetched
    for (const earlier of await kept.keys())
      if (partOf(earlier.url) === partOf(request.url)) await kept.delete(earlier)
    await kept.put(request, fetched.clone())
    return fetched
  },
)

// A new version waits until a person takes it: the page asks only when no form is open anywhere.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

/** Not in TypeScript's library: only Chromium has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

// The same round over the same outbox, after the app was closed. A failure makes the browser try again later. Its code
// is ten times this worker's, which every opening of the app waits for: kept when this is installed, run when called.
const roundScript = '/backgroundSync.js'
self.addEventListener('install', () => importScripts(roundScript))
self.addEventListener('sync' as never, (event: SyncEvent) => {
  if (event.tag === backgroundSyncTag) event.waitUntil(sendOrFail())
})

async function sendOrFail(): Promise<void> {
  if (self.backgroundSync === undefined) importScripts(roundScript)
  const left = await self.backgroundSync!.sendAll()
  if (left > 0) throw new Error(`${left} still wait`)
}
