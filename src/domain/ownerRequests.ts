import { compareText } from './compareText.ts'
import { countedVisits, valueSaid } from './countedVisits.ts'
import type { Included } from './facts.ts'
import type { HistoryBody } from './merge/history.ts'
import type { HistoryRecord } from './records.ts'
import type { VisitRecord } from './visit.ts'

export const requestStates = ['open', 'settled', 'declined'] as const
export type RequestState = (typeof requestStates)[number]

/** What a firm wished for on a visit, and what becomes of it. */
export interface OwnerRequest {
  readonly visitId: string
  /** The day of the visit, yyyy-mm-dd. */
  readonly on: string
  readonly needs: readonly string[]
  readonly text: string | undefined
  readonly state: RequestState
  /** The body that has to see to it. */
  readonly inCharge?: string | undefined
  /** yyyy-mm-dd */
  readonly dueOn?: string | undefined
  readonly answer?: string | undefined
}

/** What is still open first, by the day it is due; then what is over, the newest first. */
export function ownerRequests(
  visits: readonly VisitRecord[],
  record: HistoryRecord | undefined,
  include: Included,
): readonly OwnerRequest[] {
  const said = countedVisits(visits, include).flatMap((visit): OwnerRequest[] => {
    const [needs, text] = [valueSaid(visit, 'ownerNeeds'), valueSaid(visit, 'request')]
    const wishes = Array.isArray(needs) ? (needs as readonly string[]) : []
    const words = typeof text === 'string' && text.trim() !== '' ? text : undefined
    if (wishes.length === 0 && words === undefined) return []
    const { visitId, on } = visit
    const { state = 'open', inCharge, dueOn, answer } = standingOf(record, visitId) ?? {}
    return [{ visitId, on, needs: wishes, text: words, state, inCharge, dueOn, answer }]
  })
  return said.toSorted(
    (one, other) =>
      Number(one.state !== 'open') - Number(other.state !== 'open') ||
      (one.state === 'open'
        ? compareText(one.dueOn ?? '9999', other.dueOn ?? '9999')
        : compareText(other.on, one.on)),
  )
}

function standingOf(record: HistoryRecord | undefined, visitId: string): HistoryBody<'request'> | undefined {
  const entry = record?.entries.findLast(({ body }) => body['visitId'] === visitId)
  return entry?.body as HistoryBody<'request'> | undefined
}
