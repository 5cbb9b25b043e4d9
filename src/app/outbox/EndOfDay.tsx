import { CloudCheck, Smartphone } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Card } from '#app/ui/Card.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { DefinitionList } from '#app/ui/DefinitionList.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import type { Counted, DayCount } from '#device/dayCount.ts'
import { useRoadStatus } from './roadStatus.tsx'

/** «Đối chiếu cuối ngày»: what was recorded here today beside what the server has; green only when it has all. */
export function EndOfDay({ day }: { readonly day: DayCount }) {
  const { visits, firms, others, olderWaiting } = day
  const { photos } = useRoadStatus()
  const all = [visits, firms, others]
  const here = sum(all, 'here')
  const missing = here - sum(all, 'stored')
  const held = sum(all, 'held')
  const isAll = here > 0 && missing + olderWaiting + photos === 0
  const Icon = isAll ? CloudCheck : Smartphone
  const shown = (n: number) => formatNumber(n, getLocale())
  const parts = [
    { label: m.outbox_dayVisits(), of: visits },
    { label: m.outbox_dayFirms(), of: firms },
    { label: m.outbox_dayOthers(), of: others },
  ].filter(({ of }) => of.here > 0)
  return (
    <Section title={m.outbox_day()}>
      <Card {...(here > 0 && { tone: isAll ? 'good' : 'info', filled: true })}>
        <p className="outbox-day">
          {visits.here > 0 && <Icon aria-hidden />}
          <span>{visitWords(visits)}</span>
        </p>
        {/* visits alone are said above */}
        {here > visits.here && (
          <DefinitionList
            items={parts.map(({ label, of }) => ({
              label,
              value: m.outbox_dayPart({ here: shown(of.here), n: shown(of.stored) }),
            }))}
          />
        )}
        {missing > 0 && <p>{m.outbox_dayMissing({ items: countWords(missing, 'items') })}</p>}
        {held > 0 && <p>{m.outbox_dayHeld({ items: countWords(held, 'items') })}</p>}
        {olderWaiting > 0 && <p>{m.outbox_dayOlder({ items: countWords(olderWaiting, 'items') })}</p>}
        {photos > 0 && <p>{m.photos_status({ photos: countWords(photos, 'photos') })}.</p>}
      </Card>
    </Section>
  )
}

/** «Hôm nay: 12 lượt trên máy, máy chủ đã nhận đủ 12» */
function visitWords({ here, stored }: Counted): string {
  if (here === 0) return m.outbox_noVisitsToday()
  const words = { visits: countWords(here, 'visits'), n: formatNumber(stored, getLocale()) }
  return here === stored ? m.outbox_endOfDay(words) : m.outbox_endOfDayPartly(words)
}

function sum(all: readonly Counted[], part: keyof Counted): number {
  return all.reduce((total, counted) => total + counted[part], 0)
}
