import type { ReviewItem } from '#device/reviewQueue.ts'
import { headRevision } from '#domain/visit.ts'

export const queueOrders = ['newest', 'oldest', 'mostFlags'] as const
export type QueueOrder = (typeof queueOrders)[number]

/** What of the queue is shown, and in which order. '' is no choice. */
export interface QueueFilter {
  readonly parkId: string
  readonly personId: string
  readonly flagged: boolean
  readonly resubmitted: boolean
  readonly order: QueueOrder
}

export const wholeQueue: QueueFilter = {
  parkId: '',
  personId: '',
  flagged: false,
  resubmitted: false,
  order: 'newest',
}

export function filterQueue<Item extends ReviewItem>(queue: readonly Item[], filter: QueueFilter): Item[] {
  return queue.filter((item) => suits(item, filter)).toSorted(comparing[filter.order])
}

export function isResubmitted({ submissions }: ReviewItem): boolean {
  return submissions > 1
}

function suits(item: ReviewItem, { parkId, personId, flagged, resubmitted }: QueueFilter): boolean {
  return (
    (parkId === '' || item.parkId === parkId) &&
    (personId === '' || item.visit.personId === personId) &&
    (!flagged || item.flags.length > 0) &&
    (!resubmitted || isResubmitted(item))
  )
}

const comparing: Readonly<Record<QueueOrder, (one: ReviewItem, other: ReviewItem) => number>> = {
  newest: (one, other) => sentAt(other) - sentAt(one),
  oldest: (one, other) => sentAt(one) - sentAt(other),
  mostFlags: (one, other) => other.flags.length - one.flags.length || sentAt(other) - sentAt(one),
}

function sentAt({ visit }: ReviewItem): number {
  return headRevision(visit).seq
}
