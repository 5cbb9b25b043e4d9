import { ChevronDown, Pin } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { SetTrack } from '#app/firms/SetTrack.tsx'
import { parkName } from '#app/firms/useReference.ts'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { isVisited } from '#device/dueFirms.ts'
import { personName, type Reference } from '#device/people.ts'
import type { PlannedFirm } from '#device/planList.ts'
import { vietnamDay } from '#domain/time.ts'
import { DueNotes } from './DueNotes.tsx'
import type { PlacedFirm, PlanListName } from './planFilter.ts'
import { Why } from './Why.tsx'

interface PlanRowProps {
  readonly placed: PlacedFirm
  readonly reference: Reference
  readonly list: PlanListName
  /** Undefined where nothing can be chosen. */
  readonly selected: boolean | undefined
  readonly onSelect: (on: boolean) => void
}

/** A firm with its place, the reason, who goes and until when. */
export function PlanRow({ placed, reference, list, selected, onSelect }: PlanRowProps) {
  const { n, firm } = placed
  const { card, advice, key, row } = firm
  const [open, setOpen] = useState(false)
  return (
    <li className="plan-firm" data-selected={selected || undefined}>
      <div className="plan-firm-line">
        {selected !== undefined && (
          <label className="plan-check">
            <input
              type="checkbox"
              aria-label={m.plan_select({ firm: card.name })}
              checked={selected}
              onChange={(event) => onSelect(event.target.checked)}
            />
          </label>
        )}
        <span className="plan-place">{formatNumber(n, getLocale())}</span>
        <div className="plan-words">
          <Link href={paths.firm(card.id)} className="plan-firm-name">
            {card.name}
          </Link>
          <div className="muted small">{dotted([priorityWords(key), parkName(reference, card.parkId)])}</div>
          <div className="row plan-badges">
            <Badge tone="accent">{trackLabel(row)}</Badge>
            <RowBadges firm={firm} />
          </div>
          <SetTrack override={advice.override} reference={reference} short />
          {list === 'due' && <DueNotes firm={firm} />}
          {card.pin !== undefined && (
            <div className="small line-note">
              <Pin aria-hidden />
              <span>{m.plan_onTopBecause({ reason: card.pin })}</span>
            </div>
          )}
        </div>
        <div className="plan-end">
          <Assigned firm={firm} reference={reference} />
          <button
            type="button"
            className="plan-why"
            aria-expanded={open}
            aria-label={m.plan_whyOf({ firm: card.name })}
            onClick={() => setOpen(!open)}
          >
            {m.plan_why()}
            <ChevronDown aria-hidden />
          </button>
        </div>
      </div>
      {open && <Why firm={firm} n={n} reference={reference} />}
    </li>
  )
}

function RowBadges({ firm: { card, advice, untouchedSince } }: { readonly firm: PlannedFirm }) {
  const { coolDownUntil, toEscalate } = advice
  return (
    <>
      {card.proposed && <Badge tone="info">{m.plan_proposed()}</Badge>}
      {card.inApproachPlan && <Badge>{m.plan_inPlan()}</Badge>}
      {card.waitingVisits > 0 && (
        <Badge>{m.plan_waitingVisits({ visits: countWords(card.waitingVisits, 'visits') })}</Badge>
      )}
      {coolDownUntil !== undefined && (
        <Badge tone="info">{m.today_onHold({ date: formatDate(coolDownUntil, getLocale()) })}</Badge>
      )}
      {toEscalate && <Badge tone="warn">{m.plan_toEscalate()}</Badge>}
      {untouchedSince !== undefined && (
        <Badge tone="warn">{m.today_untouched({ date: formatDate(untouchedSince, getLocale()) })}</Badge>
      )}
    </>
  )
}

function Assigned({
  firm: { card },
  reference,
}: {
  readonly firm: PlannedFirm
  readonly reference: Reference
}) {
  const today = vietnamDay(useDevice().now())
  if (card.assignedTo === undefined) return <span className="muted">{m.plan_nobody()}</span>
  const isOverdue = card.dueOn !== undefined && card.dueOn < today && !isVisited(card)
  const date = card.dueOn === undefined ? '' : formatDate(card.dueOn, getLocale())
  return (
    <div className="plan-assigned">
      <div>{personName(reference, card.assignedTo)}</div>
      {card.dueOn !== undefined &&
        (isOverdue ? (
          <Badge tone="warn">{m.plan_overdue({ date })}</Badge>
        ) : (
          <div className="muted small">{m.plan_due_on({ date })}</div>
        ))}
    </div>
  )
}
