import { m } from '#app/messages/compiled/messages.js'
import { countWords } from '#app/ui/countWords.ts'
import type { Sentinel } from '#device/sentinel.ts'

/** «Trước đó máy có 3 mục chưa gửi, có thể đã mất.» Nothing is said of what was 0. */
export function lostWords({ unsent, drafts }: Pick<Sentinel, 'unsent' | 'drafts'>): string {
  const parts = [
    ...(unsent > 0 ? [countWords(unsent, 'items')] : []),
    ...(drafts > 0 ? [countWords(drafts, 'drafts')] : []),
  ]
  return parts.length === 0 ? '' : m.failure_storageEvicted_items({ items: parts.join(', ') })
}
