import { Dexie, type Table } from 'dexie'
import { databaseName } from './database.ts'
import { beginFreshLog } from './freshLog.ts'
import { settleSave } from './settleSave.ts'
import type { Identity } from './meta.ts'

/** A person this device is enrolled for. Signing out closes the door, it deletes nothing. */
export interface EnrolmentRow {
  readonly enrolmentId: string
  readonly unitId: string
  readonly personId: string
  readonly username: string
  readonly displayName: string
  readonly lastUsedAt: number
  readonly signedIn: boolean
}

/** The device's own small list of who works on it; each person's data lie in a database of their own. */
class EnrolmentDatabase extends Dexie {
  declare enrolments: Table<EnrolmentRow, string>

  constructor() {
    super('nhip-cau', { chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores({ enrolments: 'enrolmentId, username' })
  }
}

let opened: EnrolmentDatabase | undefined

/** Whoever works with a device's data asks here first, page and service worker alike. */
function registry(): EnrolmentDatabase {
  if (opened === undefined) {
    opened = new EnrolmentDatabase()
    void beginFreshLog()
  }
  return opened
}

/** Everybody enrolled here, the last one first. */
export async function readEnrolments(): Promise<EnrolmentRow[]> {
  const rows = await registry().enrolments.toArray()
  return rows.sort((left, right) => right.lastUsedAt - left.lastUsedAt)
}

/** Who works here now; undefined before the first sign-in and after signing out. */
export async function currentEnrolment(): Promise<EnrolmentRow | undefined> {
  return (await readEnrolments()).find((row) => row.signedIn)
}

/** The enrolment of a person who signed in here before: its database goes on. */
export async function knownEnrolment(username: string): Promise<EnrolmentRow | undefined> {
  return registry().enrolments.where({ username }).first()
}

/** From now on this person works here; whoever did before is signed out, their work stays. */
export async function noteSignIn(identity: Identity, nowMs: number) {
  const { enrolments } = registry()
  const { enrolmentId, unitId, personId, username, displayName } = identity
  return settleSave(() =>
    registry().transaction('rw', enrolments, async () => {
      await enrolments.filter((row) => row.signedIn).modify({ signedIn: false })
      await enrolments.put({
        enrolmentId,
        unitId,
        personId,
        username,
        displayName,
        lastUsedAt: nowMs,
        signedIn: true,
      })
    }),
  )
}

export function noteSignOut(enrolmentId: string) {
  return settleSave(() => registry().enrolments.update(enrolmentId, { signedIn: false }))
}

export function databaseOf(enrolment: EnrolmentRow): string {
  return databaseName(enrolment.unitId, enrolment.enrolmentId)
}
