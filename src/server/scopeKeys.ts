import type { Change } from '#domain/merge.ts'
import type { Collection, HeldRecord, HistoryRecord } from '#domain/records.ts'

/** What a person sees who sees the whole unit; no set of records has this name. */
export const wholeUnit = '*'
/** Records that everybody in the unit has. */
export const referenceScope = 'reference'
/** Records that only those have who see the whole unit. */
const unitScope = 'unit'

const referenceCollections: readonly Collection[] = [
  'unit',
  'person',
  'workingGroup',
  'park',
  'commune',
  'organisation',
  'reorganisation',
  'ruleSet',
  'notice',
  'letter',
  'alias',
  'target',
  'period',
]

const longestKey = 600

/** What both databases take as the name of a record or a set, as it is. */
export function isKey(text: string): boolean {
  return text.length <= longestKey && text.isWellFormed() && !text.includes('\0')
}

/** What was kept apart of a person's deeds. */
export function personScope(personId: string): string {
  return `person:${personId}`
}

/** The thin cards of a park's firms. */
export function directoryScope(parkId: string): string {
  return `directory:${parkId === '' ? 'none' : parkId}`
}

/** The set a record comes and goes with; it stays the same for the record's whole life. */
export function scopeKeyOf({ collection, firmId, record }: Omit<Change, 'id'>): string {
  if (firmId !== undefined) return firmId
  if (referenceCollections.includes(collection)) return referenceScope
  if (collection === 'held') return personScope((record as HeldRecord).personId)
  if (collection === 'outcome') return firmOfOutcome(record as HistoryRecord) ?? unitScope
  return unitScope
}

/** A result of several firms goes with the one named first when it was first recorded. */
function firmOfOutcome(outcome: HistoryRecord): string | undefined {
  const firmIds = outcome.entries[0]?.body['firmIds']
  return Array.isArray(firmIds) && typeof firmIds[0] === 'string' ? firmIds[0] : undefined
}
