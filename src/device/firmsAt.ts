import { countedVisits } from '#domain/countedVisits.ts'
import { msOfId } from '#domain/ids.ts'
import { placedOn } from '#domain/placedOn.ts'
import type { FirmRecord, HistoryRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import type { FirmView } from './firmView.ts'
import type { View } from './view.ts'

/** What was known of a firm at the end of a day: visits until then as they are decided now, deeds until then. */
export function viewAt(records: View, day: string): View {
  const then = new Map<string, unknown>()
  for (const [key, record] of records) {
    if (key.startsWith('visit/')) {
      if (dayOf(record as VisitRecord) <= day) then.set(key, record)
    } else if (isHistory(record)) {
      const entries = record.entries.filter(({ clientTime }) => clientTime.slice(0, 10) <= day)
      if (entries.length > 0) then.set(key, { ...record, entries })
    } else if (key.startsWith('firm/')) then.set(key, placedOn(record as FirmRecord, day))
    else then.set(key, record)
  }
  return then
}

/** It was in the list by a day, under whatever name, or somebody had been there by then. */
export function isListed(
  { root, joined }: Pick<FirmView, 'root' | 'joined'>,
  visits: readonly unknown[],
  day: string,
): boolean {
  if (visits.length > 0) return true
  return [root, ...joined].some(({ id }) => {
    const madeAt = msOfId(id)
    return madeAt === undefined || vietnamDay(madeAt) <= day
  })
}

const firmsAtOnce = 100

/** One firm after another, some in each task. */
export async function inTurn(
  firmIds: readonly string[],
  take: (firmId: string, at: number) => void,
): Promise<void> {
  for (const [at, firmId] of firmIds.entries()) {
    take(firmId, at)
    if (at % firmsAtOnce === firmsAtOnce - 1) await nextTask()
  }
}

/** Lets a slow tablet answer to touch in between. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}

function dayOf(visit: VisitRecord): string {
  return countedVisits([visit], 'approved')[0]?.on ?? headRevision(visit).body.occurredAt.slice(0, 10)
}

function isHistory(record: unknown): record is HistoryRecord {
  return Array.isArray((record as Partial<HistoryRecord>).entries)
}
