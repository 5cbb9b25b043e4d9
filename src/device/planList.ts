import { addMonths } from '#domain/calendar.ts'
import { rankFirms, type RankItem, type Ranking } from '#domain/priority.ts'
import { threshold } from '#domain/ruleSet.ts'
import { vietnamDay } from '#domain/time.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { firmsDue } from './dueFirms.ts'
import type { CardAdvice, FirmCard } from './firmCard.ts'
import { readRuleSetOfToday } from './ruleSets.ts'

/** A firm with its place. `own` counts this person's undecided visits in. */
export interface PlannedFirm extends RankItem {
  readonly card: FirmCard
  readonly advice: CardAdvice
  /** The day of the last visit, where it is so long ago that it should be called to mind. */
  readonly untouchedSince: string | undefined
}

export interface Plan extends Ranking<PlannedFirm> {
  /** Firms each member has, by person id. */
  readonly workload: ReadonlyMap<string, number>
  /** Firms that are closed, moved away or doubles. */
  readonly outOfScope: readonly PlannedFirm[]
  /** Firms that nobody has been to for long: beside the order, which does not change for it. */
  readonly untouched: readonly PlannedFirm[]
  /** Firms where something is overdue or falls due within a week, the longest overdue first. */
  readonly due: readonly PlannedFirm[]
  /** Documents that firms of the approach plan rest on, those of the most firms first. */
  readonly bases: readonly string[]
}

/** Every firm in the order of going, by approved facts. */
export async function readPlan(device: Device): Promise<Plan> {
  const [cards, longAgo] = await Promise.all([readCards(device), readLongAgo(device)])
  const firms = cards.map((card) => plannedFirm(card, card.advice, longAgo))
  const workload = new Map<string, number>()
  for (const { card, row } of firms) {
    if (card.assignedTo === undefined || row === 'D0') continue
    workload.set(card.assignedTo, (workload.get(card.assignedTo) ?? 0) + 1)
  }
  const ranking = rankFirms(firms)
  const inOrder = orderOfGoing(ranking)
  return {
    ...ranking,
    workload,
    outOfScope: firms.filter(({ row }) => row === 'D0'),
    untouched: inOrder.filter(({ untouchedSince }) => untouchedSince !== undefined),
    due: firmsDue(inOrder, vietnamDay(device.now())),
    bases: basesOf(cards),
  }
}

function basesOf(cards: readonly FirmCard[]): string[] {
  const counts = new Map<string, number>()
  for (const { planBasis } of cards)
    if (planBasis !== undefined) counts.set(planBasis, (counts.get(planBasis) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one).map(([basis]) => basis)
}

/** What one person goes to, alone or as a helper, in the order of going. */
export async function readWork(device: Device, personId: string): Promise<PlannedFirm[]> {
  const mine = (await readCards(device)).filter(
    (card) => card.assignedTo === personId || card.helperIds.includes(personId),
  )
  return orderOfGoing(rankFirms(mine.map((card) => plannedFirm(card, card.advice))))
}

/** A firm for ranking, by what its card says or by other advice; a last visit before `longAgo` is called to mind. */
export function plannedFirm(card: FirmCard, advice: CardAdvice, longAgo = ''): PlannedFirm {
  const { key, row, org } = advice
  const untouchedSince = (card.lastVisitOn ?? longAgo) < longAgo ? card.lastVisitOn : undefined
  return { card, advice, key, row, org, pinned: card.pin !== undefined, untouchedSince }
}

/** Visits before this day (yyyy-mm-dd) are long ago. */
export async function readLongAgo(device: Device): Promise<string> {
  const months = threshold(await readRuleSetOfToday(device), 'untouchedMonths')
  return addMonths(vietnamDay(device.now()), -months)
}

/** One order over all of a person's firms: the urgent ones, then those without an organisation, then the others. */
export function orderOfGoing(ranking: Ranking<PlannedFirm>): PlannedFirm[] {
  const urgent = new Set(ranking.urgent)
  return [...ranking.urgent, ...ranking.order, ...ranking.organised.filter((item) => !urgent.has(item))]
}
