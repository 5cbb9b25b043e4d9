import { addDays, vietnamDay } from '#domain/time.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { dueThings, dueUntil } from './dueFirms.ts'
import { plannedFirm } from './planList.ts'

/** What one member has to do; every figure by the ids of its firms. */
export interface Workload {
  readonly personId: string
  readonly firmIds: readonly string[]
  /** Firms of others where they go along. */
  readonly helpsIds: readonly string[]
  readonly overdueIds: readonly string[]
  readonly dueIds: readonly string[]
  readonly appointmentIds: readonly string[]
}

export interface Workloads {
  readonly byPerson: ReadonlyMap<string, Workload>
  readonly names: ReadonlyMap<string, string>
}

/** Who has how much to do, from the cards alone. */
export async function readWorkloads(device: Device): Promise<Workloads> {
  const cards = await readCards(device)
  const today = vietnamDay(device.now())
  const firms = cards.map((card) => plannedFirm(card, card.advice)).filter(({ row }) => row !== 'D0')
  const people = new Set(cards.flatMap(({ assignedTo, helperIds }) => [assignedTo ?? '', ...helperIds]))
  people.delete('')
  const ownBy = Map.groupBy(firms, ({ card }) => card.assignedTo)
  const workloads = Array.from(people, (personId): [string, Workload] => {
    const own = ownBy.get(personId) ?? []
    const idsOf = (holds: (firm: (typeof own)[number]) => boolean) =>
      own.filter(holds).map(({ card }) => card.id)
    return [
      personId,
      {
        personId,
        firmIds: idsOf(() => true),
        helpsIds: firms.filter(({ card }) => card.helperIds.includes(personId)).map(({ card }) => card.id),
        overdueIds: idsOf((firm) => dueThings(firm, addDays(today, -1)).length > 0),
        dueIds: idsOf((firm) => dueThings(firm, dueUntil(today)).some(({ on }) => on >= today)),
        appointmentIds: idsOf(({ advice }) => (advice.appointment?.on ?? '') >= today),
      },
    ]
  })
  return { byPerson: new Map(workloads), names: new Map(cards.map(({ id, name }) => [id, name])) }
}
