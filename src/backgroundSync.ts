import { browserWorld, reopenDevice, type Device } from '#device/device.ts'
import { countUnsentPhotos } from '#device/photoRows.ts'
import { databaseOf, readEnrolments } from '#device/session.ts'
import { push } from '#sync/push.ts'
import { runRound } from '#sync/round.ts'
import type { Road } from '#sync/transport.ts'
import { uploadPhotos } from '#sync/uploadPhotos.ts'
import { aloneAmongTabs, browserRoad } from './browserRoad.ts'

/** Sends what everybody who works on this device has recorded, signed in or not. Returns how much is left. */
export async function sendAll(): Promise<number> {
  const road = browserRoad()
  let left = 0
  for (const enrolment of await readEnrolments()) {
    const device = await reopenDevice(databaseOf(enrolment), browserWorld())
    if (device === undefined) continue
    const countLeft = async () => (await device.database.outbox.count()) + (await countUnsentPhotos(device))
    if ((await countLeft()) > 0)
      // for whoever signed out only what they recorded goes out, nothing comes in
      await aloneAmongTabs<unknown>(() =>
        enrolment.signedIn ? runRound(device, road) : sendOnly(device, road),
      )
    left += await countLeft()
    device.database.close()
  }
  return left
}

async function sendOnly(device: Device, road: Road): Promise<unknown> {
  await push(device, road)
  return uploadPhotos(device, road)
}
