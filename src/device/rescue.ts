import { Dexie } from 'dexie'
import type { DeviceDatabase } from './database.ts'
import type { Device, World } from './device.ts'
import { readMeta } from './meta.ts'

/**
 * A device whose database this build cannot open in its own way, because an upgrade failed: opened as it lies on
 * disk, so that what waits can still be sent and carried. Drafts, outbox and what is acknowledged keep their shape in every version. Undefined when even that fails.
 */
export async function openForRescue(name: string, world: World): Promise<Device | undefined> {
  try {
    // without a version of our own Dexie takes the tables that are there
    const database = new Dexie(name, {
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
    }) as DeviceDatabase
    await database.open()
    for (const table of database.tables) Object.assign(database, { [table.name]: table })
    const identity = await readMeta(database, 'identity')
    return identity === undefined ? undefined : { ...world, database, identity }
  } catch {
    return undefined
  }
}
