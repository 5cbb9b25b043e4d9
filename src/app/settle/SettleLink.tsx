import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { LinkCard } from '#app/ui/Card.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { useSettleCount } from './useToSettle.ts'

/** «Dữ liệu chờ xử lý: 3 mục», where the office works; nothing while nothing waits. */
export function SettleLink() {
  const count = useSettleCount()
  if (count === 0) return null
  return (
    <LinkCard
      level={2}
      href={paths.settle}
      tone="warn"
      title={m.settle_open({ items: countWords(count, 'items') })}
    />
  )
}
