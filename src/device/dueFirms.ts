import { addDays } from '#domain/time.ts'
import type { FirmCard } from './firmCard.ts'
import type { PlannedFirm } from './planList.ts'

/** Something that is to be done at a firm on a day, or was to be. */
export interface DueThing {
  /** yyyy-mm-dd */
  readonly on: string
  /** The visit somebody was sent for, an appointment, a step that was planned, or a day to look again. */
  readonly what: 'assignment' | 'appointment' | 'step' | 'recheck'
}

/** So far ahead is looked. */
export function dueUntil(today: string): string {
  return addDays(today, 7)
}

/** What falls due at a firm until a day, the earliest first. */
export function dueThings({ card, advice }: PlannedFirm, until: string): readonly DueThing[] {
  const { appointment, followUpOn, nextStep } = advice
  const isTold = followUpOn === appointment?.on || followUpOn === nextStep?.dueOn
  const days = [
    { what: 'assignment', on: isVisited(card) ? undefined : card.dueOn },
    { what: 'appointment', on: appointment?.on },
    { what: 'step', on: nextStep?.dueOn },
    // the earliest day there is: what is none of the others is the re-check
    { what: 'recheck', on: isTold ? undefined : followUpOn },
  ] as const
  return days
    .flatMap(({ what, on }) => (on === undefined || on > until ? [] : [{ what, on }]))
    .toSorted((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
}

/** Of the visit and of all that is planned, whose earliest day the advice knows. */
function firstDue({ card, advice }: PlannedFirm): string {
  const visit = isVisited(card) ? never : (card.dueOn ?? never)
  const planned = advice.followUpOn ?? never
  return visit < planned ? visit : planned
}

const never = '9999-99-99'

/** Whether somebody went there since the firm was given to whoever has it. */
export function isVisited({ assignedOn, lastVisitOn }: FirmCard): boolean {
  return assignedOn !== undefined && lastVisitOn !== undefined && lastVisitOn >= assignedOn
}

/** Firms where something is overdue or falls due within a week: what is overdue for longest first. */
export function firmsDue(firms: readonly PlannedFirm[], today: string): PlannedFirm[] {
  const until = dueUntil(today)
  return firms
    .flatMap((firm) => {
      const on = firstDue(firm)
      return on > until ? [] : [{ firm, on }]
    })
    .sort((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
    .map(({ firm }) => firm)
}
