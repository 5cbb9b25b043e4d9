import { m } from '#app/messages/compiled/messages.js'
import type { OutboxItem } from '#device/outboxView.ts'
import type { OperationKind } from '#domain/operation.ts'
import type { ProblemCode } from '#domain/problem.ts'

/** «Khảo sát Công ty TNHH Mẫu Dệt Sao 3» */
export function itemTitle({ kind, firmName }: Pick<OutboxItem, 'kind' | 'firmName'>): string {
  const title = Object.hasOwn(titles, kind) ? titles[kind as OperationKind] : m.item_other
  return title({ firm: firmName ?? '' }).trim()
}

/** Why something does not count, or not as meant, in words. */
export function problemWords(code: string): string {
  return problems[code as ProblemCode]?.() ?? m.problem_other()
}

const titles: Readonly<Record<OperationKind, (words: { firm: string }) => string>> = {
  'visit.submit': m.item_visit,
  'visit.void': m.item_visitVoid,
  'review.decide': m.item_review,
  'review.reopen': m.item_reopen,
  'firm.create': m.item_firmCreate,
  'firm.set': m.item_firmSet,
  'firm.merge': m.item_firmMerge,
  'firm.unmerge': m.item_firmUnmerge,
  'import.take': m.item_importTake,
  'import.undo': m.item_importUndo,
  'assignment.set': m.item_assignment,
  'plan.set': m.item_plan,
  'pin.set': m.item_pin,
  'track.override': m.item_track,
  'request.set': m.item_request,
  'outcome.record': m.item_outcome,
  'target.set': m.item_target,
  'period.close': m.item_period,
  'ruleSet.publish': m.item_ruleSet,
  'park.set': m.item_park,
  'notice.set': m.item_notice,
  'letter.set': m.letter_title,
  'commune.set': m.item_commune,
  'organisation.set': m.item_organisation,
  'reorganisation.record': m.item_reorganisation,
  'held.release': m.item_heldRelease,
  'held.discard': m.item_heldDiscard,
  'conflict.settle': m.item_conflictSettle,
  'revision.choose': m.item_revisionChoose,
}

const problems: Readonly<Partial<Record<ProblemCode, () => string>>> = {
  outOfScopeNow: m.problem_outOfScopeNow,
  neverInScope: m.problem_neverInScope,
  notAllowed: m.problem_notAllowed,
  notApplicable: m.problem_notApplicable,
  ownVisit: m.review_notOwn,
  changedSinceReview: m.review_newerVersion,
  twoRevisionsOnOneBase: m.problem_twoRevisions,
  fieldMovedMeanwhile: m.problem_fieldMoved,
  clockFarOff: m.problem_clockFarOff,
  foreignAuthor: m.problem_foreignAuthor,
  idReused: m.problem_damaged,
  hashDiffers: m.problem_damaged,
  unknownKind: m.problem_newerApp,
  newerSchema: m.problem_newerApp,
  visitUnknown: m.problem_visitUnknown,
  firmUnknown: m.problem_firmUnknown,
  heldUnknown: m.problem_heldUnknown,
  conflictUnknown: m.problem_conflictUnknown,
  notReleasable: m.problem_notReleasable,
  discarded: m.problem_discarded,
  stepNotAllowed: m.problem_stepNotAllowed,
  reasonMissing: m.ui_reasonNeeded,
  tooLarge: m.problem_tooLarge,
  storageFull: m.failure_storageFull_what,
  notABackup: m.problem_notABackup,
  backupDamaged: m.problem_backupDamaged,
  backupOfOtherUnit: m.problem_backupOfOtherUnit,
}
