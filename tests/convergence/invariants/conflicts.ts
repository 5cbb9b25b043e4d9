import type { ConflictRecord } from '#domain/records.ts'
import type { StoredRecord } from '../oracle.ts'
import type { SimulatedWorld } from '../world.ts'
import type { Rival } from './firmsSaid.ts'

/** I12: whoever overwrites what they had not seen leaves both values behind. */
export function checkConflicts(
  { check }: SimulatedWorld,
  rivals: readonly Rival[],
  records: ReadonlyMap<string, StoredRecord>,
): void {
  for (const { conflictId, field, before } of rivals) {
    const row = records.get(`conflict/${conflictId}`)
    const lost = row && (JSON.parse(row.json) as ConflictRecord).lost
    check('I12', JSON.stringify(lost?.value) === before.value, () => `${before.value} of ${field} is nowhere`)
  }
}
