import { browserWorld, reopenDevice } from '#device/device.ts'
import { databaseOf, readEnrolments } from '#device/session.ts'
import { push } from '#sync/push.ts'
import { runRound } from '#sync/round.ts'
import { aloneAmongTabs, browserRoad } from './browserRoad.ts'

/** Sends what everybody who works on this device has recorded, signed in or not. Returns how much is left. */
export async function sendAll(): Promise<number> {
  const road = browserRoad()
  let left = 0
  for (const enrolment of await readEnrolments()) {
    const device = await reopenDevice(databaseOf(enrolment), browserWorld())
    if (device === undefined) continue
    const { outbox } = device.database
    if ((await outbox.count()) > 0)
      // for whoever signed out only what they recorded goes out, nothing comes in
      await aloneAmongTabs(() => (enrolment.signedIn ? runRound(device, road) : push(device, road)))
    left += await outbox.count()
    device.database.close()
  }
  return left
}
