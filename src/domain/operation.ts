import * as z from 'zod/mini'
import { canonicalJson } from './canonicalJson.ts'
import { idSchema } from './ids.ts'

/** The deeds that can be recorded. What each holds is its body's schema; who may do it stands in `access.ts`. */
export const operationKinds = [
  'firm.create',
  'firm.set',
  'firm.merge',
  'firm.unmerge',
  'import.take',
  'import.undo',
  'visit.submit',
  'visit.void',
  'review.decide',
  'review.reopen',
  'assignment.set',
  'plan.set',
  'pin.set',
  'track.override',
  'request.set',
  'outcome.record',
  'target.set',
  'period.close',
  'ruleSet.publish',
  'park.set',
  'notice.set',
  'letter.set',
  'commune.set',
  'organisation.set',
  'reorganisation.record',
  'held.release',
  'held.discard',
  'conflict.settle',
  'revision.choose',
] as const
export type OperationKind = (typeof operationKinds)[number]

/** The version of bodies written by this build. Readers lift every older one. */
export const schemaVersion = 1

/** The content of a deed: never changed after it was recorded, and what is hashed. `personId` is its author. */
export const operationContentSchema = z.looseObject({
  id: idSchema,
  unitId: idSchema,
  personId: idSchema,
  /** A kind this build may not know: an unknown one is kept, not refused. */
  kind: z.string().check(z.maxLength(60)),
  recordId: z.string().check(z.minLength(1), z.maxLength(80)),
  baseRevisionId: z.optional(idSchema),
  dependsOn: z.optional(idSchema),
  schemaVersion: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  /** The device's clock, evidence only: `2026-11-21T09:40:00.000+07:00`. */
  clientTime: z.string().check(z.maxLength(40)),
  body: z.record(z.string(), z.unknown()),
})

export interface OperationContent {
  readonly id: string
  readonly unitId: string
  readonly personId: string
  readonly kind: string
  readonly recordId: string
  readonly baseRevisionId?: string | undefined
  readonly dependsOn?: string | undefined
  readonly schemaVersion: number
  readonly clientTime: string
  readonly body: { readonly [field: string]: unknown }
}

/** SHA-256 of a text as lower-case hex; passed in, because every world has its own. */
export type Sha256 = (text: string) => Promise<string>

export function hashContent(content: unknown, sha256: Sha256): Promise<string> {
  return sha256(canonicalJson(content))
}
