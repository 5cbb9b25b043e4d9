import { m } from '#app/messages/compiled/messages.js'
import type { Device } from '#device/device.ts'
import { approveFirm } from '#device/firms.ts'
import type { ReviewDetail } from '#device/reviewQueue.ts'
import { checkDecision, decideVisit, type ReviewDecision } from '#device/reviews.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { Problem, Result } from '#domain/result.ts'

/** Records a decision; a firm that was only proposed is taken into the list with its first approved visit. */
export async function decide(
  device: Device,
  { view }: ReviewDetail,
  decision: ReviewDecision,
): Promise<Result<string>> {
  if (decision.kind === 'approve' && view.firm.status === 'proposed') {
    const checked = await checkDecision(device, decision)
    if (!checked.ok) return checked
    const approved = await approveFirm(device, view.firm.id)
    if (!approved.ok) return approved
  }
  return decideVisit(device, decision)
}

/** Why a decision was not recorded, in words. */
export function refusalWords({ code }: Problem): string {
  return words[code]?.() ?? m.decide_notSaved()
}

const words: Readonly<Partial<Record<ProblemCode, () => string>>> = {
  ownVisit: m.review_notOwn,
  changedSinceReview: m.review_newerVersion,
  notAllowed: m.decide_notAllowed,
  stepNotAllowed: m.decide_stepNotAllowed,
  reasonMissing: m.ui_reasonNeeded,
  visitUnknown: m.detail_notHere,
}
