import * as z from 'zod/mini'
import type { Merged } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { CommuneRecord } from '#domain/records.ts'

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const name = z.string().check(z.minLength(1), z.maxLength(120))

/** A commune under its official code, which is the record's id, with all its names. */
export const communeSetSchema = z.looseObject({
  provinceCode: z.string().check(z.maxLength(10)),
  provinceName: z.string().check(z.maxLength(120)),
  names: z
    .array(z.looseObject({ name, from: day, to: z.optional(day) }))
    .check(z.minLength(1), z.maxLength(20)),
})

/** What is said of a commune last, by server order, stands whole. */
export function setCommune(_record: unknown, content: OperationContent): Merged {
  if (!communeSetSchema.safeParse(content.body).success) return { kind: 'held', problem: 'notApplicable' }
  // as it came: a newer client's fields are kept
  const record = { ...content.body, id: content.recordId } as unknown as CommuneRecord
  return {
    kind: 'changed',
    status: 'applied',
    changes: [{ collection: 'commune', id: content.recordId, record }],
  }
}
