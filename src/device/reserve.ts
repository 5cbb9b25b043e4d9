import { beginFreshLog } from './freshLog.ts'

const cacheName = 'nhip-cau-reserve'
const address = '/reserve'
const pieceBytes = 64 * 1024
const pieces = 64

interface Reserve {
  /** Held open from the start: a disk without a byte left would not let it be opened. */
  cache?: Cache | undefined
  /** Set from the moment the reserve is given back until it could be taken again. */
  given?: Promise<boolean> | undefined
}

/** By the storage it lies in. */
const reserves = new WeakMap<CacheStorage, Reserve>()

/**
 * Keeps 4 MB of the disk, to be given back when it is full: a browser that can't write one record to its end may
 * delete all of them. One for all pages and workers together. Tells whether they are there.
 */
export function keepReserve(): Promise<boolean> {
  return withReserve(take)
}

/** After a write that failed or a lost connection: gives the reserve back. False when the disk is full even so. */
export async function makeRoom(): Promise<boolean> {
  const reserve = reserveHere()
  if (reserve === undefined) return true
  reserve.given ??= withReserve(giveBack)
  return reserve.given
}

/** Whether anything may be written: after `makeRoom` not before there is a reserve again. */
export async function hasRoom(): Promise<boolean> {
  const reserve = reserveHere()
  if (reserve?.given === undefined) return true
  await reserve.given
  if (!(await keepReserve())) return false
  reserve.given = undefined
  await beginFreshLog()
  return true
}

async function withReserve(work: (reserve: Reserve) => Promise<boolean>): Promise<boolean> {
  const reserve = reserveHere()
  return reserve === undefined || navigator.locks.request('reserve', () => work(reserve))
}

/** Nothing where the browser keeps no caches. */
function reserveHere(): Reserve | undefined {
  if (typeof caches === 'undefined') return undefined
  const reserve = reserves.get(caches) ?? {}
  reserves.set(caches, reserve)
  return reserve
}

async function giveBack(reserve: Reserve): Promise<boolean> {
  // where it is gone, another tab may have given it back a moment ago
  const isRoom = (await drop(reserve)) || ((await take(reserve)) && (await drop(reserve)))
  // on a full disk even opening the log once more does harm
  if (isRoom) await beginFreshLog()
  return isRoom
}

async function take(reserve: Reserve): Promise<boolean> {
  try {
    const cache = (reserve.cache ??= await caches.open(cacheName))
    if ((await cache.match(address)) !== undefined) return true
    // noise, so that no file system makes it smaller
    const piece = crypto.getRandomValues(new Uint8Array(pieceBytes))
    await cache.put(address, new Response(new Blob(Array.from({ length: pieces }, () => piece))))
    return true
  } catch {
    reserve.cache = undefined
    return false
  }
}

/** By its one entry: that alone gives the space back at once, and works without a byte left. */
async function drop(reserve: Reserve): Promise<boolean> {
  try {
    const cache = (reserve.cache ??= await caches.open(cacheName))
    return await cache.delete(address)
  } catch {
    return false
  }
}
