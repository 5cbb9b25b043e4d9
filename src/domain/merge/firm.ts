import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import type { Merged, Stamp } from '#domain/merge.ts'
import { datedPlaces } from '#domain/profile.ts'
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
  /** The list it comes with. */
  importId: z.optional(idSchema),
})

/** Fields to set, each with the number of the value that was seen when it was changed. */
export const firmSetSchema = z.looseObject({
  fields: z.record(z.string(), z.looseObject({ value: fieldValueSchema, baseSeq: z.int() })),
  approve: z.optional(z.literal(true)),
  importId: z.optional(idSchema),
})

export function createFirm(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = firmCreateSchema.safeParse(content.body)
  // a firm's id names the set of its records: nobody may give a firm the name of another set
  const isId = idSchema.safeParse(content.recordId).success
  if (!body.success || !isId || record !== undefined) return { kind: 'held', problem: 'notApplicable' }
  const fields = Object.entries(body.data.fields).map(([key, value]) => [
    key,
    firmField(value, content, stamp, body.data.importId),
  ])
  const firm: FirmRecord = {
    id: content.recordId,
    status: body.data.approved === true ? 'approved' : 'proposed',
    createdBy: content.personId,
    ...(body.data.importId !== undefined && { importId: body.data.importId }),
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
    const { importId } = body.data
    const after = {
      ...firmField(value, content, stamp, importId),
      ...(keepsBefore(key, importId) && before !== undefined && { before }),
    }
    fields[key] = after
    const rival = before !== undefined && before.seq > baseSeq && before.personId !== content.personId
    if (rival && before.value !== value) {
      conflicts.push({
        // a list's deed is about many firms
        id: importId === undefined ? `${content.id}:${key}` : `${firm.id}:${content.id.slice(-12)}:${key}`,
        firmId: firm.id,
        field: key,
        kept: after,
        lost: before,
        state: 'open',
        decisions: [],
      })
    }
  }
  // who changes a firm that was withdrawn wants it there
  const isWanted = body.data.approve === true || firm.status === 'withdrawn'
  const status = isWanted ? 'approved' : firm.status
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

/** What a list set can be taken back, and where a firm lay is asked of earlier days. */
function keepsBefore(key: string, importId: string | undefined): boolean {
  return importId !== undefined || datedPlaces.includes(key)
}

function firmField(
  value: FirmField['value'],
  { personId, clientTime }: OperationContent,
  { seq }: Stamp,
  importId?: string,
): FirmField {
  return { value, seq, personId, clientTime, ...(importId !== undefined && { importId }) }
}

/**
 * A firm without what a list brought: one that came with it is withdrawn, values it set go back. What somebody has
 * set since stays, and a firm that came with it and was changed since stays whole.
 */
export function withoutImport(firm: FirmRecord, importId: string): FirmRecord {
  if (firm.importId === importId)
    return isUntouchedSince(firm, importId) ? { ...firm, status: 'withdrawn' } : firm
  const fields = Object.entries(firm.fields).flatMap(([key, field]) => {
    const left = fieldWithout(field, importId)
    return left === undefined ? [] : [[key, left] as const]
  })
  return { ...firm, fields: Object.fromEntries(fields) }
}

/** Whether anything of a firm came with a list. */
export function hasOf(firm: FirmRecord, importId: string): boolean {
  return firm.importId === importId || Object.values(firm.fields).some((field) => cameWith(field, importId))
}

function cameWith(field: FirmField | undefined, importId: string): boolean {
  return field !== undefined && (field.importId === importId || cameWith(field.before, importId))
}

/** Whether nobody has set a field of a firm since it came with a list. */
export function isUntouchedSince({ fields }: FirmRecord, importId: string): boolean {
  return Object.values(fields).every((field) => field.importId === importId)
}

function fieldWithout(field: FirmField | undefined, importId: string): FirmField | undefined {
  if (field === undefined) return undefined
  const { before, ...rest } = field
  const left = fieldWithout(before, importId)
  if (field.importId === importId) return left
  return left === undefined ? rest : { ...rest, before: left }
}

export function firmChange(firm: FirmRecord) {
  return { collection: 'firm' as const, id: firm.id, firmId: firm.id, record: firm }
}
