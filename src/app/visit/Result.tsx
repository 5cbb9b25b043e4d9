import './Result.css'
import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel, trackReason } from '#app/messages/trackLabels.ts'
import { optionLabel } from '#app/messages/labels.ts'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { SetTrack } from '#app/firms/SetTrack.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatDate, formatNumber, formatWeekday } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import { readCards } from '#device/cards.ts'
import type { Device } from '#device/device.ts'
import type { FirmView } from '#device/firmView.ts'
import { readReference, type Reference } from '#device/people.ts'
import { orderOfGoing, plannedFirm } from '#device/planList.ts'
import type { Advice } from '#domain/advice.ts'
import { appointmentOf, plannedActions } from '#domain/plannedActions.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import { rankFirms } from '#domain/priority.ts'
import { useDevice } from '#app/ports.tsx'
import { paths } from '#app/paths.ts'

/** What the visit means, at once: worked out on this device, marked as provisional until somebody approves it. */
export function Result({ view }: { readonly view: FirmView }) {
  const device = useDevice()
  const [outcome, setOutcome] = useState<Outcome>()
  const firmId = view.firm.id
  useEffect(() => {
    let left = false
    void readOutcome(device, view).then((read) => left || setOutcome(read))
    return () => {
      left = true
    }
  }, [device, view])
  const track = outcome?.advice.track
  return (
    <Page width="narrow">
      <PageHeader title={nameOf(view.profile)} subtitle={m.form_completed()} />
      <div className="row">
        <Badge>{m.visit_saved()}</Badge>
        <Badge tone="warn">{m.visit_provisional()}</Badge>
      </div>
      {track !== undefined && (
        <Card tone="accent">
          <h2 className="result-label">{m.firm_track()}</h2>
          <p className="result-track">{trackLabel(track.row)}</p>
          <SetTrack override={track.override} reference={outcome?.reference} />
          <ul className="result-reasons">
            {track.decided.reason.map((reason) => (
              <li key={reason.key}>{trackReason(reason)}</li>
            ))}
          </ul>
          {track.decided.notes.map((note) => (
            <p key={note.key} className="small">
              {trackReason(note)}
            </p>
          ))}
        </Card>
      )}
      {outcome?.place !== undefined && (
        <p>
          {m.form_place({
            n: formatNumber(outcome.place.rank, getLocale()),
            total: formatNumber(outcome.place.of, getLocale()),
          })}
          <br />
          <span className="small">{priorityWords(outcome.advice.priority)}</span>
        </p>
      )}
      <NextSteps view={view} />
      <div className="stack">
        <ButtonLink href={paths.today} tone="primary" wide>
          {m.nav_today()}
        </ButtonLink>
        <ButtonLink href={paths.firm(firmId)} wide>
          {m.form_toFirm()}
        </ButtonLink>
      </div>
    </Page>
  )
}

function NextSteps({ view }: { readonly view: FirmView }) {
  const appointment = appointmentOf(view.own['appointmentAt']?.value)
  const planned = plannedActions(view.own['nextActions']?.value)
  if (appointment === undefined && planned.length === 0) return null
  const unitKind = textOf(view.profile, 'unitKind') as Parameters<typeof optionLabel>[2]
  return (
    <Card>
      <h2 className="result-label">{m.section_6()}</h2>
      <ul className="result-reasons">
        {appointment !== undefined && (
          <li>
            {m.question_appointmentAt()}: {formatWeekday(appointment.on, getLocale())}{' '}
            {partOfDay(appointment.at)}
          </li>
        )}
        {planned.map(({ action, dueOn }) => (
          <li key={action}>
            {optionLabel('nextActions', action, unitKind)}
            {dueOn !== undefined && ` · ${formatDate(dueOn, getLocale())}`}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function partOfDay(at: string | undefined): string {
  if (at === 'morning') return m.appointment_morning()
  return at === 'afternoon' ? m.appointment_afternoon() : (at ?? '')
}

interface Outcome {
  readonly advice: Advice
  readonly reference: Reference
  /** Where the firm stands among this person's, from 1. */
  readonly place: { readonly rank: number; readonly of: number } | undefined
}

async function readOutcome(device: Device, view: FirmView): Promise<Outcome> {
  const { personId } = device.identity
  const [context, cards, reference] = await Promise.all([
    readAdviceContext(device),
    readCards(device),
    readReference(device),
  ])
  const mine = cards.filter(
    (card) => card.id === view.firm.id || card.assignedTo === personId || card.helperIds.includes(personId),
  )
  const order = orderOfGoing(rankFirms(mine.map((card) => plannedFirm(card, card.ownAdvice ?? card.advice))))
  const rank = order.findIndex(({ card }) => card.id === view.firm.id) + 1
  const advice = adviseView(view, context, { approvedAndOwnOf: personId })
  return { advice, reference, place: rank === 0 ? undefined : { rank, of: order.length } }
}
