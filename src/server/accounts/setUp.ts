import type * as z from 'zod/mini'
import { makeId } from '#domain/ids.ts'
import type { UnitRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { setUpRequestSchema } from '#protocol/session.ts'
import { openLedger, type Ledger } from '#server/ledger.ts'
import { isLoopback } from '#server/addresses.ts'
import type { Parts } from '#server/parts.ts'
import { referenceScope } from '#server/scopeKeys.ts'
import { readUnitId } from '#server/storedRecords.ts'
import { writePerson } from './people.ts'
import { isSameSecret } from './tokens.ts'

type Asked = z.infer<typeof setUpRequestSchema>

/** The first run: a unit of one's own or the sample, against the code that only the operator can read. */
export async function setUp(parts: Parts, asked: Asked, address: string): Promise<Result<object>> {
  const { setupLimit, settings } = parts
  const { waitMs } = setupLimit.check(address)
  if (waitMs > 0) return refuse('tooManyRequests', { parameters: { seconds: Math.ceil(waitMs / 1000) } })
  if ((await readUnitId(parts.store)) !== undefined) return refuse('alreadySetUp')
  if (
    settings.setupCode === undefined ||
    !isSameSecret(asked.code.trim().toUpperCase(), settings.setupCode)
  ) {
    setupLimit.fail(address)
    return refuse('wrongSetupCode', { parameters: { left: setupLimit.check(address).left } })
  }
  if (asked.kind === 'unit') return parts.store.inTurn(() => setUpUnit(parts, asked))
  // the sample shows its passwords, so it is for this machine alone
  if (settings.openSample === undefined || !isLoopback(address)) return refuse('notAllowed', { at: 'kind' })
  await settings.openSample()
  return succeed({})
}

type NewUnit = Extract<Asked, { kind: 'unit' }>

/** Makes the unit and the account that runs it. */
async function setUpUnit(parts: Parts, asked: NewUnit): Promise<Result<object>> {
  if ((await readUnitId(parts.store)) !== undefined) return refuse('alreadySetUp')
  const { unitName: name, username, displayName, password } = asked
  const unitId = makeId(parts.now(), parts.random)
  await removeLeftOvers(parts)
  const id = makeId(parts.now(), parts.random)
  const isMade = await parts.accounts.createUser({ id, username, displayName, password, unitId })
  if (!isMade) return refuse('usernameTaken', { at: 'username' })
  const isFirst = await createUnit(parts, { ...unitDefaults, id: unitId, name, demo: false }, (ledger) =>
    writePerson(ledger, { id, username, displayName, roles: ['administrator'], active: true }),
  )
  return isFirst ? succeed({}) : refuse('alreadySetUp')
}

export const unitDefaults = {
  noticeVersion: '1',
  asksOwnerMembership: false,
  allowsPhotos: false,
} as const satisfies Partial<UnitRecord>

/** Begins a unit's history with what `fill` writes, all or nothing. False when there is a unit already. */
export async function createUnit(
  parts: Pick<Parts, 'store' | 'now' | 'makeTag'>,
  unit: UnitRecord,
  fill: (ledger: Ledger) => Promise<void>,
): Promise<boolean> {
  const { store, now, makeTag } = parts
  const epoch = makeTag()
  return store.write(async (transaction) => {
    await store.lockUnits(transaction)
    const present = await transaction.selectFrom('unit_counter').select('unit_id').limit(1).executeTakeFirst()
    if (present !== undefined) return false
    await transaction
      .insertInto('unit_counter')
      .values({ unit_id: unit.id, seq: 0, epoch, durable_seq: 0 })
      .execute()
    const ledger = await openLedger({ store, transaction, unitId: unit.id, nowMs: now(), makeTag })
    const seq = ledger.take()
    await ledger.write({ collection: 'unit', id: unit.id, scopeKey: referenceScope, seq, record: unit })
    await fill(ledger)
    await ledger.close()
    return true
  })
}

/** Accounts of an attempt that broke off before there was a unit. */
async function removeLeftOvers(parts: Parts): Promise<void> {
  const users = await parts.store.db.selectFrom('user').select('id').execute()
  for (const { id } of users) await parts.accounts.removeUser(id)
}
