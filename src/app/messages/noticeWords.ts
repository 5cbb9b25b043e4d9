import { unitPlaceholder, type Notice, type NoticeWords } from '#domain/notice.ts'
import { m } from './compiled/messages.js'

/** The notice as it is said: the unit's own wording or the app's, with the unit's name in it. */
export function noticeWords({ words }: Notice, unit: string): NoticeWords {
  if (words === undefined) return { text: m.notice_text({ unit }), contactText: m.notice_contact() }
  return {
    text: words.text.replaceAll(unitPlaceholder, unit),
    contactText: words.contactText.replaceAll(unitPlaceholder, unit),
  }
}
