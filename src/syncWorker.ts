/// <reference lib="webworker" />
import { browserWorld, reopenDevice } from '#device/device.ts'
import { listen } from '#sync/live.ts'
import { createSchedule, type Schedule, type SyncStatus } from '#sync/schedule.ts'
import { aloneAmongTabs, browserRoad } from './browserRoad.ts'

/** What a page tells the worker, and what it hears. */
export type ToWorker =
  | { readonly kind: 'open'; readonly databaseName: string }
  | { readonly kind: 'wake' }
  | { readonly kind: 'now' }
  | { readonly kind: 'visible'; readonly visible: boolean }
  | { readonly kind: 'close' }
export type FromWorker = { readonly kind: 'status'; readonly status: SyncStatus }

declare const self: DedicatedWorkerGlobalScope

const listenAgainMs = 15_000
const news = new BroadcastChannel('nhip-cau-news')

let schedule: Schedule | undefined
let readToken: string | undefined
let listening: AbortController | undefined

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') void open(data.databaseName)
  if (data.kind === 'wake') schedule?.wake()
  if (data.kind === 'now') schedule?.now()
  if (data.kind === 'visible' && data.visible) startListening()
  if (data.kind === 'visible' && !data.visible) listening?.abort()
  if (data.kind === 'close') close()
}
self.addEventListener('online', () => schedule?.now())
// whoever heard from the server heard that it is there: what waits after failures may go at once
news.onmessage = () => schedule?.now()

async function open(databaseName: string): Promise<void> {
  close()
  const device = await reopenDevice(databaseName, browserWorld())
  if (device === undefined) return
  readToken = device.identity.readToken
  schedule = createSchedule({
    device,
    road: browserRoad(),
    onStatus: (status) => self.postMessage({ kind: 'status', status } satisfies FromWorker),
    alone: aloneAmongTabs,
    setTimer: (work, delayMs) => setTimeout(work, delayMs),
    clearTimer: (timer) => clearTimeout(timer),
  })
  schedule.now()
  startListening()
}

function close(): void {
  schedule?.stop()
  schedule = undefined
  listening?.abort()
}

/** One tab listens for all: many open streams would stall every other request of this origin. */
function startListening(): void {
  listening?.abort()
  const stop = new AbortController()
  listening = stop
  void navigator.locks
    .request('live', { signal: stop.signal }, async () => {
      while (!stop.signal.aborted && readToken !== undefined) {
        await listen(browserRoad(), readToken, tellNews, stop.signal)
        await pause(listenAgainMs, stop.signal)
      }
    })
    .catch(() => undefined)
}

function tellNews(): void {
  news.postMessage('newer')
  schedule?.now()
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
