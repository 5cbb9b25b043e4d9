import { compareText } from './compareText.ts'
import { standing, type HistoryBody } from './merge/history.ts'
import type { HistoryRecord } from './records.ts'

/** What a decision made of units (communes, parks, organisations, provinces) from a day on. */
export type Reorganisation = HistoryBody<'reorganisation'> & { readonly id: string }
export type UnitChange = Reorganisation['changes'][number]
export type UnitThing = UnitChange['thing']

/** Those that stand, in the order in which they took effect; what was undone is not among them. */
export function reorganisationsOf(records: readonly HistoryRecord[]): readonly Reorganisation[] {
  return records
    .flatMap((record) => {
      const body = standing('reorganisation', record)
      return body === undefined || body.withdrawn === true ? [] : [{ ...body, id: record.id }]
    })
    .toSorted((one, other) =>
      one.on === other.on ? compareText(one.id, other.id) : compareText(one.on, other.on),
    )
}
