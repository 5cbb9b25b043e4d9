import { Dexie } from 'dexie'
import { DeviceDatabase } from '#device/database.ts'
import type { Device } from '#device/device.ts'
import { readMeta } from '#device/meta.ts'
import { settleSave } from '#device/settleSave.ts'
import type { Result } from '#domain/result.ts'
import { practiceName } from './isPractice.ts'
import { practiceIds, practiceUnitName } from './practiceIds.ts'

const opened = new Map<string, Device>()

/** Where this person practises: a surveyor of a unit that does not exist, without a token to send anything with. */
export function practiceOf(real: Device): Device {
  const name = practiceName(real)
  const known = opened.get(name)
  if (known !== undefined) return known
  const { now, randomBytes, sha256 } = real
  const { username, displayName } = real.identity
  const device: Device = {
    now,
    randomBytes,
    sha256,
    database: new DeviceDatabase(name),
    identity: {
      enrolmentId: practiceIds.enrolment,
      unitId: practiceIds.unit,
      unitName: practiceUnitName,
      personId: practiceIds.person,
      username,
      displayName,
      roles: ['surveyor'],
      pushToken: '',
      readToken: '',
    },
  }
  opened.set(name, device)
  return device
}

/** Whether a practice was begun and not ended. */
export async function isUnderWay({ database }: Device): Promise<boolean> {
  return (await readMeta(database, 'identity')) !== undefined
}

/** The same, without making a database for who never practised. */
export async function hasPractice(real: Device): Promise<boolean> {
  return (await Dexie.getDatabaseNames()).includes(practiceName(real)) && isUnderWay(practiceOf(real))
}

/** Ends a practice: what was recorded in it is gone. The emptied database stays, so that no open tab is in the way. */
export function endPractice({ database }: Device): Promise<Result<unknown>> {
  return settleSave(() => emptyPractice(database))
}

export function emptyPractice(database: DeviceDatabase): PromiseLike<unknown> {
  return database.transaction('rw', database.tables, () =>
    Promise.all(database.tables.map((table) => table.clear())),
  )
}
