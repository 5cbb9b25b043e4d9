import { beginFreshLog } from './freshLog.ts'

const cacheName = 'nhip-cau-reserve'
const address = '/reserve'
const pieceBytes = 64 * 1024
const pieces = 64

/** Held open from the start: a disk without a byte left would not let it be opened. */
let cache: Cache | undefined
/** Set from the moment the reserve is given back until it could be taken again. */
let given: Promise<boolean> | undefined

/**
 * Keeps 4 MB of the disk, to be given back when it is full: a browser that can't write one record to its end may
 * delete all of them. One for all pages and workers together. Tells whether they are there.
 */
export function keepReserve(): Promise<boolean> {
  return withReserve(take)
}

/** After a write that failed or a lost connection: gives the reserve back. False when the disk is full even so. */
export function makeRoom(): Promise<boolean> {
  given ??= withReserve(giveBack)
  return given
}

/** Whether anything may be written: after `makeRoom` not before there is a reserve again. */
export async function hasRoom(): Promise<boolean> {
  if (given === undefined) return true
  await given
  if (!(await keepReserve())) return false
  given = undefined
  if (isKept()) await beginFreshLog()
  return true
}

async function withReserve(work: () => Promise<boolean>): Promise<boolean> {
  return isKept() ? navigator.locks.request('reserve', work) : true
}

function isKept(): boolean {
  return typeof caches !== 'undefined'
}

async function giveBack(): Promise<boolean> {
  // where it is gone, another tab may have given it back a moment ago
  const isRoom = (await drop()) || ((await take()) && (await drop()))
  // on a full disk even opening the log once more does harm
  if (isRoom) await beginFreshLog()
  return isRoom
}

async function take(): Promise<boolean> {
  try {
    cache ??= await caches.open(cacheName)
    if ((await cache.match(address)) !== undefined) return true
    // noise, so that no file system makes it smaller
    const piece = crypto.getRandomValues(new Uint8Array(pieceBytes))
    await cache.put(address, new Response(new Blob(Array.from({ length: pieces }, () => piece))))
    return true
  } catch {
    cache = undefined
    return false
  }
}

/** By its one entry: that alone gives the space back at once, and works without a byte left. */
async function drop(): Promise<boolean> {
  try {
    cache ??= await caches.open(cacheName)
    return await cache.delete(address)
  } catch {
    return false
  }
}
