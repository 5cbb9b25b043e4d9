import * as z from 'zod/mini'
import { canonicalJson } from './canonicalJson.ts'
import { idSchema } from './ids.ts'
import { hashContent, operationContentSchema, type OperationContent, type Sha256 } from './operation.ts'
import { refuse, succeed, type Result } from './result.ts'

/** A draft in a file: the form stays as the app that wrote it had it. */
const draftSchema = z.looseObject({
  visitId: idSchema,
  firmId: idSchema,
  revisionId: idSchema,
  baseRevisionId: z.optional(idSchema),
  startedAt: z.number(),
  updatedAt: z.number(),
  revision: z.int(),
  discardedAt: z.optional(z.number()),
  form: z.unknown(),
})

const backupSchema = z.looseObject({
  unitId: idSchema,
  unitName: z.string(),
  personId: idSchema,
  displayName: z.string(),
  /** Milliseconds since 1970 by the device's clock. */
  writtenAt: z.number(),
  drafts: z.array(draftSchema),
  operations: z.array(
    z.looseObject({
      content: operationContentSchema,
      bodyHash: z.string().check(z.length(64)),
      savedAt: z.number(),
    }),
  ),
})

const fileSchema = z.looseObject({
  format: z.literal('nhip-cau-backup'),
  version: z.literal(1),
  /** SHA-256 of the canonical JSON of `backup`. */
  hash: z.string(),
  backup: z.unknown(),
})

/** What one person recorded on one device and the server may not have, or not for good. */
export interface Backup {
  readonly unitId: string
  readonly unitName: string
  readonly personId: string
  readonly displayName: string
  readonly writtenAt: number
  readonly drafts: readonly BackupDraft[]
  readonly operations: readonly BackupOperation[]
}

export interface BackupDraft {
  readonly visitId: string
  readonly firmId: string
  readonly revisionId: string
  readonly baseRevisionId?: string | undefined
  readonly startedAt: number
  readonly updatedAt: number
  readonly revision: number
  readonly discardedAt?: number | undefined
  readonly form: unknown
}

export interface BackupOperation {
  readonly content: OperationContent
  readonly bodyHash: string
  readonly savedAt: number
}

export async function backupToText(backup: Backup, sha256: Sha256): Promise<string> {
  const hash = await hashContent(backup, sha256)
  return `${JSON.stringify({ format: 'nhip-cau-backup', version: 1, hash, backup: JSON.parse(canonicalJson(backup)) })}\n`
}

/** Refuses what is no backup file of this app, or is not as it was written, to the last byte of what it says. */
export async function readBackup(text: string, sha256: Sha256): Promise<Result<Backup>> {
  const file = fileSchema.safeParse(parseJson(text))
  if (!file.success) return refuse('notABackup')
  const { hash, backup } = file.data
  if ((await hashOf(backup, sha256)) !== hash || !backupSchema.safeParse(backup).success)
    return refuse('backupDamaged')
  // the raw one: what is hashed and sent later is what was written, not what a schema made of it
  return succeed(backup as Backup)
}

/** Undefined for what is nested too deep to be one. */
async function hashOf(backup: unknown, sha256: Sha256): Promise<string | undefined> {
  try {
    return await hashContent(backup, sha256)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
