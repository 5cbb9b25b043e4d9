import type { AcknowledgedRow, DeviceDatabase } from './database.ts'

/** Which history `base` is of and up to where it is complete. */
export interface BasePlace {
  readonly base: number
  readonly upTo: number
  /** `base` and all receipts are of the history last heard of, as they nearly always are. */
  readonly isSettled: boolean
}

export async function readBasePlace(database: DeviceDatabase): Promise<BasePlace> {
  const rows = await database.meta.bulkGet(['baseHistory', 'upTo', 'history', 'confirmedHistory'])
  const [base = 0, upTo = 0, history = 0, confirmed = 0] = rows.map((row) => row?.value as number | undefined)
  return { base, upTo, isSettled: history === confirmed && history === base }
}

/** Whether `base` holds a deed by its number; one of another history can't be compared. */
export function isInBase(
  row: Pick<AcknowledgedRow, 'history' | 'receiptSeq'>,
  { base, upTo }: BasePlace,
): boolean {
  return row.history === base && row.receiptSeq <= upTo
}
