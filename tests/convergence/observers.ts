import { reopenDevice, type Device } from '#device/device.ts'
import { lookAtScreens } from './invariants/screens.ts'
import { phoneNow, setDisk, type Place } from './phones.ts'
import type { Thread } from './virtualTime.ts'
import { pick, type SimulatedWorld } from './world.ts'

interface Observer {
  readonly thread: Thread
  device?: Device | undefined
}

const observers = new WeakMap<Place, Observer>()

/** Looks at one place's screens while everything else stands still. */
export async function observe(world: SimulatedWorld): Promise<void> {
  const phone = pick(world.dice, world.phones)!
  await lookAt(world, pick(world.dice, phone.places)!)
}

export async function lookAt(world: SimulatedWorld, place: Place): Promise<void> {
  const { disk } = place.phone
  // whoever is writing, or opening, would have to go on first
  if (!disk.databaseNames().includes(place.database) || disk.isBusy(place.database)) return
  if (disk.weather.full === 'open') return
  const observer = observers.get(place) ?? { thread: world.time.startThread('observer') }
  observers.set(place, observer)
  setDisk(observer.thread, disk)
  const isDone = await world.time.runAlone(observer.thread, async () => {
    observer.device ??= await open(world, place)
    if (observer.device !== undefined) await lookAtScreens(world, place, observer.device)
  })
  if (!isDone) dismissObserver(world, place)
}

/** What an observer has open would outlive the disk it lay on. */
export function dismissObserver(world: SimulatedWorld, place: Place): void {
  const observer = observers.get(place)
  if (observer === undefined) return
  world.time.kill(observer.thread)
  place.phone.disk.release(observer.thread)
  observers.delete(place)
}

function open(world: SimulatedWorld, place: Place): Promise<Device | undefined> {
  return reopenDevice(place.database, {
    now: () => phoneNow(place.phone, world.time),
    randomBytes: world.dice.randomBytes,
    sha256: async () => '',
  })
}
