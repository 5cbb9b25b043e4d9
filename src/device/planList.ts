import { rankFirms, type RankItem, type Ranking } from '#domain/priority.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import type { CardAdvice, FirmCard } from './firmCard.ts'

/** A firm with its place. `own` counts this person's undecided visits in. */
export interface PlannedFirm extends RankItem {
  readonly card: FirmCard
  readonly advice: CardAdvice
}

export interface Plan extends Ranking<PlannedFirm> {
  /** Firms each member has, by person id. */
  readonly workload: ReadonlyMap<string, number>
  /** Firms that are closed, moved away or doubles. */
  readonly outOfScope: readonly PlannedFirm[]
}

/** Every firm in the order of going, by approved facts. */
export async function readPlan(device: Device): Promise<Plan> {
  const firms = (await readCards(device)).map((card) => plannedFirm(card, card.advice))
  const workload = new Map<string, number>()
  for (const { card, row } of firms) {
    if (card.assignedTo === undefined || row === 'D0') continue
    workload.set(card.assignedTo, (workload.get(card.assignedTo) ?? 0) + 1)
  }
  return { ...rankFirms(firms), workload, outOfScope: firms.filter(({ row }) => row === 'D0') }
}

/** What one person goes to, alone or as a helper, in the order of going. */
export async function readWork(device: Device, personId: string): Promise<PlannedFirm[]> {
  const mine = (await readCards(device)).filter(
    (card) => card.assignedTo === personId || card.helperIds.includes(personId),
  )
  return orderOfGoing(rankFirms(mine.map((card) => plannedFirm(card, card.advice))))
}

/** A firm for ranking, by what its card says or by other advice. */
export function plannedFirm(card: FirmCard, advice: CardAdvice): PlannedFirm {
  return { card, advice, key: advice.key, row: advice.row, org: advice.org, pinned: card.pin !== undefined }
}

/** One order over all of a person's firms: the urgent ones, then those without an organisation, then the others. */
export function orderOfGoing(ranking: Ranking<PlannedFirm>): PlannedFirm[] {
  const urgent = new Set(ranking.urgent)
  return [...ranking.urgent, ...ranking.order, ...ranking.organised.filter((item) => !urgent.has(item))]
}
