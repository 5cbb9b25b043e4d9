import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import type { Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { ConflictRecord, FirmField, FirmRecord } from '#domain/records.ts'

const textSchema = z.string().check(z.maxLength(500))
const fieldValueSchema = z.union([
  textSchema,
  z.boolean(),
  z.array(textSchema).check(z.maxLength(50)),
  z.null(),
])

export const firmCreateSchema = z.looseObject({
  fields: z.record(z.string(), fieldValueSchema),
  /** True only from a supervisor's hand: a surveyor's new firm is proposed until approved. */
  approved: z.optional(z.boolean()),
})

/** Fields to set, each with the number of the value that was seen when it was changed. */
export const firmSetSchema = z.looseObject({
  fields: z.record(z.string(), z.looseObject({ value: fieldValueSchema, baseSeq: z.int() })),
  approve: z.optional(z.literal(true)),
})

export function createFirm(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = firmCreateSchema.safeParse(content.body)
  // a firm's id names the set of its records: nobody may give a firm the name of another set
  const isId = idSchema.safeParse(content.recordId).success
  if (!body.success || !isId || record !== undefined) return { kind: 'held', problem: 'notApplicable' }
  const fields = Object.entries(body.data.fields).map(([key, value]) => [
    key,
    firmField(value, content, stamp),
  ])
  const firm: FirmRecord = {
    id: content.recordId,
    status: body.data.approved === true ? 'approved' : 'proposed',
    createdBy: content.personId,
    fields: Object.fromEntries(fields),
  }
  return { kind: 'changed', status: 'applied', changes: [firmChange(firm)] }
}

/** Per field in server order: the later value stands; if the field moved meanwhile, both are kept in a conflict. */
export function setFirmFields(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = firmSetSchema.safeParse(content.body)
  const firm = record as FirmRecord | undefined
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  if (firm === undefined) return { kind: 'held', problem: 'firmUnknown', waitsFor: content.recordId }
  const fields = { ...firm.fields }
  const conflicts: ConflictRecord[] = []
  for (const [key, { value, baseSeq }] of Object.entries(body.data.fields)) {
    const before = fields[key]
    const after = firmField(value, content, stamp)
    fields[key] = after
    const rival = before !== undefined && before.seq > baseSeq && before.personId !== content.personId
    if (rival && before.value !== value) {
      conflicts.push({
        id: `${content.id}:${key}`,
        firmId: firm.id,
        field: key,
        kept: after,
        lost: before,
        state: 'open',
        decisions: [],
      })
    }
  }
  const status = body.data.approve === true ? 'approved' : firm.status
  const conflictChanges = conflicts.map((conflict) => ({
    collection: 'conflict' as const,
    id: conflict.id,
    firmId: firm.id,
    record: conflict,
  }))
  const changes = [firmChange({ ...firm, status, fields }), ...conflictChanges]
  return conflicts.length === 0
    ? { kind: 'changed', status: 'applied', changes }
    : { kind: 'changed', status: 'merged', problem: 'fieldMovedMeanwhile', changes }
}

function firmField(value: FirmField['value'], content: OperationContent, stamp: Stamp): FirmField {
  return { value, seq: stamp.seq, personId: content.personId, clientTime: content.clientTime }
}

function firmChange(firm: FirmRecord) {
  return { collection: 'firm' as const, id: firm.id, firmId: firm.id, record: firm }
}
