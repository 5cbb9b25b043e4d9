import type { ReviewItem } from '#device/reviewQueue.ts'
import { headRevision } from '#domain/visit.ts'

export const queueOrders = ['newest', 'oldest', 'mostFlags'] as const
export type QueueOrder = (typeof queueOrders)[number]

/** How many days a visit has waited at least. */
export const queueAges = [0, 2, 7] as const
export type QueueAge = (typeof queueAges)[number]

/** What of the queue is shown, and in which order. '' is no choice. */
export interface QueueFilter {
  readonly parkId: string
  readonly personId: string
  readonly flagged: boolean
  readonly resubmitted: boolean
  readonly age: QueueAge
  readonly order: QueueOrder
}

export const wholeQueue: QueueFilter = {
  parkId: '',
  personId: '',
  flagged: false,
  resubmitted: false,
  age: 0,
  order: 'newest',
}

export function filterQueue<Item extends ReviewItem>(
  queue: readonly Item[],
  filter: QueueFilter,
  now: number,
): Item[] {
  return queue.filter((item) => suits(item, filter, now)).toSorted(comparing[filter.order])
}

export function isResubmitted({ submissions }: ReviewItem): boolean {
  return submissions > 1
}

const dayMs = 86_400_000

function suits(item: ReviewItem, filter: QueueFilter, now: number): boolean {
  const { parkId, personId, flagged, resubmitted, age } = filter
  const waitedMs = now - Date.parse(headRevision(item.visit).receivedAt)
  return (
    (parkId === '' || item.parkId === parkId) &&
    (personId === '' || item.visit.personId === personId) &&
    (!flagged || item.flags.length > 0) &&
    (!resubmitted || isResubmitted(item)) &&
    (age === 0 || waitedMs > age * dayMs)
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
