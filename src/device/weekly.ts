import { approachSteps, mondayOf, type ApproachStep } from '#domain/overview.ts'
import { addDays, vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { dueThings, type DueThing } from './dueFirms.ts'
import { readVisitsDone, type DoneVisit } from './overview.ts'
import { orderOfGoing, readPlan, type PlannedFirm } from './planList.ts'

export interface DueRow {
  readonly firm: PlannedFirm
  readonly thing: DueThing
}

/** What a weekly meeting looks at: the week of today, and the next. Days are yyyy-mm-dd. */
export interface WeeklyMeeting {
  readonly from: string
  readonly to: string
  readonly visits: readonly DoneVisit[]
  readonly firmsVisited: number
  /** Firms that reached a step in this week. */
  readonly reached: Readonly<Record<ApproachStep, number>>
  readonly overdue: readonly DueRow[]
  /** From today until the end of next week. */
  readonly coming: readonly DueRow[]
  readonly urgent: readonly PlannedFirm[]
  /** Visits that wait for a decision: no figure counts them. */
  readonly waiting: number
}

export async function readWeeklyMeeting(device: Device): Promise<WeeklyMeeting> {
  const today = vietnamDay(device.now())
  const from = mondayOf(today)
  const to = addDays(from, 6)
  const [plan, visits] = await Promise.all([readPlan(device), readVisitsDone(device, from, today)])
  const firms = orderOfGoing(plan)
  const due = firms
    .flatMap((firm) => dueThings(firm, addDays(to, 7)).map((thing) => ({ firm, thing })))
    .sort((one, other) => (one.thing.on === other.thing.on ? 0 : one.thing.on < other.thing.on ? -1 : 1))
  const reachedNow = (step: ApproachStep) =>
    firms.filter(({ advice }) => (advice.reached[step] ?? '') >= from).length
  return {
    from,
    to,
    visits,
    firmsVisited: new Set(visits.map(({ firmId }) => firmId)).size,
    reached: Object.fromEntries(approachSteps.map((step) => [step, reachedNow(step)])) as Record<
      ApproachStep,
      number
    >,
    overdue: due.filter(({ thing }) => thing.on < today),
    coming: due.filter(({ thing }) => thing.on >= today),
    urgent: plan.urgent,
    waiting: firms.reduce((sum, { card }) => sum + card.waitingVisits, 0),
  }
}
