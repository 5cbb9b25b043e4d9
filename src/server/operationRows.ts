import { sql } from 'kysely'
import type { ProblemCode } from '#domain/problem.ts'
import type { ReceiptStatus } from '#domain/receipt.ts'
import type { Author } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { ReadOperation } from './readOperation.ts'
import { inPieces } from './rowBuffer.ts'
import type { Settled } from './settleOperation.ts'
import type { OperationTable } from './store/tables.ts'

/** An operation on its way in: whose it is, and the id under which it is kept. */
export interface Entry {
  readonly operation: ReadOperation
  readonly who: Author
  readonly id: string
  readonly problem?: ProblemCode | undefined
}

/** What is kept under an id; not settled while it is this commit that brought it. */
export interface Kept {
  readonly bodyHash: string
  readonly settled?: Settled
}

/** The operations of one batch as rows: inserted at once, looked up at once, and noted at once what became of them. */
export function createOperationRows(ledger: Ledger, deviceId: string) {
  const keptById = new Map<string, Kept>()
  const expected = new Map<string, number>()

  /** Insert first, look later. Counts as applied, one number after the other, until noted otherwise. */
  async function insert(entries: readonly Entry[]): Promise<void> {
    const transaction = await ledger.flush()
    const rows = entries.map((entry, index) => rowOf(ledger, deviceId, entry, ledger.last() + 1 + index))
    for (const some of inPieces(rows)) {
      const inserted = await transaction
        .insertInto('operation')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .returning(['id', 'seq', 'body_hash'])
        .execute()
      for (const { id, seq, body_hash } of inserted) {
        keptById.set(id, { bodyHash: body_hash })
        expected.set(id, seq)
      }
    }
    const before = entries.map(({ id }) => id).filter((id) => !keptById.has(id))
    for (const some of inPieces(before))
      for (const [id, kept] of await readKept(ledger, some)) keptById.set(id, kept)
  }

  return {
    insert,
    kept: (id: string): Kept => keptById.get(id)!,
    settle: (id: string, settled: Settled): void => {
      keptById.set(id, { ...keptById.get(id)!, settled })
    },
    /** Corrects the rows of what did not simply count. */
    close: async (): Promise<void> => {
      const others = [...expected].flatMap(([id, seq]) => {
        const settled = keptById.get(id)!.settled!
        const isAsExpected =
          settled.status === 'applied' && settled.problem === undefined && settled.seq === seq
        return isAsExpected ? [] : [{ id, ...settled }]
      })
      for (const some of inPieces(others)) await noteOutcomes(ledger, some)
    },
  }
}

async function readKept(ledger: Ledger, ids: readonly string[]): Promise<[string, Kept][]> {
  const transaction = await ledger.flush()
  const rows = await transaction
    .selectFrom('operation')
    .select(['id', 'status', 'seq', 'problem', 'body_hash'])
    .where('unit_id', '=', ledger.unitId)
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => [row.id, { bodyHash: row.body_hash, settled: outcomeOf(row) }])
}

export function outcomeOf(row: Pick<OperationTable, 'status' | 'seq' | 'problem'>): Settled {
  const problem = row.problem as ProblemCode | null
  return { status: row.status as ReceiptStatus, seq: row.seq, ...(problem !== null && { problem }) }
}

/** What an operation is kept under when the id it came with is another's: a UUID (version 8) made of its hash. */
export function asideId(ownHash: string): string {
  const digits = ownHash.slice(0, 12) + '8' + ownHash.slice(12, 15) + '8' + ownHash.slice(15, 30)
  return [8, 12, 16, 20, 32].map((end, part) => digits.slice([0, 8, 12, 16, 20][part], end)).join('-')
}

function rowOf(ledger: Ledger, deviceId: string, { operation, who, id }: Entry, seq: number) {
  const { content, text, ownHash, deviceSeq } = operation
  return {
    unit_id: ledger.unitId,
    id,
    device_id: deviceId,
    device_seq: deviceSeq,
    seq,
    person_id: who.author?.id ?? who.carrier.id,
    kind: columnText(content.kind),
    record_id: columnText(content.recordId),
    status: 'applied' satisfies ReceiptStatus,
    problem: null,
    body_hash: ownHash,
    content: text,
    received_at: ledger.receivedAt,
    session_person: who.carrier.id,
  }
}

/** What is only kept may hold anything under these names; the text in full is in the content. */
function columnText(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().slice(0, 80) : ''
}

/** Writes what became of operations that are in the table. */
export async function noteOutcomes(
  ledger: Ledger,
  outcomes: readonly (Settled & { id: string })[],
): Promise<void> {
  const transaction = await ledger.flush()
  const rows = outcomes.map(
    ({ id, status, seq, problem }) => sql`(${id}, ${status}, ${seq}, ${problem ?? null})`,
  )
  await sql`
    update operation
    set status = noted.column2, seq = cast(noted.column3 as bigint), problem = noted.column4
    from (values ${sql.join(rows)}) as noted
    where operation.unit_id = ${ledger.unitId} and operation.id = noted.column1
  `.execute(transaction)
}
