import type { Device } from './device.ts'
import { readMeta } from './meta.ts'

/** A second place, outside IndexedDB, that remembers how far this device had counted. */
const cacheName = 'nhip-cau-sentinel'

interface Sentinel {
  readonly installId: string
  readonly deviceSeq: number
}

const afterSaveMs = 1_000

/**
 * Remembers the highest number given out, a moment later so that no save waits for it; it never goes down. A
 * failure only weakens the alarm, so it is silent.
 */
export function noteHighestSeq(device: Device, deviceSeq: number): void {
  if (typeof caches === 'undefined') return
  setTimeout(() => void writeSentinel(device, deviceSeq).catch(() => undefined), afterSaveMs)
}

async function writeSentinel(device: Device, deviceSeq: number): Promise<void> {
  const installId = await readMeta(device.database, 'installId')
  const before = await readSentinel(device)
  if (installId === undefined || (before?.installId === installId && before.deviceSeq >= deviceSeq)) return
  const cache = await caches.open(cacheName)
  await cache.put(
    addressOf(device),
    new Response(JSON.stringify({ installId, deviceSeq } satisfies Sentinel)),
  )
}

async function readSentinel(device: Device): Promise<Sentinel | undefined> {
  if (typeof caches === 'undefined') return undefined
  const found = await (await caches.open(cacheName)).match(addressOf(device))
  return found === undefined ? undefined : ((await found.json()) as Sentinel)
}

function addressOf(device: Device): string {
  // by person: after the database is gone a new enrolment has another id
  return `/sentinel/${device.identity.unitId}/${device.identity.personId}`
}
