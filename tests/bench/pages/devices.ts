import { browserWorld, openDevice, reopenDevice, type Device } from '#device/device.ts'
import { databaseName } from '#device/database.ts'
import { makeId } from '#domain/ids.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import type { Road } from '#sync/transport.ts'

export const world = browserWorld()

const opened = new Map<string, Device>()

/** The device of an enrolment, opened once a page or worker. */
export async function deviceOf(identity: EnrolAnswer): Promise<Device> {
  const name = databaseName(identity.unitId, identity.enrolmentId)
  const known = opened.get(name) ?? (await reopenDevice(name, world)) ?? (await openDevice(identity, world))
  opened.set(name, known)
  return known
}

export function roadBy(fetch: (url: string, init: RequestInit) => Promise<Response>): Road {
  return {
    fetch,
    now: world.now,
    random: () => Math.random(),
    makeRequestId: () => makeId(world.now(), world.randomBytes),
    origin: '',
  }
}
