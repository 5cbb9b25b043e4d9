import type { Device } from './device.ts'
import { readMeta } from './meta.ts'
import { isPractice } from './practice/isPractice.ts'

/** A second place, outside IndexedDB, that remembers what this device had: it may outlive what the browser clears. */
const cacheName = 'nhip-cau-sentinel'

/** How a person's work stood on this device. */
export interface Sentinel {
  readonly personId: string
  readonly displayName: string
  /** Of the database: another one here means that the former is gone. */
  readonly installId: string
  /** The highest number given out; it never goes down. */
  readonly deviceSeq: number
  /** Deeds without a receipt, and drafts in hand. */
  readonly unsent: number
  readonly drafts: number
  readonly notedAt: number
}

const afterChangeMs = 1_000
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/**
 * Remembers how this device stands, a moment later so that no save waits for it. A failure only weakens the alarm,
 * so it is silent.
 */
export function noteStanding(device: Device): void {
  if (typeof caches === 'undefined' || isPractice(device)) return
  const { name } = device.database
  clearTimeout(waiting.get(name))
  waiting.set(
    name,
    setTimeout(() => void writeSentinel(device).catch(() => undefined), afterChangeMs),
  )
}

/** What this device had, if IndexedDB has less of it: cleared by the browser, or set back to an earlier state. */
export async function findLoss(device: Device): Promise<Sentinel | undefined> {
  const before = await readSentinel(device)
  if (before === undefined) return undefined
  const { installId, deviceSeq } = await readStanding(device)
  return before.installId === installId && before.deviceSeq <= deviceSeq ? undefined : before
}

/** The person has seen what may be lost: from now on the present state is the one to compare with. */
export async function settleLoss(device: Device): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.put(addressOf(device), new Response(JSON.stringify(await readStanding(device))))
}

/** Everybody whose work this device remembers, signed in or not. */
export async function readSentinels(): Promise<readonly Sentinel[]> {
  if (typeof caches === 'undefined') return []
  const cache = await caches.open(cacheName)
  const found = await Promise.all((await cache.keys()).map((request) => cache.match(request)))
  return Promise.all(found.flatMap((response) => (response === undefined ? [] : [sentinelOf(response)])))
}

async function writeSentinel(device: Device): Promise<void> {
  // a loss stays noted until somebody has seen it
  if ((await findLoss(device)) === undefined) await settleLoss(device)
}

async function readStanding(device: Device): Promise<Sentinel> {
  const { database, identity } = device
  const { outbox, drafts, meta } = database
  return database.transaction('r', outbox, drafts, meta, async () => ({
    personId: identity.personId,
    displayName: identity.displayName,
    installId: (await readMeta(database, 'installId')) ?? '',
    deviceSeq: (await readMeta(database, 'deviceSeq')) ?? 0,
    unsent: await outbox.count(),
    drafts: await drafts.filter((draft) => draft.discardedAt === undefined).count(),
    notedAt: device.now(),
  }))
}

async function readSentinel(device: Device): Promise<Sentinel | undefined> {
  if (typeof caches === 'undefined') return undefined
  const found = await (await caches.open(cacheName)).match(addressOf(device))
  return found === undefined ? undefined : sentinelOf(found)
}

async function sentinelOf(response: Response): Promise<Sentinel> {
  return (await response.json()) as Sentinel
}

function addressOf({ identity }: Device): string {
  // by person: after the database is gone a new enrolment has another id
  return `/sentinel/${identity.unitId}/${identity.personId}`
}
