import { m } from '#app/messages/compiled/messages.js'
import type { Sentinel } from '#device/sentinel.ts'
import { unsentWords } from './unsentWords.ts'

/** What the server has, and «Trước đó máy có 3 mục chưa gửi, có thể đã mất.» */
export function lostWords(lost: Sentinel): string {
  const items = unsentWords(lost)
  const safe = m.failure_storageEvicted_safe()
  return items === '' ? safe : `${safe} ${m.failure_storageEvicted_items({ items })}`
}
