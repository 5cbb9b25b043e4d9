import type { Collection, PersonRecord } from '#domain/records.ts'
import type { Carrier } from '#server/receive.ts'
import type { Reader } from '#server/deliver.ts'
import type { Parts } from '#server/parts.ts'
import type { EnrolmentTable, Revoked } from '#server/store/tables.ts'
import { hashToken } from './tokens.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'

/** Who must be asking: anybody, a signed-in person, a device that receives, a device that sends. */
export type CallerKind = 'anyone' | 'session' | 'reader' | 'pusher'

/** A device that receives is named where it asked with its own token. */
export interface ReadingCaller extends Reader {
  readonly enrolmentId?: string
  readonly revoked?: Revoked
  readonly setCookies: readonly string[]
}

const readTokenLifeMs = 90 * 86_400_000
const renewAfterMs = 86_400_000

export function readTokenExpiry(nowMs: number): number {
  return nowMs + readTokenLifeMs
}

/** The signed-in person, by cookie. */
export async function findSession(parts: Parts, headers: Headers): Promise<Result<ReadingCaller>> {
  const session = await parts.accounts.readSession(headers)
  if (session === undefined) return refuse('notSignedIn')
  const reader = await readActivePerson(parts, session.personId)
  return reader === undefined ? refuse('notSignedIn') : succeed({ ...reader, setCookies: session.setCookies })
}

/** A device that receives: by the read token of its enrolment, or by its person's session. */
export async function findReader(parts: Parts, headers: Headers): Promise<Result<ReadingCaller>> {
  const token = bearerToken(headers)
  if (token === undefined) return findSession(parts, headers)
  const enrolment = await parts.store.read((transaction) =>
    transaction
      .selectFrom('enrolment')
      .selectAll()
      .where('read_token_hash', '=', hashToken(token))
      .executeTakeFirst(),
  )
  if (enrolment === undefined) return refuse('notSignedIn')
  if (enrolment.revoked !== null) return tellRevoked(parts, enrolment)
  if (enrolment.read_expires_at < parts.now()) return refuse('notSignedIn')
  const reader = await readActivePerson(parts, enrolment.person_id)
  if (reader === undefined) return refuse('notSignedIn')
  if (enrolment.read_expires_at < readTokenExpiry(parts.now() - renewAfterMs)) {
    await parts.store.db
      .updateTable('enrolment')
      .set({ read_expires_at: readTokenExpiry(parts.now()) })
      .where('id', '=', enrolment.id)
      .execute()
  }
  return succeed({ ...reader, enrolmentId: enrolment.id, setCookies: [] })
}

/** A withdrawn device is known long after its person's session, so that it can be told. */
async function tellRevoked(
  parts: Parts,
  { id, person_id, revoked }: EnrolmentTable,
): Promise<Result<ReadingCaller>> {
  const reader = await readPerson(parts, person_id)
  if (reader === undefined || revoked === null) return refuse('notSignedIn')
  return succeed({ ...reader, enrolmentId: id, revoked, setCookies: [] })
}

/** A device that sends. Its person may have left and the device be withdrawn: what was recorded still comes in. */
export async function findPusher(parts: Parts, headers: Headers): Promise<Result<Carrier>> {
  const token = bearerToken(headers)
  if (token === undefined) return refuse('notSignedIn')
  const enrolment = await parts.store.read((transaction) =>
    transaction
      .selectFrom('enrolment')
      .select(['id', 'unit_id', 'person_id', 'revoked'])
      .where('push_token_hash', '=', hashToken(token))
      .executeTakeFirst(),
  )
  if (enrolment === undefined) return refuse('notSignedIn')
  const reader = await readPerson(parts, enrolment.person_id)
  if (reader === undefined) return refuse('notSignedIn')
  const { id: enrolmentId, unit_id: unitId, revoked } = enrolment
  return succeed({ unitId, enrolmentId, person: reader.person, ...(revoked !== null && { revoked }) })
}

/** An account without an active person is nobody. */
export async function readActivePerson(parts: Parts, personId: string): Promise<Reader | undefined> {
  const reader = await readPerson(parts, personId)
  return reader?.person.active === true ? reader : undefined
}

/** A person's record and unit. */
async function readPerson(parts: Parts, personId: string): Promise<Reader | undefined> {
  return parts.store.read(async (transaction) => {
    const unit = await transaction.selectFrom('unit_counter').select('unit_id').limit(1).executeTakeFirst()
    if (unit === undefined) return undefined
    const row = await transaction
      .selectFrom('record')
      .select('json')
      .where('unit_id', '=', unit.unit_id)
      .where('collection', '=', 'person' satisfies Collection)
      .where('id', '=', personId)
      .where('deleted', '=', 0)
      .executeTakeFirst()
    return row && { unitId: unit.unit_id, person: JSON.parse(row.json) as PersonRecord }
  })
}

function bearerToken(headers: Headers): string | undefined {
  return /^Bearer ([\w-]{20,100})$/i.exec(headers.get('authorization') ?? '')?.[1]
}
