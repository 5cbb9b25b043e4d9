import 'fake-indexeddb/auto'
import { openDevice, type Device } from '#device/device.ts'
import { makeId } from '#domain/ids.ts'
import type { Road } from '#sync/transport.ts'
import { createTestWorld, type TestWorld } from './testWorld.ts'

let opened = 0

export interface TestDevice extends Device {
  readonly world: TestWorld
}

/** A device of a person who was enrolled without a server: real Dexie over an IndexedDB in memory. */
export async function createTestDevice(options: { world?: TestWorld } = {}): Promise<TestDevice> {
  opened += 1
  const world = options.world ?? createTestWorld({ seed: opened })
  const id = () => makeId(world.now(), world.randomBytes)
  const device = await openDevice(
    {
      enrolmentId: id(),
      deviceId: id(),
      unitId: id(),
      unitName: 'Đơn vị thử',
      personId: id(),
      username: 'binh',
      displayName: 'Bình',
      roles: ['surveyor'],
      pushToken: 'push',
      readToken: 'read',
    },
    world,
  )
  return { ...device, world }
}

/** The road to whatever answers: a real server's handler, or a function that plays a bad network. */
export function roadTo(world: TestWorld, fetch: Road['fetch']): Road {
  return {
    fetch,
    now: world.now,
    random: world.random,
    makeRequestId: () => makeId(world.now(), world.randomBytes),
    origin: 'http://localhost',
  }
}
