import type { Merged, Stamp } from '#domain/merge.ts'
import { isVersionTaken, noticesOf, type NoticeWords } from '#domain/notice.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { appendEntry, historyBodies } from './history.ts'

const append = appendEntry('notice', historyBodies.notice)

/** One version, one wording: of two that were written apart under one name, the later is kept and not counted. */
export function setNotice(record: unknown, content: OperationContent, stamp: Stamp): Merged {
  const body = historyBodies.notice.safeParse(content.body)
  if (body.success && isVersionTaken(ownNotices(record), body.data.version, body.data as NoticeWords))
    return { kind: 'held', problem: 'notApplicable' }
  return append(record, content, stamp)
}

function ownNotices(record: unknown) {
  const [, ...own] = noticesOf(undefined, record as HistoryRecord | undefined)
  return own
}
