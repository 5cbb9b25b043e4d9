import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { SetTrack } from '#app/firms/SetTrack.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { LinkCard } from '#app/ui/Card.tsx'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import type { FirmToVisit } from '#device/today.ts'

/** A firm to go to: its place, why it stands there, until when, and what its way forward is. */
export function FirmToVisitCard({ firm }: { readonly firm: FirmToVisit }) {
  const { card, advice, place, overdue, untouchedSince } = firm
  const { coolDownUntil } = advice
  const reference = useReference()
  const day = (on: string) => formatDate(on, getLocale())
  return (
    <LinkCard
      href={paths.firm(card.id)}
      title={card.name}
      lead={<span>{formatNumber(place, getLocale())}</span>}
      foot={
        <>
          {coolDownUntil !== undefined && (
            <Badge tone="info">{m.today_onHold({ date: day(coolDownUntil) })}</Badge>
          )}
          {card.dueOn !== undefined && (
            <Badge tone={overdue ? 'warn' : 'neutral'}>
              {overdue ? m.today_overdue({ date: day(card.dueOn) }) : m.today_due({ date: day(card.dueOn) })}
            </Badge>
          )}
          {untouchedSince !== undefined && (
            <Badge tone="warn">{m.today_untouched({ date: day(untouchedSince) })}</Badge>
          )}
          <Badge tone="accent">
            {advice.row === card.advice.row
              ? trackLabel(advice.row)
              : m.firm_provisionalTrack({ track: trackLabel(advice.row) })}
          </Badge>
        </>
      }
    >
      {priorityWords(advice.key)}
      {card.pin !== undefined && <div>{m.reason_pinned({ reason: card.pin })}</div>}
      <SetTrack override={advice.override} reference={reference} short />
    </LinkCard>
  )
}
