import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import type { Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import { parkKinds, type Collection, type HistoryRecord } from '#domain/records.ts'

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const words = z.string().check(z.maxLength(2000))

const unitId = z.string().check(z.minLength(1), z.maxLength(80))
const unitName = z.string().check(z.minLength(1), z.maxLength(250))
const thing = z.enum(['province', 'commune', 'park', 'organisation'])
/** A unit that takes over; `begins` where there was none under this id, `name` where it gets one. */
const unitAfter = z.looseObject({
  id: unitId,
  name: z.optional(unitName),
  begins: z.optional(z.boolean()),
})

/** One change among units; `thing` says which kind of unit its ids are of. */
const unitChangeSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('rename'), thing, id: unitId, name: unitName }),
  z.looseObject({ kind: z.literal('merge'), thing, from: z.array(unitId), into: unitAfter }),
  z.looseObject({ kind: z.literal('split'), thing, from: unitId, into: z.array(unitAfter) }),
  z.looseObject({ kind: z.literal('reparent'), thing, id: unitId, parentIds: z.array(unitId) }),
])

/** What each dated deed holds. Where a deed is about a firm, its record's id is the firm's. */
export const historyBodies = {
  assignment: z.looseObject({
    /** The one member who goes; null takes the firm back. */
    personId: z.nullable(idSchema),
    dueOn: z.optional(day),
    helperIds: z.optional(z.array(idSchema)),
  }),
  plan: z.looseObject({ inApproachPlan: z.boolean(), basis: z.optional(words) }),
  pin: z.looseObject({ pinned: z.boolean(), reason: words.check(z.minLength(1)) }),
  override: z.looseObject({ track: z.nullable(z.string()), reason: words.check(z.minLength(1)) }),
  /** What becomes of a wish of the owner's; `visitId` says which visit told it. */
  request: z.looseObject({
    visitId: idSchema,
    /** The body that has to see to it. */
    inCharge: z.optional(words),
    dueOn: z.optional(day),
    state: z.enum(['open', 'settled', 'declined']),
    /** What was done, or why not. */
    answer: z.optional(words),
  }),
  outcome: z.looseObject({
    firmIds: z.array(idSchema),
    outcome: z.string(),
    decidedOn: day,
    decisionNo: z.optional(words),
    ceremonyOn: z.optional(day),
    count: z.int().check(z.minimum(0), z.maximum(1_000_000)),
    withdrawn: z.optional(z.boolean()),
  }),
  target: z.looseObject({
    indicator: z.string(),
    from: day,
    to: day,
    value: z.int().check(z.minimum(0), z.maximum(10_000_000)),
    assignedBy: z.optional(words),
  }),
  period: z.looseObject({ from: day, to: day, closed: z.boolean(), figures: z.optional(z.unknown()) }),
  ruleSet: z.looseObject({ version: z.string(), effectiveFrom: day }),
  /** The spoken notice, as a unit words it from a day on. */
  notice: z.looseObject({
    version: z.string().check(z.minLength(1), z.maxLength(40)),
    from: day,
    text: words.check(z.minLength(1)),
    contactText: words.check(z.minLength(1)),
  }),
  /** «Giấy giới thiệu»: number, date, purpose and the telephone of the office. */
  letter: z.looseObject({
    number: words.check(z.minLength(1)),
    date: day,
    purpose: words.check(z.minLength(1)),
    phone: words.check(z.minLength(1)),
  }),
  park: z.looseObject({
    name: z.string().check(z.minLength(1), z.maxLength(250)),
    formerNames: z.array(z.string()),
    kind: z.enum(parkKinds),
    isKey: z.boolean(),
    communeIds: z.array(z.string()),
    /** As `readLocation` reads it. */
    location: z.optional(z.string().check(z.maxLength(60))),
  }),
  /** Said whole each time, with the days from which things hold; what has none was always so. */
  organisation: z.looseObject({
    kind: z.string().check(z.minLength(1), z.maxLength(40)),
    names: z.array(z.looseObject({ name: unitName, from: z.optional(day) })).check(z.minLength(1)),
    parents: z.array(z.looseObject({ id: z.nullable(unitId), from: z.optional(day) })),
    firms: z.array(z.looseObject({ firmId: idSchema, from: z.optional(day), to: z.optional(day) })),
    /** Official members of the whole cell. */
    officialTotal: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  }),
  /** What a decision made of units from a day on; `withdrawn` undoes it. */
  reorganisation: z.looseObject({
    on: day,
    instrument: words.check(z.minLength(1)),
    changes: z.array(unitChangeSchema).check(z.minLength(1), z.maxLength(2000)),
    withdrawn: z.optional(z.boolean()),
  }),
} as const

const aboutFirms: readonly Collection[] = ['assignment', 'plan', 'pin', 'override', 'request']

/** A deed is added to the dated list of its record; the last by server order stands, none vanishes. */
export function appendEntry(collection: Collection, bodySchema: z.ZodMiniType) {
  return (record: unknown, content: OperationContent, stamp: Stamp): Merged => {
    if (!bodySchema.safeParse(content.body).success) return { kind: 'held', problem: 'notApplicable' }
    const before = record as HistoryRecord | undefined
    const firmId = aboutFirms.includes(collection) ? content.recordId : undefined
    const next: HistoryRecord = {
      id: content.recordId,
      ...(firmId !== undefined && { firmId }),
      entries: [
        ...(before?.entries ?? []),
        {
          operationId: content.id,
          seq: stamp.seq,
          personId: content.personId,
          clientTime: content.clientTime,
          ...(content.schemaVersion > 1 && { schemaVersion: content.schemaVersion }),
          body: content.body,
        },
      ],
    }
    return {
      kind: 'changed',
      status: 'applied',
      changes: [{ collection, id: next.id, firmId, record: next }],
    }
  }
}

export type HistoryBody<Kind extends keyof typeof historyBodies> = z.infer<(typeof historyBodies)[Kind]>

/** The deed that stands, typed; undefined before the first. */
export function standing<Kind extends keyof typeof historyBodies>(
  _kind: Kind,
  record: HistoryRecord | undefined,
): HistoryBody<Kind> | undefined {
  return record?.entries.at(-1)?.body as HistoryBody<Kind> | undefined
}
