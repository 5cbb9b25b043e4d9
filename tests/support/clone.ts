import { DeviceDatabase } from '#device/database.ts'
import { reopenDevice } from '#device/device.ts'
import { runRound } from '#sync/round.ts'
import type { Participant } from './participant.ts'

let clones = 0

/** The same phone a second time, as a copied profile or a phone's backup put back on another one. */
export async function cloneOf(who: Participant): Promise<Participant> {
  const copy = new DeviceDatabase(`${who.device.database.name}/copy-${(clones += 1)}`)
  for (const table of who.device.database.tables) {
    await copy.table(table.name).bulkPut(await table.toArray())
  }
  copy.close()
  const device = await reopenDevice(copy.name, who.world)
  if (device === undefined) throw new Error('the copy is nobody’s')
  return { ...who, device, sync: () => runRound(device, who.road) }
}
