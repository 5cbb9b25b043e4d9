import type { Digest } from '#domain/digest.ts'
import type { DeviceDatabase } from './database.ts'

/** What a device remembers besides records: one row each, so that a transaction touches only what it needs. */
export interface Meta {
  readonly identity: Identity
  /** This device's number among others; renewed when the server says it was cloned. */
  readonly deviceId: string
  /** The number of the latest deed recorded here. */
  readonly deviceSeq: number
  /** The server history last heard of. */
  readonly epoch: string
  /** Counts them: a history that comes back is not trusted to be as it was. None is 0. */
  readonly history: number
  /** The one that the receipts of everything in `acknowledged` are of … */
  readonly confirmedHistory: number
  /** … and the one that `base` is of. */
  readonly baseHistory: number
  /** The latest commit the server told of when something was sent, to be handed back. */
  readonly mark: { readonly epoch: string; readonly seq: number; readonly text: string }
  /** Where the base to come stands; none while `base` goes on. */
  readonly shadow: { readonly cursor: string | undefined } | undefined
  /** None before the first pull, and again on a device that was withdrawn. */
  readonly cursor: string | undefined
  /** The unit's number up to which `base` is complete. */
  readonly upTo: number
  readonly digest: Digest
  readonly lastReceiptAt: number
  readonly lastPullAt: number
  /** The server's clock less this device's, in milliseconds, as last estimated. */
  readonly clockOffsetMs: number
  /** Times the digests differed and were repaired. */
  readonly repairs: number
  /** The key up to which rows of `base` were last looked at for damage. */
  readonly checkedTo: readonly [collection: string, id: string]
  readonly installId: string
  /** This device was withdrawn: it may only send, or not even that. */
  readonly revoked: 'drain' | 'stolen'
  /** Counts the writes to `base`. */
  readonly baseVersion: number
  /** Firms whose cards wait for the last page of what is being received; `all` after a change that all rest on. */
  readonly cardsDue: readonly string[] | 'all'
  /** Rows of `base` were written that no screen has heard of yet. */
  readonly screensDue: boolean | undefined
  /** The day the cards were worked out for, yyyy-mm-dd. */
  readonly cardsDay: string
  /** What was written here for reports on paper, by name; only this device has it. */
  readonly reportTexts: Readonly<Record<string, string>>
  /** When the rows of `base` were last counted. */
  readonly countedAt: number
  /** Of a practice: the address that it was begun from. */
  readonly cameFrom: string
}

/** Who this database belongs to, as the enrolment said. */
export interface Identity {
  readonly enrolmentId: string
  readonly unitId: string
  readonly unitName: string
  readonly personId: string
  readonly username: string
  readonly displayName: string
  readonly roles: readonly ('surveyor' | 'supervisor' | 'administrator')[]
  readonly pushToken: string
  readonly readToken: string
}

export async function readMeta<Key extends keyof Meta>(
  database: DeviceDatabase,
  key: Key,
): Promise<Meta[Key] | undefined> {
  const row = await database.meta.get(key)
  return row?.value as Meta[Key] | undefined
}

/** Everything at one moment. */
export async function readAllMeta(database: DeviceDatabase): Promise<Partial<Meta>> {
  const rows = await database.meta.toArray()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value])) as Partial<Meta>
}

/** Some of it at one moment; a screen that asked so reads again only when one of these changes. */
export async function readSomeMeta<Key extends keyof Meta>(
  database: DeviceDatabase,
  keys: readonly Key[],
): Promise<Partial<Pick<Meta, Key>>> {
  const rows = await database.meta.bulkGet([...keys])
  return Object.fromEntries(keys.map((key, index) => [key, rows[index]?.value])) as Partial<Pick<Meta, Key>>
}

/** Inside a read-write transaction that includes `meta`, or as one of its own. */
export async function writeMeta(database: DeviceDatabase, values: Partial<Meta>): Promise<void> {
  await database.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key, value })))
}

/** The values of `after` that are not so already, 0 being as good as none: what is written is read again. */
export function changedMeta(before: Partial<Meta>, after: Partial<Meta>): Partial<Meta> {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => (before[key as keyof Meta] ?? 0) !== (value ?? 0)),
  )
}
