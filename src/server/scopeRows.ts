import { sql } from 'kysely'
import type { Ledger } from './ledger.ts'
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

/** Puts a set into a person's view; what was in it before counts as new to them from `seq` on. */
export function addReason(
  ledger: Ledger,
  personId: string,
  scopeKey: string,
  reason: ScopeReason,
  seq: number,
): Promise<void> {
  return ledger.views.add(personId, scopeKey, reason, seq)
}

/** Takes a reason away; with the last one the set leaves the view, which the person's devices are told. */
export async function removeReason(
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
  if (scopeKey === wholeUnit) return leaveWholeUnit(ledger, personId)
  await transaction
    .insertInto('unscope')
    .values({ unit_id: unitId, person_id: personId, scope_key: scopeKey, seq: ledger.take() })
    .onConflict((conflict) =>
      conflict
        .columns(['unit_id', 'person_id', 'scope_key'])
        .doUpdateSet((row) => ({ seq: row.ref('excluded.seq') })),
    )
    .execute()
}

/** Whoever saw everything loses every set that no other reason keeps. */
async function leaveWholeUnit(ledger: Ledger, personId: string): Promise<void> {
  const { unitId } = ledger
  const transaction = await ledger.flush()
  const { count } = await transaction
    .selectFrom('digest')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('unit_id', '=', unitId)
    .executeTakeFirstOrThrow()
  const before = ledger.take(Number(count)) - 1
  await sql`
    insert into unscope (unit_id, person_id, scope_key, seq)
    select d.unit_id, ${personId}, d.scope_key, ${before} + row_number() over (order by d.scope_key)
    from digest d
    where d.unit_id = ${unitId} and d.scope_key <> ${wholeUnit} and not exists (
      select 1 from scope s
      where s.unit_id = d.unit_id and s.person_id = ${personId} and s.scope_key = d.scope_key
    )
    on conflict (unit_id, person_id, scope_key) do update set seq = excluded.seq
  `.execute(transaction)
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
