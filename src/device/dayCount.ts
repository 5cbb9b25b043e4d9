import type { OutboxItem } from './outboxView.ts'

/** Of one sort of deeds: recorded here today, and how many of them the server has; some of those may be held. */
export interface Counted {
  readonly here: number
  readonly stored: number
  readonly held: number
}

/** What this person recorded on this device today beside what the server confirmed, by its receipts alone. */
export interface DayCount {
  /** A visit corrected twice is one, and stored when its last word is. */
  readonly visits: Counted
  readonly firms: Counted
  readonly others: Counted
  /** Recorded before today and still not confirmed. */
  readonly olderWaiting: number
}

/** Counts visits and firms once each and other deeds one by one; what was carried here for somebody else is their day's. */
export function countDay(items: readonly OutboxItem[], startOfDay: number): DayCount {
  const own = items.filter((item) => item.carriedFor === undefined)
  const today = own.filter(({ savedAt }) => savedAt >= startOfDay)
  const isVisit = ({ kind }: OutboxItem) => kind === 'visit.submit'
  const isFirm = ({ kind }: OutboxItem) => kind === 'firm.create'
  return {
    visits: counted(today.filter(isVisit), ({ recordId }) => recordId),
    firms: counted(today.filter(isFirm), ({ recordId }) => recordId),
    others: counted(
      today.filter((item) => !isVisit(item) && !isFirm(item)),
      ({ operationId }) => operationId,
    ),
    olderWaiting: own.filter(({ savedAt, state }) => savedAt < startOfDay && state === 'waiting').length,
  }
}

function counted(items: readonly OutboxItem[], keyOf: (item: OutboxItem) => string): Counted {
  const deeds = [...Map.groupBy(items, keyOf).values()]
  return {
    here: deeds.length,
    stored: deeds.filter((deed) => deed.every(({ state }) => state !== 'waiting')).length,
    held: deeds.filter((deed) => deed.some(({ state }) => state === 'held')).length,
  }
}
