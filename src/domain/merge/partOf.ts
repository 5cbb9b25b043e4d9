import type { OperationContent } from '#domain/operation.ts'
import type { FirmRecord, HistoryRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'

/** Whether a record has a deed in it already: folding it in once more would double it. */
export function isPartOf(record: unknown, content: OperationContent): boolean {
  if (record === null || typeof record !== 'object') return false
  const { revisions, decisions, entries, fields } = record as Partial<
    VisitRecord & HistoryRecord & FirmRecord
  >
  const { id } = content
  return (
    (revisions?.some((one) => one.revisionId === id) ?? false) ||
    (decisions?.some((one) => one.operationId === id) ?? false) ||
    (entries?.some((one) => one.operationId === id) ?? false) ||
    (fields !== undefined && isInFields(fields, content))
  )
}

/** A firm's fields name no deed, but who set each of them when. */
function isInFields(fields: FirmRecord['fields'], { body, personId, clientTime }: OperationContent): boolean {
  const keys = Object.keys((body['fields'] as object | undefined) ?? {})
  return (
    keys.length > 0 &&
    keys.every((key) => fields[key]?.personId === personId && fields[key]?.clientTime === clientTime)
  )
}
