import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { ListRow } from '#app/ui/ListRow.tsx'
import type { ListedFirm } from '#device/firmList.ts'
import type { Reference } from '#device/people.ts'
import { SetTrack } from './SetTrack.tsx'
import { parkName } from './useReference.ts'

/** A firm in the list; one of somebody else's by name and place alone. */
export function FirmRow({
  firm,
  reference,
}: {
  readonly firm: ListedFirm
  readonly reference: Reference | undefined
}) {
  const { card } = firm
  const about = [
    parkName(reference, firm.parkId) ?? firm.address,
    firm.taxCode && m.firm_taxCode({ code: firm.taxCode }),
    card &&
      (card.lastVisitOn === undefined
        ? m.firms_visitedNo()
        : m.firm_lastVisit({ date: date(card.lastVisitOn) })),
  ]
  return (
    <ListRow href={paths.firm(firm.id)} title={firm.name} text={dotted(about)}>
      {card !== undefined && (
        <div className="row firm-badges">
          <Badge tone="accent">{trackLabel(card.advice.row)}</Badge>
          {card.proposed && <Badge tone="info">{m.firm_proposed()}</Badge>}
          {card.waitingVisits > 0 && <Badge>{m.state_waitingForReview()}</Badge>}
          {card.returnedVisitIds.length > 0 && <Badge tone="warn">{m.today_toCorrect()}</Badge>}
        </div>
      )}
      <SetTrack override={card?.advice.override} reference={reference} short />
    </ListRow>
  )
}

function date(on: string): string {
  return formatDate(on, getLocale())
}
