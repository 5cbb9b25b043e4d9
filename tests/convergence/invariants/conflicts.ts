import type { OperationContent } from '#domain/operation.ts'
import type { ConflictRecord } from '#domain/records.ts'
import type { StoredOperation, StoredRecord } from '../oracle.ts'
import type { SimulatedWorld } from '../world.ts'

interface Seen {
  readonly value: string
  readonly seq: number
  readonly personId: string
}

/** The last value of each field of a firm, by `firm/field`, worked out apart from the rules. */
export type FieldsSeen = Map<string, Seen>

/** I12: whoever overwrites what they had not seen leaves both values behind. */
export function checkConflicts(
  { check }: SimulatedWorld,
  { id, seq }: StoredOperation,
  { kind, recordId, personId, body }: OperationContent,
  fields: FieldsSeen,
  records: ReadonlyMap<string, StoredRecord>,
): void {
  if (kind !== 'firm.create' && kind !== 'firm.set') return
  const said = Object.entries((body['fields'] ?? {}) as Record<string, unknown>)
  for (const [field, entry] of said) {
    const { value, baseSeq } =
      kind === 'firm.set' ? (entry as { value: unknown; baseSeq: number }) : { value: entry, baseSeq: 0 }
    const key = `${recordId}/${field}`
    const before = fields.get(key)
    const text = JSON.stringify(value)
    const isRival = before !== undefined && before.seq > baseSeq && before.personId !== personId
    if (isRival && before.value !== text) {
      const row = records.get(`conflict/${id}:${field}`)
      const lost = row && (JSON.parse(row.json) as ConflictRecord).lost
      check('I12', JSON.stringify(lost?.value) === before.value, () => `${before.value} of ${key} is nowhere`)
    }
    fields.set(key, { value: text, seq, personId })
  }
}
