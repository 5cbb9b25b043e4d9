import type { RandomBytes } from '#domain/ids.ts'
import { makeId } from '#domain/ids.ts'
import { DeviceDatabase, databaseName } from './database.ts'
import { readMeta, writeMeta, type Identity } from './meta.ts'

/** The parts of the world a device needs, handed in so that tests can turn its clock and dice. */
export interface World {
  /** Milliseconds since 1970 by the device's clock, right or wrong. */
  readonly now: () => number
  readonly randomBytes: RandomBytes
  /** Of a text or of bytes. */
  readonly sha256: (content: string | Uint8Array<ArrayBuffer>) => Promise<string>
}

/** One person's place on one phone or tablet. */
export interface Device extends World {
  readonly database: DeviceDatabase
  readonly identity: Identity
}

/** Opens the database of an enrolment, making it on first use. `deviceId` is the enrolment's first. */
export async function openDevice(
  enrolment: Identity & { readonly deviceId: string },
  world: World,
): Promise<Device> {
  const { deviceId, ...identity } = enrolment
  const database = new DeviceDatabase(databaseName(identity.unitId, identity.enrolmentId))
  await database.transaction('rw', database.meta, async () => {
    await writeMeta(database, { identity })
    if ((await readMeta(database, 'deviceId')) !== undefined) return
    await writeMeta(database, { deviceId, deviceSeq: 0, installId: makeId(world.now(), world.randomBytes) })
  })
  return { ...world, database, identity }
}

/**
 * Opens a database that exists; undefined when nobody was enrolled in it. Throws when it cannot be opened. `onHeldUp`
 * is told when a tab that does not let go keeps it from being upgraded; it opens by itself once that tab is closed.
 */
export async function reopenDevice(
  name: string,
  world: World,
  onHeldUp: () => void = () => undefined,
): Promise<Device | undefined> {
  const database = new DeviceDatabase(name)
  database.on('blocked', onHeldUp)
  const identity = await readMeta(database, 'identity')
  if (identity === undefined) return undefined
  return { ...world, database, identity }
}

/** The parts of a browser, page and worker alike. */
export function browserWorld(): World {
  return {
    now: () => Date.now(),
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    sha256: async (content) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      const hash = await crypto.subtle.digest('SHA-256', bytes)
      return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}
