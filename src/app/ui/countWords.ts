import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatNumber } from './format.ts'

type Counted = (words: { n: string }) => string

const words = {
  items: [m.count_item, m.count_items],
  visits: [m.count_visit, m.count_visits],
  firms: [m.count_firm, m.count_firms],
  tries: [m.count_try, m.count_tries],
  drafts: [m.count_draft, m.count_drafts],
  photos: [m.count_photo, m.count_photos],
} as const satisfies Record<string, readonly [one: Counted, many: Counted]>

/** `3 mục`, `1 item`: the counted thing as one piece for a sentence. */
export function countWords(n: number, what: keyof typeof words): string {
  const [one, many] = words[what]
  return (n === 1 ? one : many)({ n: formatNumber(n, getLocale()) })
}
