import { liftContent } from './lifts.ts'
import type { OperationContent, OperationKind } from './operation.ts'
import { operationKinds, schemaVersion } from './operation.ts'
import type { ProblemCode } from './problem.ts'
import type { Collection } from './records.ts'
import type { ReceiptStatus } from './receipt.ts'
import { mergeFirm, unmergeFirm } from './merge/alias.ts'
import { setCommune } from './merge/commune.ts'
import { settleConflict } from './merge/conflict.ts'
import { createFirm, setFirmFields } from './merge/firm.ts'
import { takeImport, undoImport } from './merge/import.ts'
import { discardHeld, releaseHeld } from './merge/held.ts'
import { appendEntry, historyBodies } from './merge/history.ts'
import { setNotice } from './merge/notice.ts'
import { chooseRevision, decideReview, reopenReview, submitVisit, voidVisit } from './merge/visit.ts'

/** The unit's next number and the server's clock; on a device, for what is not sent yet, a number beyond all others. */
export interface Stamp {
  readonly seq: number
  readonly receivedAt: string
}

export interface Change {
  readonly collection: Collection
  readonly id: string
  readonly firmId?: string | undefined
  readonly record: unknown
}

/** The records an operation makes of the one it is about, or why it can't be counted yet. */
export type Merged =
  | {
      readonly kind: 'changed'
      readonly status: Exclude<ReceiptStatus, 'held'>
      readonly problem?: ProblemCode
      readonly changes: readonly Change[]
    }
  | {
      readonly kind: 'held'
      readonly problem: ProblemCode
      /** The id of a record or an operation that must come first; once it is here, this is tried again. */
      readonly waitsFor?: string
    }

/** Finds another record as it stands before a deed; a deed of many firms looks at each. */
export type Look = (collection: Collection, id: string) => unknown

export interface Target {
  readonly collection: Collection
  /** Refuses bodies that this build can't read; what it accepts is kept as it came. */
  readonly merge: (
    record: unknown,
    content: OperationContent,
    stamp: Stamp,
    bodyHash: string,
    look: Look,
  ) => Merged
}

const firm = 'firm' satisfies Collection
const visit = 'visit' satisfies Collection

/** Which record a deed is about and how it changes it: the one table, asked by server and devices alike. */
export const targets: Readonly<Record<OperationKind, Target>> = {
  'firm.create': { collection: firm, merge: createFirm },
  'firm.set': { collection: firm, merge: setFirmFields },
  'firm.merge': { collection: 'alias', merge: mergeFirm },
  'firm.unmerge': { collection: 'alias', merge: unmergeFirm },
  'import.take': { collection: 'import', merge: takeImport },
  'import.undo': { collection: 'import', merge: undoImport },
  'visit.submit': { collection: visit, merge: submitVisit },
  'visit.void': { collection: visit, merge: voidVisit },
  'review.decide': { collection: visit, merge: decideReview },
  'review.reopen': { collection: visit, merge: reopenReview },
  'assignment.set': { collection: 'assignment', merge: appendEntry('assignment', historyBodies.assignment) },
  'plan.set': { collection: 'plan', merge: appendEntry('plan', historyBodies.plan) },
  'pin.set': { collection: 'pin', merge: appendEntry('pin', historyBodies.pin) },
  'track.override': { collection: 'override', merge: appendEntry('override', historyBodies.override) },
  'request.set': { collection: 'request', merge: appendEntry('request', historyBodies.request) },
  'outcome.record': { collection: 'outcome', merge: appendEntry('outcome', historyBodies.outcome) },
  'target.set': { collection: 'target', merge: appendEntry('target', historyBodies.target) },
  'period.close': { collection: 'period', merge: appendEntry('period', historyBodies.period) },
  'ruleSet.publish': { collection: 'ruleSet', merge: appendEntry('ruleSet', historyBodies.ruleSet) },
  'park.set': { collection: 'park', merge: appendEntry('park', historyBodies.park) },
  'notice.set': { collection: 'notice', merge: setNotice },
  'letter.set': { collection: 'letter', merge: appendEntry('letter', historyBodies.letter) },
  'commune.set': { collection: 'commune', merge: setCommune },
  'organisation.set': {
    collection: 'organisation',
    merge: appendEntry('organisation', historyBodies.organisation),
  },
  'reorganisation.record': {
    collection: 'reorganisation',
    merge: appendEntry('reorganisation', historyBodies.reorganisation),
  },
  'held.release': { collection: 'held', merge: releaseHeld },
  'held.discard': { collection: 'held', merge: discardHeld },
  'conflict.settle': { collection: 'conflict', merge: settleConflict },
  'revision.choose': { collection: visit, merge: chooseRevision },
}

export function isKnownKind(kind: string): kind is OperationKind {
  return (operationKinds as readonly string[]).includes(kind)
}

/** The target of an operation, or why this build does not know one. */
export function targetOf(content: OperationContent): Target | ProblemCode {
  if (!isKnownKind(content.kind)) return 'unknownKind'
  return content.schemaVersion > schemaVersion ? 'newerSchema' : targets[content.kind]
}

/**
 * Folds one operation into the record it is about: the same result on every machine.
 * A repeat must be stopped before (by its id); `record` is undefined when there is none yet.
 */
export function mergeOperation(
  record: unknown,
  content: OperationContent,
  stamp: Stamp,
  bodyHash: string,
  look: Look = () => undefined,
): Merged {
  const target = targetOf(content)
  if (typeof target === 'string') return { kind: 'held', problem: target }
  return target.merge(record, liftContent(content), stamp, bodyHash, look)
}
