import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import type { Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import { appendEntry } from './history.ts'

/** The firm that stays; the deed's record is the firm that becomes another name of it. */
export const firmMergeSchema = z.looseObject({ into: idSchema })

/** The firm it stood under: only that is taken back. */
export const firmUnmergeSchema = z.looseObject({ from: idSchema })

const append = appendEntry('alias', firmMergeSchema)

/** Firms are one from now on. Nothing of either is changed; `aliases.ts` reads what it comes to. */
export function mergeFirm(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  if (content.body['into'] === content.recordId) return { kind: 'held', problem: 'notApplicable' }
  return append(record, content, stamp)
}

export const unmergeFirm = appendEntry('alias', firmUnmergeSchema)

/** The other firm of a merging, or of its undoing. */
export function otherOfAlias({ body }: Pick<OperationContent, 'body'>): string | undefined {
  const other = body['into'] ?? body['from']
  return typeof other === 'string' ? other : undefined
}
