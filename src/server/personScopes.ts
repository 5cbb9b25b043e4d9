import { seesWholeUnit } from '#domain/access.ts'
import type { PersonRecord, WorkingGroupRecord } from '#domain/records.ts'
import type { Ledger } from './ledger.ts'
import { directoryScope, personScope, referenceScope, wholeUnit } from './scopeKeys.ts'
import { addReason, removeReason } from './scopeReasons.ts'
import type { ScopeReason } from './scopeRows.ts'

/** Reasons that follow from who a person is, not from what was done. */
const standingReasons = ['base', 'role', 'group', 'leads', 'led'] as const satisfies readonly ScopeReason[]

type Wanted = readonly [scopeKey: string, reason: ScopeReason]

/** Brings a person's view in step with their roles, group and leadership, as they are on a day. */
export async function settlePersonScope(
  ledger: Ledger,
  person: PersonRecord,
  seq: number,
  today: string,
): Promise<void> {
  const wanted = await wantedScopes(ledger, person, today)
  const transaction = await ledger.flush()
  const present = await transaction
    .selectFrom('scope_reason')
    .select(['scope_key', 'reason'])
    .where('unit_id', '=', ledger.unitId)
    .where('person_id', '=', person.id)
    .where('reason', 'in', [...standingReasons])
    .execute()
  const isPresent = new Set(present.map((row) => `${row.reason} ${row.scope_key}`))
  const isWanted = new Set(wanted.map(([scopeKey, reason]) => `${reason} ${scopeKey}`))
  for (const [scopeKey, reason] of wanted) {
    if (!isPresent.has(`${reason} ${scopeKey}`)) await addReason(ledger, person.id, scopeKey, reason, seq)
  }
  const gone = present.filter((row) => !isWanted.has(`${row.reason} ${row.scope_key}`))
  // the whole unit last: what it leaves behind is everything that nothing else keeps
  gone.sort((left, right) => Number(left.scope_key === wholeUnit) - Number(right.scope_key === wholeUnit))
  for (const row of gone) await removeReason(ledger, person.id, row.scope_key, row.reason as ScopeReason)
}

async function wantedScopes(ledger: Ledger, person: PersonRecord, today: string): Promise<Wanted[]> {
  const wanted: Wanted[] = [
    [referenceScope, 'base'],
    [personScope(person.id), 'base'],
  ]
  if (seesWholeUnit({ roles: person.roles, active: true })) wanted.push([wholeUnit, 'role'])
  const parkIds = await parksOfGroup(ledger, person.workingGroupId)
  for (const parkId of parkIds) wanted.push([directoryScope(parkId), 'group'])
  if (!leadsOn(person, today)) return wanted
  for (const parkId of parkIds) {
    wanted.push([directoryScope(parkId), 'leads'])
    for (const firmId of await firmsOfPark(ledger, parkId)) wanted.push([firmId, 'led'])
  }
  return wanted
}

export function leadsOn({ leads }: Pick<PersonRecord, 'leads'>, today: string): boolean {
  return leads !== undefined && leads.from <= today && today <= (leads.to ?? '9999')
}

async function parksOfGroup(ledger: Ledger, workingGroupId: string | undefined): Promise<readonly string[]> {
  if (workingGroupId === undefined) return []
  const stored = await ledger.read('workingGroup', workingGroupId)
  return (stored?.record as WorkingGroupRecord | undefined)?.parkIds ?? []
}

async function firmsOfPark(ledger: Ledger, parkId: string): Promise<string[]> {
  const transaction = await ledger.flush()
  const rows = await transaction
    .selectFrom('record')
    .select('id')
    .where('unit_id', '=', ledger.unitId)
    .where('collection', '=', 'directory')
    .where('scope_key', '=', directoryScope(parkId))
    .where('deleted', '=', 0)
    .execute()
  return rows.map((row) => row.id)
}
