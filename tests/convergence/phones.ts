import { createHash } from 'node:crypto'
import { openDevice, reopenDevice, type Device, type World } from '#device/device.ts'
import { databaseName, type MetaRow } from '#device/database.ts'
import { keepReserve } from '#device/reserve.ts'
import { findLoss } from '#device/sentinel.ts'
import { makeId } from '#domain/ids.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { alone } from '#sync/alone.ts'
import { createSchedule, type Schedule } from '#sync/schedule.ts'
import type { Road } from '#sync/transport.ts'
import type { Casualties, Disk } from './disk.ts'
import type { Caches } from './caches.ts'
import type { Locks } from './locks.ts'
import type { Network } from './network.ts'
import type { FormInHand } from './people.ts'
import type { TestWorld } from '../support/testWorld.ts'
import type { Thread, VirtualTime } from './virtualTime.ts'

/** One piece of hardware: what is on its disk outlives its tabs, and its clock may be wrong. */
export interface Phone {
  readonly name: string
  readonly disk: Disk
  readonly locks: Locks
  readonly caches: Caches
  readonly clock: Clock
  readonly tabs: Set<Tab>
  /** Who works on it; each has a database. */
  readonly places: Place[]
}

/** A person's place on a phone. A new sign-in gives it other tokens. */
export interface Place {
  readonly phone: Phone
  readonly database: string
  readonly personId: string
  enrolment: EnrolAnswer
  /** Keys of the server's records that its disk lost or changed: wrong until they are noticed. */
  readonly damaged: Set<string>
  /** Tokens came that the next page writes down. */
  isSigningIn: boolean
  /** Its database was cleared while something else remembered what it had: its person must be told. */
  loss: 'none' | 'untold' | 'told'
}

/** A page, or the service worker, which is one without a screen. */
export interface Tab {
  readonly name: string
  readonly kind: 'page' | 'serviceWorker'
  readonly place: Place
  readonly thread: Thread
  readonly road: Road
  device?: Device
  schedule?: Schedule
  form?: FormInHand | undefined
  /** Somebody waits for an answer of this page. */
  isBusy: boolean
  /** A round runs. */
  inRound: boolean
  /** What it was to do in time may have been kept waiting. */
  wasFrozen: boolean
}

export interface Clock {
  skewMs: number
  stoppedAt?: number | undefined
}

export interface TabParts {
  readonly time: VirtualTime
  readonly dice: TestWorld
  readonly network: Network
  readonly nextNumber: () => number
  /** A page of this version found a database of a later one. */
  readonly onDowngrade: () => void
  readonly onRound: (tab: Tab) => void
  readonly onTrouble: (tab: Tab, error: unknown) => void
}

const disks = new WeakMap<Thread, Disk>()
const browsers = new WeakMap<Thread, Pick<Phone, 'caches' | 'locks'>>()

/** What this thread opens lies there. */
export function setDisk(thread: Thread, disk: Disk): void {
  disks.set(thread, disk)
}

export function cachesOf(thread: Thread): Caches | undefined {
  return browsers.get(thread)?.caches
}

export function locksOf(thread: Thread): Locks | undefined {
  return browsers.get(thread)?.locks
}

/** The disk of whoever's turn it is: where a new Dexie will lie. */
export function diskOf(thread: Thread): Disk | undefined {
  return disks.get(thread)
}

export function createPlace(phone: Phone, enrolment: EnrolAnswer): Place {
  const { unitId, enrolmentId, personId } = enrolment
  const place: Place = {
    phone,
    enrolment,
    personId,
    database: databaseName(unitId, enrolmentId),
    isSigningIn: false,
    loss: 'none',
    damaged: new Set<string>(),
  }
  phone.places.push(place)
  return place
}

export function phoneNow({ clock }: Phone, time: VirtualTime): number {
  return Math.floor(clock.stoppedAt ?? time.now() + clock.skewMs)
}

/** Opens the app: the database, then rounds by themselves. */
export function openTab(parts: TabParts, place: Place, kind: Tab['kind']): Tab {
  const { time, dice, network } = parts
  const { phone, personId } = place
  const name = `${kind} ${parts.nextNumber()} of ${place.enrolment.username} on ${phone.name}`
  const thread = time.startThread(name)
  setDisk(thread, phone.disk)
  // what a page remembers of them is its own
  browsers.set(thread, { caches: { ...phone.caches }, locks: phone.locks })
  const world: World = {
    now: () => phoneNow(phone, time),
    randomBytes: dice.randomBytes,
    sha256: async (text) => createHash('sha256').update(text).digest('hex'),
  }
  const road: Road = {
    fetch: network.fetchFor({ thread, personId, phone: phone.name }),
    now: world.now,
    random: dice.random,
    makeRequestId: () => makeId(world.now(), dice.randomBytes),
    origin: '',
  }
  const tab: Tab = { name, kind, place, thread, road, isBusy: false, inRound: false, wasFrozen: false }
  phone.tabs.add(tab)
  time.soon(thread, () => void start(parts, tab, world))
  return tab
}

async function start(parts: TabParts, tab: Tab, world: World): Promise<void> {
  try {
    if (tab.kind === 'page') void keepReserve()
    tab.device = await openPlace(tab.place, world)
    const { database } = tab.device
    if (database.backendDB().version > database.verno * 10) parts.onDowngrade()
    tab.schedule = schedule(parts, tab, tab.device)
    tab.schedule.now()
    // what the page says of a loss when it opens
    if (tab.place.loss === 'untold' && (await findLoss(tab.device)) !== undefined) tab.place.loss = 'told'
  } catch (error) {
    // an app that does not come up is opened again
    parts.onTrouble(tab, error)
    parts.time.later(tab.thread, () => void start(parts, tab, world), 5_000)
  }
}

async function openPlace(place: Place, world: World): Promise<Device> {
  if (!place.isSigningIn) {
    const known = await reopenDevice(place.database, world)
    if (known !== undefined) return known
  }
  const device = await openDevice(place.enrolment, world)
  place.isSigningIn = false
  return device
}

function schedule(parts: TabParts, tab: Tab, device: Device): Schedule {
  const { locks } = tab.place.phone
  const timers = {
    setTimer: (work: () => void, delayMs: number) => setTimeout(work, delayMs),
    clearTimer: (timer: never) => clearTimeout(timer),
  }
  return createSchedule({
    device,
    road: tab.road,
    onStatus: ({ phase }) => {
      tab.inRound = phase === 'running'
      if (tab.inRound) parts.onRound(tab)
    },
    alone: (work) => alone({ locks, ...timers }, work),
    ...timers,
  })
}

/** The end of a tab, in whatever it was doing. */
export function killTab(time: VirtualTime, tab: Tab): Casualties {
  const { disk, locks, tabs } = tab.place.phone
  time.kill(tab.thread)
  const casualties = disk.release(tab.thread)
  locks.release(tab.thread)
  tabs.delete(tab)
  return casualties
}

/** What a place's database remembers, as it is on its disk. */
export function metaOf<Value>({ phone, database }: Place, key: string): Value | undefined {
  return phone.disk.rows<MetaRow>(database, 'meta')?.find((row) => row.key === key)?.value as
    | Value
    | undefined
}
