import type { HistoryRecord, UnitRecord } from './records.ts'

/** Where the unit's name stands in a wording. */
export const unitPlaceholder = '{đơn vị}'

/** What is said aloud before the first question, in the unit's own words or, without them, in the app's. */
export interface Notice {
  readonly version: string
  /** The first day it is said, yyyy-mm-dd; the app's own wording has none. */
  readonly from?: string | undefined
  readonly words?: NoticeWords | undefined
}

export interface NoticeWords {
  readonly text: string
  /** Added when a contact is noted. */
  readonly contactText: string
}

/** Every wording so far in the order of their first days; of two from one day the later by server order stands last. */
export function noticesOf(
  unit: Pick<UnitRecord, 'noticeVersion'> | undefined,
  record: HistoryRecord | undefined,
): readonly [Notice, ...Notice[]] {
  const own = (record?.entries ?? []).map(({ body }) => {
    const { version, from, text, contactText } = body as { [part: string]: string }
    return { version: version!, from: from!, words: { text: text!, contactText: contactText! } }
  })
  const byDay = own.toSorted((one, other) => (one.from === other.from ? 0 : one.from < other.from ? -1 : 1))
  return [{ version: unit?.noticeVersion ?? '1' }, ...byDay]
}

/** The wording of a day, yyyy-mm-dd. */
export function noticeOn(notices: readonly [Notice, ...Notice[]], day: string): Notice {
  return notices.findLast(({ from }) => from === undefined || from <= day) ?? notices[0]
}

/** Whether a version already stands for other words: whoever reads it in a visit must know what was said. */
export function isVersionTaken(notices: readonly Notice[], version: string, words: NoticeWords): boolean {
  return notices.some((notice) => notice.version === version && !isSameWording(notice.words, words))
}

/** A name for the next version: the day, and a number where that day has one. */
export function nextVersion(notices: readonly Notice[], day: string): string {
  const taken = new Set(notices.map(({ version }) => version))
  for (let number = 1; ; number += 1) {
    const version = number === 1 ? day : `${day}.${number}`
    if (!taken.has(version)) return version
  }
}

function isSameWording(one: NoticeWords | undefined, other: NoticeWords): boolean {
  return one?.text === other.text && one.contactText === other.contactText
}
