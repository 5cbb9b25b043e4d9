import { sql } from 'kysely'
import type { Ledger } from './ledger.ts'
import { inPieces } from './rowBuffer.ts'
import { isKey, wholeUnit } from './scopeKeys.ts'

/** Why a set of records is in a person's view. The set stays while one reason is left. */
export type ScopeReason =
  | 'base'
  | 'role'
  | 'group'
  | 'leads'
  | 'led'
  | 'assigned'
  | 'helper'
  | 'created'
  | `ownOpenVisit:${string}`
  /** It is one with this firm, which the person sees. */
  | `joined:${string}`

/** Puts a set into a person's view; what was in it before counts as new to them from `seq` on. */
export function putReason(
  ledger: Ledger,
  personId: string,
  scopeKey: string,
  reason: ScopeReason,
  seq: number,
): Promise<void> {
  return ledger.views.add(personId, scopeKey, reason, seq)
}

/** Takes a reason away; with the last one the set leaves the view, which the person's devices are told. */
export async function dropReason(
  ledger: Ledger,
  personId: string,
  scopeKey: string,
  reason: ScopeReason,
): Promise<void> {
  const { unitId } = ledger
  const transaction = await ledger.flush()
  const { numDeletedRows } = await transaction
    .deleteFrom('scope_reason')
    .where('unit_id', '=', unitId)
    .where('person_id', '=', personId)
    .where('scope_key', '=', scopeKey)
    .where('reason', '=', reason)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n || (await hasReason(ledger, personId, scopeKey))) return
  ledger.views.forget(personId, scopeKey)
  await transaction
    .deleteFrom('scope')
    .where('unit_id', '=', unitId)
    .where('person_id', '=', personId)
    .where('scope_key', '=', scopeKey)
    .execute()
  ledger.touchPerson(personId)
  await (scopeKey === wholeUnit ? leaveWholeUnit(ledger, personId) : leaveSets(ledger, personId, [scopeKey]))
}

/** Whoever saw everything loses every set that no other reason keeps. */
async function leaveWholeUnit(ledger: Ledger, personId: string): Promise<void> {
  const { unitId } = ledger
  const transaction = await ledger.flush()
  const sets = await transaction
    .selectFrom('digest')
    .select('scope_key')
    .where('unit_id', '=', unitId)
    .where('scope_key', '<>', wholeUnit)
    .execute()
  const kept = await transaction
    .selectFrom('scope')
    .select('scope_key')
    .where('unit_id', '=', unitId)
    .where('person_id', '=', personId)
    .execute()
  const isKept = new Set(kept.map((row) => row.scope_key))
  // sorted here: databases differ in what comes before what
  const lost = sets.map((row) => row.scope_key).filter((key) => !isKept.has(key))
  for (const some of inPieces(lost.sort())) await leaveSets(ledger, personId, some)
}

/** What leaves the view is told under a number of its own. */
async function leaveSets(ledger: Ledger, personId: string, scopeKeys: readonly string[]): Promise<void> {
  const transaction = await ledger.flush()
  const row = { unit_id: ledger.unitId, person_id: personId }
  await transaction
    .insertInto('unscope')
    .values(scopeKeys.map((scope_key) => ({ ...row, scope_key, seq: ledger.take() })))
    .onConflict((conflict) =>
      conflict
        .columns(['unit_id', 'person_id', 'scope_key'])
        .doUpdateSet((excluded) => ({ seq: excluded.ref('excluded.seq') })),
    )
    .execute()
}

/** Whether a set is in the person's view for a reason, or for any. */
export async function hasReason(
  ledger: Ledger,
  personId: string,
  scopeKey: string,
  reason?: ScopeReason,
): Promise<boolean> {
  if (!isKey(scopeKey)) return false
  const transaction = await ledger.flush()
  const query = transaction
    .selectFrom('scope_reason')
    .select('reason')
    .where('unit_id', '=', ledger.unitId)
    .where('person_id', '=', personId)
    .where('scope_key', '=', scopeKey)
    .limit(1)
  const row = await (reason === undefined ? query : query.where('reason', '=', reason)).executeTakeFirst()
  return row !== undefined
}

/** Whether a set is in the person's view now. */
export function hasScope(ledger: Ledger, personId: string, scopeKey: string): Promise<boolean> {
  return ledger.views.has(personId, scopeKey)
}

/** Whether the person was once shown a set that they no longer see. */
export async function hadScope(ledger: Ledger, personId: string, scopeKey: string): Promise<boolean> {
  const transaction = await ledger.flush()
  const row = await transaction
    .selectFrom('unscope')
    .select('seq')
    .where('unit_id', '=', ledger.unitId)
    .where('person_id', '=', personId)
    .where('scope_key', '=', scopeKey)
    .executeTakeFirst()
  return row !== undefined
}

/** Who leads the working groups that a set of a park's cards belongs to. */
export async function peopleLeading(ledger: Ledger, scopeKey: string): Promise<string[]> {
  const transaction = await ledger.flush()
  const { rows } = await sql<{ person_id: string }>`
    select person_id from scope_reason
    where unit_id = ${ledger.unitId} and scope_key = ${scopeKey} and reason = 'leads'
  `.execute(transaction)
  return rows.map((row) => row.person_id)
}
