import type { OperationKind } from '#domain/operation.ts'
import { refuse, succeed, type Problem, type Result } from '#domain/result.ts'
import { stepsWithReason, visitSteps, type DecisionKind, type VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation, recordOperations, type Deed } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { readRecord } from './view.ts'

export interface ReviewDecision {
  readonly visitId: string
  /** The revision that was on the screen. */
  readonly revisionId: string
  readonly kind: DecisionKind
  readonly reason?: string
  /** Questions to be asked again. */
  readonly fields?: readonly string[]
}

const kindOfDeed: Readonly<Record<DecisionKind, OperationKind>> = {
  approve: 'review.decide',
  return: 'review.decide',
  void: 'visit.void',
  reopen: 'review.reopen',
  choose: 'revision.choose',
}

/** Whether the person on this device may take a step on a visit now, and why not. */
export async function checkDecision(device: Device, decision: ReviewDecision): Promise<Result<VisitRecord>> {
  const visit = await readRecord<VisitRecord>(device, 'visit', decision.visitId)
  if (visit === undefined) return refuse('visitUnknown')
  if (!(await mayRecord(device, kindOfDeed[decision.kind]))) return refuse('notAllowed')
  if (decision.kind === 'approve' && visit.personId === device.identity.personId) return refuse('ownVisit')
  const isHead = decision.revisionId === visit.headRevisionId
  if (isHead === (decision.kind === 'choose')) return refuse('changedSinceReview')
  if (visitSteps[visit.state][decision.kind] === undefined) return refuse('stepNotAllowed')
  const needsReason = stepsWithReason.includes(decision.kind)
  if (needsReason && (decision.reason ?? '').trim() === '') return refuse('reasonMissing', { at: 'reason' })
  return { ok: true, value: visit }
}

/** Records a decision on exactly the revision that was seen. */
export async function decideVisit(device: Device, decision: ReviewDecision): Promise<Result<string>> {
  const settled = await settleSave(() => checkDecision(device, decision))
  const checked = settled.ok ? settled.value : settled
  return checked.ok ? recordOperation(device, deedOf(decision)) : checked
}

/** What became of visits that were approved together: what was not is left as it was, each for its own reason. */
export interface ApprovedTogether {
  readonly approved: readonly string[]
  readonly refused: readonly { readonly visitId: string; readonly problem: Problem }[]
}

/** Approves exactly the revisions that were listed, all that can be in one go. */
export async function approveTogether(
  device: Device,
  listed: readonly Pick<ReviewDecision, 'visitId' | 'revisionId'>[],
): Promise<Result<ApprovedTogether>> {
  const decisions = listed.map((one): ReviewDecision => ({ ...one, kind: 'approve' }))
  const settled = await settleSave(() =>
    Promise.all(decisions.map((decision) => checkDecision(device, decision))),
  )
  if (!settled.ok) return settled
  const checked = decisions.map((decision, index) => ({ decision, result: settled.value[index]! }))
  const free = checked.flatMap(({ decision, result }) => (result.ok ? [decision] : []))
  const refused = checked.flatMap(({ decision: { visitId }, result }) =>
    result.ok ? [] : [{ visitId, problem: result.problem }],
  )
  const recorded = await recordOperations(device, free.map(deedOf))
  if (!recorded.ok) return recorded
  return succeed({ approved: free.map(({ visitId }) => visitId), refused })
}

function deedOf(decision: ReviewDecision): Deed {
  const { visitId, revisionId, kind, reason, fields } = decision
  const decides = kindOfDeed[kind] === 'review.decide'
  return {
    kind: kindOfDeed[kind],
    recordId: visitId,
    body: {
      revisionId,
      ...(decides && { decision: kind }),
      ...(reason !== undefined && { reason: reason.normalize('NFC') }),
      ...(fields !== undefined && { fields }),
    },
  }
}
