import { isSameTrack } from '#app/messages/trackLabels.ts'
import type { Plan, PlannedFirm } from '#device/planList.ts'
import type { TrackRowId } from '#domain/track/table.ts'

export const planLists = ['order', 'surveyQueue', 'due', 'organised', 'urgent', 'untouched'] as const
export type PlanListName = (typeof planLists)[number]

/** '' is no choice; `nobody` are firms that no member has. */
export interface PlanFilter {
  readonly parkId: string
  readonly row: TrackRowId | ''
  readonly personId: string
}

export const wholePlan: PlanFilter = { parkId: '', row: '', personId: '' }

/** A firm with its number in the whole list: a filter does not move it up. */
export interface PlacedFirm {
  readonly n: number
  readonly firm: PlannedFirm
}

export function placedFirms(plan: Plan, list: PlanListName, filter: PlanFilter): readonly PlacedFirm[] {
  return firmsOf(plan, list)
    .map((firm, index) => ({ n: index + 1, firm }))
    .filter(({ firm }) => suits(firm, filter))
}

/** The order is of firms that are surveyed and of those a leader put on top; the others wait in a list of their own. */
export function firmsOf(plan: Plan, list: PlanListName): readonly PlannedFirm[] {
  return list === 'order' ? plan.order.filter(({ key, pinned }) => key.surveyed || pinned) : plan[list]
}

function suits({ card, row }: PlannedFirm, filter: PlanFilter): boolean {
  return (
    (filter.parkId === '' || card.parkId === filter.parkId) &&
    (filter.row === '' || isSameTrack(row, filter.row)) &&
    (filter.personId === '' || (card.assignedTo ?? 'nobody') === filter.personId)
  )
}
