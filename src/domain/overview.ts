import { ownerConcerns, ownerStances, type OwnerConcern } from './fields/codes.ts'
import type { FunnelStage } from './funnel.ts'
import { stanceOn, voiceOn, type Opinion } from './opinions.ts'
import { addMonths } from './calendar.ts'
import { addDays } from './time.ts'
import type { TrackRowId } from './track/table.ts'

/** Steps of approach that are reported, each of distinct firms. */
export const approachSteps = [
  'planned',
  'contacted',
  'met',
  'agreed',
  'decided',
] as const satisfies FunnelStage[]
export type ApproachStep = (typeof approachSteps)[number]

/** The first day of every step a firm has reached, yyyy-mm-dd. */
export type ReachedSteps = Readonly<Partial<Record<ApproachStep, string>>>

/** A firm as the overview counts it. */
export interface CountedFirm {
  readonly id: string
  readonly parkId: string | undefined
  readonly row: TrackRowId
  readonly surveyed: boolean
  readonly hasOrganisation: boolean
  readonly access: string
  readonly reached: ReachedSteps
  readonly ownership: string | undefined
  /** The earliest first. */
  readonly opinions: readonly Opinion[]
}

/** So many firms, and which: every number opens the list behind it. */
export interface Share<Key extends string> {
  readonly key: Key
  readonly firmIds: readonly string[]
}

/** Of the firms that have something in common, such as their park. */
export interface Coverage {
  readonly key: string | undefined
  readonly firmIds: readonly string[]
  readonly surveyedIds: readonly string[]
  readonly organisedIds: readonly string[]
}

/** A step of the approach: firms of the plan that reached it, and others, who were not planned. */
export interface Step {
  readonly step: ApproachStep
  readonly plannedIds: readonly string[]
  readonly otherIds: readonly string[]
}

/** How far the approach has come by a day: of the plan first, so that a share is one of the same firms. */
export function approachBy(firms: readonly CountedFirm[], day: string): readonly Step[] {
  const hasReached = (step: ApproachStep, { reached }: CountedFirm) => (reached[step] ?? '9999') <= day
  return approachSteps.map((step) => {
    const [planned = [], others = []] = [true, false].map((isPlanned) =>
      firms.filter((firm) => hasReached(step, firm) && hasReached('planned', firm) === isPlanned),
    )
    return { step, plannedIds: planned.map(({ id }) => id), otherIds: others.map(({ id }) => id) }
  })
}

/** Firms by what a rule says of them; what nobody has is left out. */
export function sharesBy<Key extends string>(
  firms: readonly CountedFirm[],
  keys: readonly Key[],
  keyOf: (firm: CountedFirm) => string,
): readonly Share<Key>[] {
  const byKey = Map.groupBy(firms, keyOf)
  return keys
    .map((key) => ({ key, firmIds: (byKey.get(key) ?? []).map(({ id }) => id) }))
    .filter(({ firmIds }) => firmIds.length > 0)
}

/** How far each park, or whatever the key is, is surveyed and organised, of the firms that are in scope. */
export function coverageBy(
  firms: readonly CountedFirm[],
  keyOf: (firm: CountedFirm) => string | undefined,
): readonly Coverage[] {
  const inScope = firms.filter(({ row }) => row !== 'D0')
  return Array.from(Map.groupBy(inScope, keyOf), ([key, all]) => ({
    key,
    firmIds: idsOf(all, () => true),
    surveyedIds: idsOf(all, ({ surveyed }) => surveyed),
    organisedIds: idsOf(all, ({ hasOrganisation }) => hasOrganisation),
  }))
}

/** Firms by what whoever leads them thinks of the matter, by a day. Who said nothing yet stands in none. */
export interface Stances {
  readonly on: string
  readonly shares: readonly Share<string>[]
}

export function stancesOn(firms: readonly CountedFirm[], days: readonly string[]): readonly Stances[] {
  const spoken = firms.filter(({ opinions }) => opinions.length > 0)
  return days.map((on) => {
    const byStance = Map.groupBy(spoken, ({ opinions }) => stanceOn(opinions, on))
    const shares = ownerStances.map((key) => ({
      key,
      firmIds: (byStance.get(key) ?? []).map(({ id }) => id),
    }))
    return { on, shares }
  })
}

/** A concern: firms where it was felt by an earlier day, where it is still felt, and where it was settled. */
export interface ConcernFirms {
  readonly concern: OwnerConcern
  readonly beforeIds: readonly string[]
  readonly openIds: readonly string[]
  readonly settledIds: readonly string[]
}

/** What was ever felt, in the order of the list. */
export function concernsBetween(
  firms: readonly CountedFirm[],
  before: string,
  day: string,
): readonly ConcernFirms[] {
  const found = ownerConcerns.map((concern) => ({
    concern,
    beforeIds: [] as string[],
    openIds: [] as string[],
    settledIds: [] as string[],
  }))
  const byConcern = new Map(found.map((one) => [one.concern, one]))
  for (const { id, opinions } of firms) {
    // most say nothing of them
    if (opinions.every(({ concerns = [], settled = [] }) => concerns.length + settled.length === 0)) continue
    const now = voiceOn(opinions, day)
    for (const concern of voiceOn(opinions, before).open) byConcern.get(concern)?.beforeIds.push(id)
    for (const concern of now.open) byConcern.get(concern)?.openIds.push(id)
    for (const concern of now.settled) byConcern.get(concern)?.settledIds.push(id)
  }
  return found.filter(
    ({ beforeIds, openIds, settledIds }) => beforeIds.length + openIds.length + settledIds.length > 0,
  )
}

/** The last days of the months up to the one of a day, which stands for its own; the earliest first. */
export function monthEnds(day: string, months: number): readonly string[] {
  const first = `${day.slice(0, 8)}01`
  return Array.from({ length: months }, (_, index) => {
    const back = months - 1 - index
    return back === 0 ? day : addDays(addMonths(first, 1 - back), -1)
  })
}

/** So many weeks are looked back on. */
export const weeksShown = 12

export interface Week {
  /** Its Monday. */
  readonly from: string
  readonly visits: number
}

/** The weeks up to the one of a day, the earliest first; days of visits in any order. */
export function visitsByWeek(days: readonly string[], today: string, weeks: number): readonly Week[] {
  const last = mondayOf(today)
  const counted = Array.from({ length: weeks }, (_, index) => addDays(last, 7 * (index + 1 - weeks)))
  const visits = new Map<string, number>()
  // many visits fall on few days
  for (const [day, all] of Map.groupBy(days, (one) => one)) {
    const from = mondayOf(day)
    visits.set(from, (visits.get(from) ?? 0) + all.length)
  }
  return counted.map((from) => ({ from, visits: visits.get(from) ?? 0 }))
}

export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

function idsOf(firms: readonly CountedFirm[], holds: (firm: CountedFirm) => boolean): string[] {
  return firms.filter(holds).map(({ id }) => id)
}
