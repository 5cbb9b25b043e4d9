import { CloudCheck, Smartphone } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Card } from '#app/ui/Card.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatNumber } from '#app/ui/format.ts'

interface DayCountProps {
  readonly here: number
  readonly stored: number
}

/** «Hôm nay: 12 lượt trên máy, máy chủ đã nhận đủ 12»: green only when the server has them all. */
export function DayCount({ here, stored }: DayCountProps) {
  if (here === 0) return <Card>{m.outbox_noVisitsToday()}</Card>
  const isAll = here === stored
  const visits = countWords(here, 'visits')
  const n = formatNumber(stored, getLocale())
  const Icon = isAll ? CloudCheck : Smartphone
  return (
    <Card tone={isAll ? 'good' : 'info'} filled>
      <p className="outbox-day">
        <Icon aria-hidden />
        <span>{isAll ? m.outbox_endOfDay({ visits, n }) : m.outbox_endOfDayPartly({ visits, n })}</span>
      </p>
    </Card>
  )
}
