import type { Facts } from './facts.ts'
import { isContact, isMeeting, ownerAnswered, valueSaid, type CountedVisit } from './countedVisits.ts'
import { codeOf } from './factValues.ts'

/** Steps of approach, each with the first day it was reached. A firm never falls back by itself. */
export const funnelStages = [
  'listed',
  'planned',
  'contacted',
  'met',
  'agreed',
  'eligible',
  'submitted',
  'decided',
  'launched',
] as const
export type FunnelStage = (typeof funnelStages)[number]

/** What stands beside the steps: a firm may be met and postponed. */
export const funnelAsides = ['refused', 'notAgreed', 'postponed'] as const
export type FunnelAside = (typeof funnelAsides)[number]

/** A step told by a supervisor's dated outcome or plan, never by a visit. */
export interface DatedStage {
  readonly stage: 'planned' | 'eligible' | 'submitted' | 'decided' | 'launched'
  /** yyyy-mm-dd */
  readonly on: string
}

export interface Funnel {
  readonly stage: FunnelStage
  /** The first day of every step that was reached; the list itself has no day. */
  readonly reached: Readonly<Partial<Record<FunnelStage, string>>>
  readonly asides: readonly FunnelAside[]
}

/** Where a firm stands on the way to its organisation. `visits` the earliest first. */
export function funnelOf(
  visits: readonly CountedVisit[],
  facts: Facts,
  datedStages: readonly DatedStage[],
  refusalsInRow: number,
): Funnel {
  const reached: Partial<Record<FunnelStage, string>> = {}
  const reach = (stage: FunnelStage, on: string) => {
    if (reached[stage] === undefined || on < reached[stage]) reached[stage] = on
  }
  for (const { stage, on } of datedStages) reach(stage, on)
  for (const visit of visits) {
    if (isContact(visit)) reach('contacted', visit.on)
    if (isMeeting(visit)) reach('met', visit.on)
    if (isAgreement(visit)) reach('agreed', visit.on)
  }
  const stage = funnelStages.findLast((each) => reached[each] !== undefined) ?? 'listed'
  return { stage, reached, asides: asidesOf(facts, refusalsInRow) }
}

/** The owner is in favour and names a step. */
export function isAgreement(visit: CountedVisit): boolean {
  return (
    ownerAnswered(visit) &&
    valueSaid(visit, 'ownerStance') === 'support' &&
    namesStep(valueSaid(visit, 'ownerAgreedTo'))
  )
}

/** «Chưa nói cụ thể» alone names none. */
export function namesStep(agreedTo: unknown): boolean {
  return Array.isArray(agreedTo) && agreedTo.some((step) => step !== 'unspecified')
}

function asidesOf(facts: Facts, refusalsInRow: number): readonly FunnelAside[] {
  const stance = codeOf(facts, 'ownerStance')
  const isPostponed = codeOf(facts, 'businessStability') === 'difficult' && facts['recheckOn'] !== undefined
  return funnelAsides.filter(
    (aside) =>
      (aside === 'refused' && refusalsInRow > 0) ||
      (aside === 'notAgreed' && stance === 'notAgreed') ||
      (aside === 'postponed' && isPostponed),
  )
}
