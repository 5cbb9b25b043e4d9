import { makeId } from '#domain/ids.ts'
import type { PersonRecord } from '#domain/records.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import type { Parts } from '#server/parts.ts'
import type { Store } from '#server/store/contract.ts'
import { readTokenExpiry, type ReadingCaller } from './callers.ts'
import { hashToken, makeToken } from './tokens.ts'
import { readUnit } from './unit.ts'

interface Asked {
  readonly enrolmentId?: string | undefined
  readonly deviceName: string
}

/** Gives a device its tokens. One that names an enrolment of the same person goes on as that one. */
export async function enrol(parts: Parts, caller: ReadingCaller, asked: Asked): Promise<EnrolAnswer> {
  const tokens = { pushToken: makeToken(parts.random), readToken: makeToken(parts.random) }
  const { enrolmentId, deviceId } =
    (await renewEnrolment(parts, caller, asked, tokens)) ??
    (await createEnrolment(parts, caller, asked, tokens))
  const unit = await readUnit(parts.store)
  const { id: personId, username, displayName, roles }: PersonRecord = caller.person
  return {
    enrolmentId,
    deviceId,
    unitId: caller.unitId,
    unitName: unit?.name ?? '',
    personId,
    username,
    displayName,
    roles: [...roles],
    ...tokens,
  }
}

interface Tokens {
  readonly pushToken: string
  readonly readToken: string
}

function tokenColumns(parts: Parts, tokens: Tokens) {
  return {
    push_token_hash: hashToken(tokens.pushToken),
    read_token_hash: hashToken(tokens.readToken),
    read_expires_at: readTokenExpiry(parts.now()),
  }
}

async function renewEnrolment(parts: Parts, caller: ReadingCaller, asked: Asked, tokens: Tokens) {
  if (asked.enrolmentId === undefined) return undefined
  const row = await parts.store.db
    .updateTable('enrolment')
    .set({ ...tokenColumns(parts, tokens), device_name: asked.deviceName })
    .where('id', '=', asked.enrolmentId)
    .where('person_id', '=', caller.person.id)
    .where('unit_id', '=', caller.unitId)
    .where('revoked', 'is', null)
    .returning('device_id')
    .executeTakeFirst()
  return row && { enrolmentId: asked.enrolmentId, deviceId: row.device_id }
}

async function createEnrolment(parts: Parts, caller: ReadingCaller, asked: Asked, tokens: Tokens) {
  const { now, random, store } = parts
  const deviceId = makeId(now(), random)
  // one that a server put back from a backup has lost goes on under its own name
  const isLost = asked.enrolmentId !== undefined && !(await isKnown(store, asked.enrolmentId))
  const enrolmentId = isLost ? asked.enrolmentId! : makeId(now(), random)
  await store.db
    .insertInto('enrolment')
    .values({
      id: enrolmentId,
      unit_id: caller.unitId,
      person_id: caller.person.id,
      device_id: deviceId,
      device_name: asked.deviceName,
      ...tokenColumns(parts, tokens),
      revoked: null,
      created_at: new Date(now()).toISOString(),
      last_seen_at: 0,
      last_unsent: 0,
      last_unsent_since: 0,
    })
    .execute()
  return { enrolmentId, deviceId }
}

async function isKnown(store: Store, enrolmentId: string): Promise<boolean> {
  const row = await store.db
    .selectFrom('enrolment')
    .select('id')
    .where('id', '=', enrolmentId)
    .executeTakeFirst()
  return row !== undefined
}

/** The device may no longer receive; what it still holds may be sent. */
export async function endReading(parts: Parts, personId: string, enrolmentId?: string): Promise<void> {
  let query = parts.store.db
    .updateTable('enrolment')
    .set({ read_token_hash: null })
    .where('person_id', '=', personId)
  if (enrolmentId !== undefined) query = query.where('id', '=', enrolmentId)
  await query.execute()
}

const noteAgainAfterMs = 300_000

/** What a device tells of what it still holds. */
export interface Unsent {
  readonly unsent?: number | undefined
  /** Milliseconds since 1970 by its clock. */
  readonly unsentSince?: number | undefined
}

/** When a device was last heard of and what it still holds, for the board; written only when it tells something. */
export async function noteSeen(
  parts: Parts,
  enrolmentId: string | undefined,
  { unsent, unsentSince = 0 }: Unsent = {},
) {
  if (enrolmentId === undefined) return
  const now = parts.now()
  const told = unsent !== undefined && { last_unsent: Math.max(0, unsent), last_unsent_since: unsentSince }
  const known = await parts.store.read((transaction) =>
    transaction
      .selectFrom('enrolment')
      .select(['last_seen_at', 'last_unsent'])
      .where('id', '=', enrolmentId)
      .executeTakeFirst(),
  )
  if (known === undefined) return
  const isNews = told !== false && told.last_unsent !== known.last_unsent
  if (!isNews && now - known.last_seen_at < noteAgainAfterMs) return
  await parts.store.db
    .updateTable('enrolment')
    .set({ last_seen_at: now, ...told })
    .where('id', '=', enrolmentId)
    .execute()
}
