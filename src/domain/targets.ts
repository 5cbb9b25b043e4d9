import { addMonths } from './calendar.ts'
import { daysBetween } from './day.ts'

/** What targets are set for and results are counted in. All are flows: nothing that stands at a date is among them. */
export const indicators = [
  'cellsEstablished',
  'membersAdmitted',
  'unionsEstablished',
  'unionMembersGained',
  'youthOrganisationsEstablished',
  'youthMembersGained',
] as const
export type Indicator = (typeof indicators)[number]

/** Of which it is organisations that are counted, one a decision, however many firms share one. */
export const organisationIndicators: readonly Indicator[] = [
  'cellsEstablished',
  'unionsEstablished',
  'youthOrganisationsEstablished',
]

/** From a day to a day, both included (yyyy-mm-dd). */
export interface Period {
  readonly from: string
  readonly to: string
}

/** Something that was decided and counts towards a target. */
export interface Outcome {
  readonly id: string
  readonly indicator: Indicator
  /** Several for a joint organisation, which still counts once. */
  readonly firmIds: readonly string[]
  readonly decidedOn: string
  readonly decisionNo?: string | undefined
  readonly ceremonyOn?: string | undefined
  readonly count: number
}

export interface Target extends Period {
  readonly id: string
  readonly indicator: Indicator
  readonly value: number
  readonly assignedBy?: string | undefined
}

/** How far one indicator is in a period. */
export interface Progress {
  readonly indicator: Indicator
  readonly target: number | undefined
  readonly achieved: number
  /** Over the target more than 1; undefined without a target above 0. */
  readonly share: number | undefined
  readonly remaining: number | undefined
  /** In the same days a year before. */
  readonly yearBefore: number
  /** Since the first result there is. */
  readonly inAll: number
  /** What the figure is made of, the earliest first. */
  readonly outcomeIds: readonly string[]
}

/** Every indicator in a period, as far as it has gone on a day (yyyy-mm-dd). */
export function progressIn(
  period: Period,
  asOf: string,
  { targets, outcomes }: { readonly targets: readonly Target[]; readonly outcomes: readonly Outcome[] },
): readonly Progress[] {
  const to = asOf < period.to ? asOf : period.to
  return indicators.map((indicator) => {
    const counted = outcomes.filter((one) => one.indicator === indicator)
    const within = (from: string, until: string) =>
      counted.filter(({ decidedOn }) => from <= decidedOn && decidedOn <= until)
    const inPeriod = within(period.from, to).toSorted((one, other) =>
      one.decidedOn < other.decidedOn ? -1 : 1,
    )
    const achieved = sum(inPeriod)
    const target = targetOf(indicator, period, targets)
    return {
      indicator,
      target,
      achieved,
      share: target === undefined || target === 0 ? undefined : achieved / target,
      remaining: target === undefined ? undefined : Math.max(0, target - achieved),
      yearBefore: sum(within(addMonths(period.from, -12), addMonths(to, -12))),
      inAll: sum(within('', to)),
      outcomeIds: inPeriod.map(({ id }) => id),
    }
  })
}

/** Periods that targets were set for and the year of a day, the latest first. */
export function periodsOf(targets: readonly Target[], today: string): readonly Period[] {
  const year = today.slice(0, 4)
  const all: Period[] = [{ from: `${year}-01-01`, to: `${year}-12-31` }, ...targets]
  const byKey = new Map(all.map(({ from, to }) => [periodKey({ from, to }), { from, to }]))
  return [...byKey.values()].toSorted((one, other) =>
    one.to === other.to ? (one.from < other.from ? 1 : -1) : one.to < other.to ? 1 : -1,
  )
}

/** The shortest of some periods that a day lies in; the first where it lies in none. */
export function currentPeriod(periods: readonly Period[], day: string): Period | undefined {
  const holding = periods.filter(({ from, to }) => from <= day && day <= to)
  const [shortest] = holding.toSorted(
    (one, other) => daysBetween(one.from, one.to) - daysBetween(other.from, other.to),
  )
  return shortest ?? periods[0]
}

/** Whether any target holds on a day (yyyy-mm-dd): a year without one was never planned. */
export function hasTargetOn(targets: readonly Target[], day: string): boolean {
  return targets.some(({ from, to }) => from <= day && day <= to)
}

/** One name a period: whoever closes it at the same time closes the same. */
export function periodKey({ from, to }: Period): string {
  return `${from}.${to}`
}

function targetOf(
  indicator: Indicator,
  { from, to }: Period,
  targets: readonly Target[],
): number | undefined {
  return targets.find((one) => one.indicator === indicator && one.from === from && one.to === to)?.value
}

function sum(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((total, { count }) => total + count, 0)
}
