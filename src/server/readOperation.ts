import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { idSchema } from '#domain/ids.ts'
import { operationContentSchema, type OperationContent } from '#domain/operation.ts'
import type { ProblemCode } from '#domain/problem.ts'
import { wireOperationSchema } from '#protocol/sync.ts'

/** An operation off the wire, with what can be said of it before anything is looked up. */
export interface ReadOperation {
  /** As it came, and not to be trusted further than `problem` says. */
  readonly content: OperationContent
  /** The canonical JSON of the content, whose hash `ownHash` is. */
  readonly text: string
  readonly ownHash: string
  readonly deviceSeq: number
  /** When it came first, if that was before. */
  readonly receivedAt?: string
  /** `hashDiffers`: it is not what the device hashed. `badShape`, `wrongUnit`: kept, but it can't count. */
  readonly problem?: ProblemCode
}

/** Enough to answer for an operation: whose receipt it would be. */
const envelopeSchema = z.looseObject({
  content: z.looseObject({ id: idSchema }),
  bodyHash: wireOperationSchema.shape.bodyHash,
  deviceSeq: wireOperationSchema.shape.deviceSeq,
})

/** Undefined where not even a receipt could be made out. */
export function readOperation(raw: unknown, unitId: string): ReadOperation | undefined {
  const envelope = envelopeSchema.safeParse(raw)
  if (!envelope.success) return undefined
  // the content as it came: what a schema gives back may have lost something
  const { content } = raw as { content: OperationContent }
  const text = canonicalText(content)
  if (text === undefined) return undefined
  const ownHash = sha256Hex(text)
  const problem = ownHash === envelope.data.bodyHash ? shapeProblem(content, unitId) : 'hashDiffers'
  return {
    content,
    text,
    ownHash,
    deviceSeq: envelope.data.deviceSeq,
    ...(problem !== undefined && { problem }),
  }
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Undefined for numbers that overflowed in parsing. */
function canonicalText(content: unknown): string | undefined {
  try {
    return canonicalJson(content)
  } catch {
    return undefined
  }
}

function shapeProblem(content: OperationContent, unitId: string): ProblemCode | undefined {
  if (!operationContentSchema.safeParse(content).success) return 'badShape'
  if (!isPlainText(content.recordId) || !isPlainText(content.kind)) return 'badShape'
  return content.unitId === unitId ? undefined : 'wrongUnit'
}

function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text)
}
