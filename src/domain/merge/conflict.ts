import * as z from 'zod/mini'
import type { Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { ConflictRecord } from '#domain/records.ts'

export const conflictSettleSchema = z.looseObject({
  /** Which of the two values stands. Setting the firm's field to it is a deed of its own. */
  choice: z.enum(['kept', 'lost']),
  reason: z.optional(z.string().check(z.maxLength(2000))),
})

/** Somebody looked at both values and says which stands; the first word counts, later ones are listed. */
export function settleConflict(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = conflictSettleSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  const conflict = record as ConflictRecord | undefined
  if (conflict === undefined) return { kind: 'held', problem: 'conflictUnknown', waitsFor: content.recordId }
  const counts = conflict.state === 'open'
  const { choice, reason } = body.data
  const decision = {
    operationId: content.id,
    seq: stamp.seq,
    personId: content.personId,
    clientTime: content.clientTime,
    choice,
    ...(reason !== undefined && { reason }),
    counts,
  }
  const after: ConflictRecord = {
    ...conflict,
    state: 'settled',
    decisions: [...conflict.decisions, decision],
  }
  const changes = [
    { collection: 'conflict' as const, id: conflict.id, firmId: conflict.firmId, record: after },
  ]
  return counts
    ? { kind: 'changed', status: 'applied', changes }
    : { kind: 'changed', status: 'merged', problem: 'stepNotAllowed', changes }
}
