import type { OperationKind } from './operation.ts'
import type { ProblemCode } from './problem.ts'
import type { HeldRecord } from './records.ts'

/** What was seen at a gate: a supervisor may let it count whatever its author might see or do that day. */
const capturing: readonly string[] = ['visit.submit', 'firm.create'] satisfies OperationKind[]

/** Reasons that a person may overrule. The others are of the thing itself, or pass by themselves. */
const overruled: readonly string[] = [
  'neverInScope',
  'notAllowed',
  'foreignAuthor',
  'hashDiffers',
  'idReused',
] satisfies ProblemCode[]

/** What is missing may still come; then it counts without anybody's word. */
const passing: readonly string[] = [
  'firmUnknown',
  'visitUnknown',
  'heldUnknown',
  'conflictUnknown',
  'unknownKind',
  'newerSchema',
] satisfies ProblemCode[]

/** Whether it waits for something that may come by itself. */
export function isPassing({ problem }: Pick<HeldRecord, 'problem'>): boolean {
  return passing.includes(problem)
}

/** Whether a supervisor may let it count; what can't is only to be discarded, or counts once what it waits for is there. */
export function canRelease({ kind, problem }: Pick<HeldRecord, 'kind' | 'problem'>): boolean {
  return capturing.includes(kind) && overruled.includes(problem)
}
