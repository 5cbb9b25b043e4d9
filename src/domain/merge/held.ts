import * as z from 'zod/mini'
import { canRelease } from '#domain/held.ts'
import type { Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { HeldDecision, HeldRecord } from '#domain/records.ts'

export const heldDecisionSchema = z.looseObject({ reason: z.optional(z.string().check(z.maxLength(2000))) })

/** A supervisor lets something held count after all. The server lets it; should it still not be able to, it says why. */
export function releaseHeld(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const held = record as HeldRecord | undefined
  if (held !== undefined && held.state === 'open' && !canRelease(held))
    return refuseRelease(held, content, stamp, 'notReleasable')
  return decideHeld(held, content, stamp, 'release')
}

/** Somebody who may says that it is never to count; it stays to be read. */
export function discardHeld(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const reason = heldDecisionSchema.safeParse(content.body).data?.reason ?? ''
  if (reason.trim() === '') return { kind: 'held', problem: 'reasonMissing' }
  return decideHeld(record as HeldRecord | undefined, content, stamp, 'discard')
}

/** Listed, but it stays held. */
export function refuseRelease(
  held: HeldRecord,
  content: OperationContent,
  stamp: Stamp,
  problem: ProblemCode,
): Merged {
  return listed(held, { ...decisionOf(content, stamp, 'release', false), problem }, held.state, problem)
}

function decideHeld(
  held: HeldRecord | undefined,
  content: OperationContent,
  stamp: Stamp,
  kind: HeldDecision['kind'],
): Merged {
  if (!heldDecisionSchema.safeParse(content.body).success) return { kind: 'held', problem: 'notApplicable' }
  if (held === undefined) return { kind: 'held', problem: 'heldUnknown', waitsFor: content.recordId }
  if (held.state !== 'open')
    return listed(held, decisionOf(content, stamp, kind, false), held.state, 'stepNotAllowed')
  return listed(held, decisionOf(content, stamp, kind, true), kind === 'release' ? 'released' : 'discarded')
}

function decisionOf(
  content: OperationContent,
  stamp: Stamp,
  kind: HeldDecision['kind'],
  counts: boolean,
): HeldDecision {
  const { reason } = content.body
  return {
    operationId: content.id,
    seq: stamp.seq,
    personId: content.personId,
    clientTime: content.clientTime,
    kind,
    ...(typeof reason === 'string' && { reason }),
    counts,
  }
}

function listed(
  held: HeldRecord,
  decision: HeldDecision,
  state: HeldRecord['state'],
  problem?: ProblemCode,
): Merged {
  const record: HeldRecord = { ...held, state, decisions: [...held.decisions, decision] }
  const changes = [{ collection: 'held' as const, id: held.id, record }]
  return problem === undefined
    ? { kind: 'changed', status: 'applied', changes }
    : { kind: 'changed', status: 'merged', problem, changes }
}
