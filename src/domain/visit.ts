import * as z from 'zod/mini'
import { answerSchema } from './answers.ts'
import { idSchema } from './ids.ts'

/** One filled-in form. Parsed loosely: a newer client's fields are kept as they came. */
export const visitBodySchema = z.looseObject({
  firmId: idSchema,
  /** When it took place, by the surveyor's word: `2026-11-21T09:40+07:00`. */
  occurredAt: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)),
  /** When the form was opened and completed, by the device's clock. */
  startedAt: z.optional(z.string()),
  completedAt: z.optional(z.string()),
  questionnaireVersion: z.int(),
  answers: z.record(z.string(), answerSchema),
  /** Why a soft check does not apply, by the check's key. */
  explanations: z.optional(z.record(z.string(), z.string())),
  /** How a returned visit was looked into again, and what was left as it was, by question. */
  reply: z.optional(
    z.looseObject({
      how: z.optional(z.enum(['notes', 'phone', 'newVisit'])),
      kept: z.record(z.string(), z.string()),
    }),
  ),
  /** The visit this one replaces: «Đến lại» after a return. */
  replacesVisitId: z.optional(idSchema),
})
export type VisitBody = z.infer<typeof visitBodySchema>

export interface VisitRevision {
  /** The id of the operation that submitted it. */
  readonly revisionId: string
  readonly baseRevisionId?: string | undefined
  readonly seq: number
  readonly schemaVersion: number
  readonly bodyHash: string
  readonly clientTime: string
  /** The server's clock; on a device, for a revision not yet sent, the device's. */
  readonly receivedAt: string
  readonly body: VisitBody
  /** Written on a base that was no longer the newest: kept, for the supervisor to look at. */
  readonly diverged?: true
}

/** `choose`: of two revisions on one base, the other one is to be reviewed. */
export const decisionKinds = ['approve', 'return', 'void', 'reopen', 'choose'] as const
export type DecisionKind = (typeof decisionKinds)[number]

export interface VisitDecision {
  readonly operationId: string
  readonly seq: number
  readonly personId: string
  readonly clientTime: string
  readonly kind: DecisionKind
  readonly revisionId: string
  readonly reason?: string | undefined
  /** Questions marked by the reviewer. */
  readonly fields?: readonly string[] | undefined
  /** False when the revision was no longer the newest, or the step was not allowed any more. */
  readonly counts: boolean
}

export const visitStates = ['submitted', 'returned', 'approved', 'void'] as const
export type VisitState = (typeof visitStates)[number]

/** A visit as every machine keeps it: all revisions, all decisions, and where it stands. */
export interface VisitRecord {
  readonly id: string
  readonly firmId: string
  readonly personId: string
  readonly state: VisitState
  readonly headRevisionId: string
  /** The revision that facts are read from. */
  readonly approvedRevisionId?: string | undefined
  readonly revisions: readonly VisitRevision[]
  readonly decisions: readonly VisitDecision[]
}

/**
 * The life of a visit: from a state, by a step, to a state. What is not listed is not allowed.
 * Decisions on one revision may follow each other: the later stands, both stay listed.
 */
export const visitSteps: Readonly<Record<VisitState, Partial<Record<DecisionKind | 'submit', VisitState>>>> =
  {
    submitted: {
      submit: 'submitted',
      approve: 'approved',
      return: 'returned',
      void: 'void',
      choose: 'submitted',
    },
    returned: {
      submit: 'submitted',
      approve: 'approved',
      return: 'returned',
      void: 'void',
      choose: 'submitted',
    },
    approved: {
      submit: 'submitted',
      reopen: 'submitted',
      return: 'returned',
      void: 'void',
      approve: 'approved',
    },
    void: { reopen: 'submitted', void: 'void' },
  }

/** Steps that need a sentence from whoever takes them. */
export const stepsWithReason: readonly DecisionKind[] = ['return', 'void', 'reopen']

export function headRevision(visit: VisitRecord): VisitRevision {
  return visit.revisions.find((revision) => revision.revisionId === visit.headRevisionId)!
}

export function approvedRevision(visit: VisitRecord): VisitRevision | undefined {
  return visit.revisions.find((revision) => revision.revisionId === visit.approvedRevisionId)
}

/** A revision beside the head on the same base that nobody decided about since. */
export function openRival(visit: VisitRecord): VisitRevision | undefined {
  const decidedSeq = Math.max(0, ...visit.decisions.filter(({ counts }) => counts).map(({ seq }) => seq))
  return visit.revisions.find(
    ({ diverged, seq, revisionId }) =>
      diverged === true && seq > decidedSeq && revisionId !== visit.headRevisionId,
  )
}

/** The decision that put the visit where it stands, if one did. */
export function standingDecision(visit: VisitRecord): VisitDecision | undefined {
  return visit.decisions.findLast(
    (decision) => decision.counts && decision.revisionId === visit.headRevisionId,
  )
}

/** Visits that another one took the place of, by id: «Đến lại» after a return, which is closed by it. */
export function replacedIds(visits: readonly VisitRecord[]): ReadonlySet<string> {
  const counting = visits.filter(({ state }) => state !== 'void')
  return new Set(counting.flatMap((visit) => headRevision(visit).body.replacesVisitId ?? []))
}
