import type * as z from 'zod/mini'
import { makeId } from '#domain/ids.ts'
import type { PersonRecord, WorkingGroupRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { addDays, vietnamDay } from '#domain/time.ts'
import type { personSetRequestSchema, workingGroupSetRequestSchema } from '#protocol/session.ts'
import type { Ledger } from '#server/ledger.ts'
import type { Parts } from '#server/parts.ts'
import { settlePersonScope } from '#server/personScopes.ts'
import { referenceScope } from '#server/scopeKeys.ts'
import { readCollection, readRecord } from '#server/storedRecords.ts'
import { writeUnit } from '#server/writeUnit.ts'
import { endReading } from './enrolments.ts'

type PersonSet = z.infer<typeof personSetRequestSchema>
type WorkingGroupSet = z.infer<typeof workingGroupSetRequestSchema>

/** Adds a person or changes one. */
export function setPerson(
  parts: Parts,
  unitId: string,
  asked: PersonSet,
): Promise<Result<{ personId: string }>> {
  return parts.store.inTurn(() => changePerson(parts, unitId, asked))
}

async function changePerson(
  parts: Parts,
  unitId: string,
  asked: PersonSet,
): Promise<Result<{ personId: string }>> {
  const before =
    asked.personId === undefined
      ? undefined
      : await readRecord<PersonRecord>(parts.store, unitId, 'person', asked.personId)
  if (asked.personId !== undefined && before === undefined) return refuse('notFound', { at: 'personId' })
  if (before === undefined && asked.password === undefined) return refuse('badShape', { at: 'password' })
  const group = asked.workingGroupId
  if (group !== undefined && (await readRecord(parts.store, unitId, 'workingGroup', group)) === undefined) {
    return refuse('badShape', { at: 'workingGroupId' })
  }
  if (before !== undefined && (await isLastAdministrator(parts, unitId, before, asked))) {
    return refuse('notAllowed', { at: 'roles' })
  }
  const personId =
    before === undefined
      ? await addAccount(parts, unitId, asked)
      : await changeAccount(parts, unitId, before, asked)
  if (personId === undefined) return refuse('usernameTaken', { at: 'username' })
  await writeUnit(parts, unitId, async (ledger) => {
    const stored = (await ledger.read('person', personId))?.record as PersonRecord | undefined
    await writePerson(ledger, personRecord(personId, stored, asked, dayOf(ledger)))
  })
  if (!asked.active) parts.live.end(personId)
  return succeed({ personId })
}

/** Adds a working group or changes one, and with it what its members see. */
export async function setWorkingGroup(
  parts: Parts,
  unitId: string,
  asked: WorkingGroupSet,
): Promise<Result<{ workingGroupId: string }>> {
  const known = asked.workingGroupId
  if (known !== undefined && (await readRecord(parts.store, unitId, 'workingGroup', known)) === undefined) {
    return refuse('notFound', { at: 'workingGroupId' })
  }
  const id = known ?? makeId(parts.now(), parts.random)
  await writeUnit(parts, unitId, (ledger) =>
    writeWorkingGroup(ledger, { id, name: asked.name, parkIds: asked.parkIds }),
  )
  return succeed({ workingGroupId: id })
}

/** Keeps a person's record, and their view in step with it. */
export async function writePerson(ledger: Ledger, person: PersonRecord): Promise<void> {
  const seq = ledger.take()
  await ledger.write({ collection: 'person', id: person.id, scopeKey: referenceScope, seq, record: person })
  await settlePersonScope(ledger, person, seq, dayOf(ledger))
}

export async function writeWorkingGroup(ledger: Ledger, group: WorkingGroupRecord): Promise<void> {
  const seq = ledger.take()
  await ledger.write({
    collection: 'workingGroup',
    id: group.id,
    scopeKey: referenceScope,
    seq,
    record: group,
  })
  for (const person of await readPeople(ledger)) {
    if (person.workingGroupId === group.id) await settlePersonScope(ledger, person, seq, dayOf(ledger))
  }
}

/** Inside the commit, so that nobody joins meanwhile. */
async function readPeople(ledger: Ledger): Promise<PersonRecord[]> {
  const transaction = await ledger.flush()
  const rows = await transaction
    .selectFrom('record')
    .select('json')
    .where('unit_id', '=', ledger.unitId)
    .where('collection', '=', 'person')
    .where('deleted', '=', 0)
    .execute()
  return rows.map((row) => JSON.parse(row.json) as PersonRecord)
}

function dayOf(ledger: Ledger): string {
  return vietnamDay(Date.parse(ledger.receivedAt))
}

function personRecord(
  id: string,
  before: PersonRecord | undefined,
  asked: PersonSet,
  today: string,
): PersonRecord {
  const { username, displayName, roles, workingGroupId, active } = asked
  const leads = leadership(before, asked, today)
  return {
    id,
    username,
    displayName,
    roles: [...new Set(roles)],
    ...(workingGroupId !== undefined && { workingGroupId }),
    ...(leads !== undefined && { leads }),
    active,
  }
}

/** Begins today, or ended yesterday; a change of group begins anew. */
function leadership(
  before: PersonRecord | undefined,
  asked: PersonSet,
  today: string,
): PersonRecord['leads'] {
  const running =
    before?.leads !== undefined && (before.leads.to ?? '9999') >= today ? before.leads : undefined
  if (asked.leads === true) {
    return running !== undefined && before?.workingGroupId === asked.workingGroupId
      ? running
      : { from: today }
  }
  if (asked.leads === undefined || before?.leads === undefined || running === undefined) return before?.leads
  return { ...running, to: addDays(today, -1) }
}

/** An account left over from an attempt that broke off before its person was written is taken up again. */
async function addAccount(parts: Parts, unitId: string, asked: PersonSet): Promise<string | undefined> {
  const { username, displayName, password } = asked
  const id = makeId(parts.now(), parts.random)
  const user = { id, username, displayName, password: password!, unitId }
  const leftOver = await parts.store.db
    .selectFrom('user')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirst()
  if (leftOver !== undefined) {
    if ((await readRecord(parts.store, unitId, 'person', leftOver.id)) !== undefined) return undefined
    await parts.accounts.removeUser(leftOver.id)
  }
  return (await parts.accounts.createUser(user)) ? id : undefined
}

async function changeAccount(
  parts: Parts,
  unitId: string,
  before: PersonRecord,
  asked: PersonSet,
): Promise<string | undefined> {
  const { username, displayName, password, active } = asked
  const renamed = before.username !== username || before.displayName !== displayName
  const user = { id: before.id, username, displayName, unitId }
  if (renamed && !(await parts.accounts.renameUser(user))) return undefined
  if (password !== undefined) await parts.accounts.setPassword(before.id, password)
  else if (!active) await parts.accounts.endSessions(before.id)
  if (password !== undefined || !active) await endReading(parts, before.id)
  return before.id
}

/** Nobody may leave a unit without anyone to run it. */
async function isLastAdministrator(parts: Parts, unitId: string, before: PersonRecord, asked: PersonSet) {
  const isOne = (person: Pick<PersonRecord, 'roles' | 'active'>) =>
    person.active && person.roles.includes('administrator')
  if (!isOne(before) || isOne(asked)) return false
  const people = await readCollection<PersonRecord>(parts.store, unitId, 'person')
  return people.filter(isOne).length <= 1
}
