import type { OperationContent, OperationKind } from '#domain/operation.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { PersonRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Ledger } from './ledger.ts'
import { noteOutcomes, type Entry } from './operationRows.ts'
import type { Effect } from './scopes.ts'
import type { Applied } from './settleOperation.ts'
import { noteWaiting } from './waitingRows.ts'

/** Lets a held operation count, by the function given; returns why it can't even so. */
export async function countHeld(
  ledger: Ledger,
  id: string,
  apply: (entry: Entry) => Promise<Applied>,
): Promise<ProblemCode | undefined> {
  const entry = await readHeldEntry(ledger, id)
  if (entry === undefined) return 'heldUnknown'
  const applied = await apply(entry)
  if (applied.status === 'held') return applied.problem
  await noteCounted(ledger, id, applied)
  return undefined
}

/** From now on the receipt is another. */
export async function noteCounted(
  ledger: Ledger,
  id: string,
  applied: Exclude<Applied, { status: 'held' }>,
): Promise<void> {
  await noteOutcomes(ledger, [{ id, ...applied }])
  await noteWaiting(ledger, id, [])
}

/** What deciding about held operations does beside changing the held record. */
export const heldEffects: Readonly<Partial<Record<OperationKind, Effect>>> = {
  'held.discard': async (ledger, { content: { recordId: id }, before, after }) => {
    if ((before as { state?: string }).state !== 'open' || (after as { state?: string }).state === 'open')
      return
    const { seq } = (await readRow(ledger, id))!
    await noteOutcomes(ledger, [{ id, status: 'held', seq, problem: 'discarded' }])
    await noteWaiting(ledger, id, [])
  },
}

/** A held operation as it came, with its author and carrier as they are now. */
export async function readHeldEntry(ledger: Ledger, id: string): Promise<Entry | undefined> {
  const row = await readRow(ledger, id)
  if (row === undefined) return undefined
  const content = JSON.parse(row.content) as OperationContent
  const carrier = (await readPerson(ledger, row.session_person)) ?? nobody(row.session_person)
  return {
    id,
    operation: {
      content,
      text: row.content,
      ownHash: row.body_hash,
      deviceSeq: row.device_seq,
      receivedAt: row.received_at,
    },
    who: {
      author: await readPerson(ledger, content.personId),
      carrier,
      today: vietnamDay(Date.parse(ledger.receivedAt)),
    },
  }
}

async function readRow(ledger: Ledger, id: string) {
  const transaction = await ledger.flush()
  return transaction
    .selectFrom('operation')
    .select(['content', 'body_hash', 'device_seq', 'received_at', 'session_person', 'seq'])
    .where('unit_id', '=', ledger.unitId)
    .where('id', '=', id)
    .executeTakeFirst()
}

async function readPerson(ledger: Ledger, id: string): Promise<PersonRecord | undefined> {
  return (await ledger.read('person', id))?.record as PersonRecord | undefined
}

/** Whoever brought it is not in the unit any more. */
function nobody(id: string): PersonRecord {
  return { id, username: '', displayName: '', roles: [], active: false }
}
