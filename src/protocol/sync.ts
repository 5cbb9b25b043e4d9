import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import { operationContentSchema } from '#domain/operation.ts'
import { problemCodes } from '#domain/problem.ts'
import { receiptStatuses } from '#domain/receipt.ts'

/** Version 1 of every shape on this page is frozen: fields may be added, none changes or goes. */
export const protocolVersion = 1

/** What this build can read of what a server sends; raised where an older build would read it wrongly. */
export const clientVersion = 1

export const pushLimits = { operations: 100, bytes: 256 * 1024 } as const
export const pullLimits = { records: 1000, bytes: 1024 * 1024 } as const

const seqSchema = z.int().check(z.minimum(0))
export const hashSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/))
export const requestIdSchema = z.string().check(z.minLength(8), z.maxLength(64))

export const wireOperationSchema = z.looseObject({
  content: operationContentSchema,
  bodyHash: hashSchema,
  deviceSeq: z.int().check(z.minimum(1)),
})

/** A commit that the server told this device of, handed back as it came: the server may have been put back since. */
const markSchema = z.optional(z.string().check(z.maxLength(1000)))

export const pushRequestSchema = z.looseObject({
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  /** The server history the device last heard of; null before the first answer. */
  epoch: z.nullable(z.string().check(z.maxLength(64))),
  mark: markSchema,
  deviceId: idSchema,
  /** Each is checked alone, so that a bad one delays no other. */
  operations: z.array(z.unknown()).check(z.maxLength(pushLimits.operations)),
})
export type PushRequest = z.infer<typeof pushRequestSchema>

export const receiptSchema = z.looseObject({
  operationId: z.string(),
  status: z.enum(receiptStatuses),
  seq: seqSchema,
  bodyHash: hashSchema,
  problem: z.optional(z.enum(problemCodes)),
})

/** An enrolment that was withdrawn: `drain` may send what it has and receives nothing; `stolen` may do neither. */
const revokedSchema = z.optional(z.enum(['drain', 'stolen']))

export const answerEnvelope = {
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  epoch: z.string().check(z.minLength(1)),
  /** ISO 8601 in UTC. */
  serverTime: z.string(),
  /** Everything up to here is in a backup away from the server. */
  durableSeq: seqSchema,
}

export const pushAnswerSchema = z.looseObject({
  ...answerEnvelope,
  /** Numbers of this device the server has not seen, as [first, last] ranges. */
  missingDeviceSeqs: z.array(z.tuple([z.int(), z.int()])),
  receipts: z.array(receiptSchema),
  /** The commit this was answered from: its number, and a mark to hand back. */
  seq: z.optional(seqSchema),
  mark: markSchema,
  revoked: revokedSchema,
  /** Another device uses this device's number: take a new deviceId and renumber what is unsent. */
  fork: z.optional(z.literal(true)),
})
export type PushAnswer = z.infer<typeof pushAnswerSchema>

export const pullRequestSchema = z.looseObject({
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  deviceId: idSchema,
  /** As the last answer gave it; null for everything. What can't be verified counts as null. */
  cursor: z.nullable(z.string().check(z.maxLength(1000))),
  limit: z.int().check(z.minimum(1), z.maximum(pullLimits.records)),
  mark: markSchema,
  /** What the device still holds unsent, for the supervisor's board. */
  unsent: z.optional(z.int()),
  /** When the oldest of them was recorded, milliseconds since 1970 by the device's clock. */
  unsentSince: z.optional(z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000))),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

export const changeSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('record'),
    collection: z.string(),
    id: z.string(),
    seq: seqSchema,
    /** What the record comes and goes with: a firm's id, `reference`, `directory:<parkId>` or `person:<id>`. */
    scope: z.string(),
    record: z.unknown(),
    /** CRC-32 of this change's JSON without it. */
    sum: z.optional(z.int()),
  }),
  z.looseObject({ kind: z.literal('tombstone'), collection: z.string(), id: z.string(), seq: seqSchema }),
  /** That firm or set is no longer this person's: clean base rows of it go. */
  z.looseObject({ kind: z.literal('unscope'), scope: z.string(), seq: seqSchema }),
])
export type WireChange = z.infer<typeof changeSchema>

export const pullAnswerSchema = z.looseObject({
  ...answerEnvelope,
  cursor: z.string(),
  /** The unit's number up to which this answer is complete. */
  upTo: seqSchema,
  more: z.boolean(),
  /** The cursor leads nowhere here: nothing came, and everything follows from the beginning. */
  restart: z.optional(z.literal(true)),
  /** Only when `more` is false: count and xor over the person's scope in this snapshot. */
  digest: z.optional(z.looseObject({ count: z.int(), high: z.int(), low: z.int() })),
  changes: z.array(changeSchema),
  /** With no changes and no cursor to keep. */
  revoked: revokedSchema,
  /** Builds below it take nothing of this answer, and go on sending. */
  minimumClient: z.optional(z.int()),
})
export type PullAnswer = z.infer<typeof pullAnswerSchema>

export const haveLimit = 500

/** Operations this device was once given receipts for, with their hashes; asked when a server has another history. */
export const haveRequestSchema = z.looseObject({
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  deviceId: idSchema,
  operations: z.array(z.tuple([idSchema, hashSchema])).check(z.maxLength(haveLimit)),
})
export type HaveRequest = z.infer<typeof haveRequestSchema>

/** Receipts of those the server has; what is missing here it lacks. */
export const haveAnswerSchema = z.looseObject({ ...answerEnvelope, receipts: z.array(receiptSchema) })
export type HaveAnswer = z.infer<typeof haveAnswerSchema>

/** Every `[key, seq]` of the person's scope, to find what differs when the digests do. */
export const listRequestSchema = z.looseObject({
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  deviceId: idSchema,
})
export const listAnswerSchema = z.looseObject({
  ...answerEnvelope,
  keys: z.array(z.tuple([z.string(), z.string(), seqSchema])),
})

/** Records by key, for the repair that follows a list. */
export const fetchRequestSchema = z.looseObject({
  protocol: z.literal(protocolVersion),
  requestId: requestIdSchema,
  deviceId: idSchema,
  keys: z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(pullLimits.records)),
})
export const fetchAnswerSchema = z.looseObject({ ...answerEnvelope, changes: z.array(changeSchema) })
