import { canonicalJson } from '#domain/canonicalJson.ts'
import { idFromHash } from '#domain/ids.ts'
import { succeed, type Result } from '#domain/result.ts'
import type { VisitBody } from '#domain/visit.ts'
import type { Device } from './device.ts'
import type { Draft } from './drafts.ts'
import { recordOperations, writeOperations } from './recordOperation.ts'

/**
 * Records the visit under the id that its form was opened with. Where an earlier try came through after it was told
 * as not saved, what was changed since is the next revision.
 */
export async function submitVisit(
  device: Device,
  draft: Draft,
  body: VisitBody,
): Promise<Result<readonly string[]>> {
  const { revisionId: id, visitId: recordId, baseRevisionId } = draft
  const deed = { kind: 'visit.submit', recordId, body: { ...body } } as const
  const photosOf = body.answers.photos === undefined ? undefined : id
  const finished = { draftId: recordId, photosOf }
  const recorded = await writeOperations(device, [{ ...deed, id, baseRevisionId }], finished)
  if (!recorded.ok) return recorded
  const [earlier] = recorded.value.earlier
  if (earlier === undefined || saying(earlier.body) === saying(body)) return succeed(recorded.value.ids)
  const hash = await device.sha256(`${id} ${saying(body)}`)
  return recordOperations(device, [{ ...deed, id: idFromHash(hash), baseRevisionId: id }])
}

/** What a body says, whenever it was completed. */
function saying(body: object): string {
  return canonicalJson({ ...body, completedAt: undefined })
}
