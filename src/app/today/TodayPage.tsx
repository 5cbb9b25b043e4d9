import './today.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useReference } from '#app/firms/useReference.ts'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { PracticeButton } from '#app/practice/PracticeButton.tsx'
import { mayOpen } from '#app/session/places.ts'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { useRoles } from '#app/session/useRoles.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatWeekday } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readToday, type Today } from '#device/today.ts'
import { vietnamDay } from '#domain/time.ts'
import { AppointmentCard } from './AppointmentCard.tsx'
import { DoneToday } from './DoneToday.tsx'
import { DraftCard } from './DraftCard.tsx'
import { ReturnedCard } from './ReturnedCard.tsx'
import { ToVisit } from './ToVisit.tsx'

/** `/today`: what came back first, then what was begun, then where to go and why. */
export function TodayPage() {
  const device = useDevice()
  const reference = useReference()
  const today = useLiveQuery(() => readToday(device), [device])
  const { personId, unitName } = device.identity
  const person = reference?.people.get(personId)
  const group = reference?.groups.find(({ id }) => id === person?.workingGroupId)
  return (
    <Page>
      <PageHeader
        title={m.nav_today()}
        subtitle={`${formatWeekday(vietnamDay(device.now()), getLocale())} · ${group?.name ?? unitName}`}
      />
      {today !== undefined && (
        <div className="today">
          {isEmpty(today) ? (
            <OnceReceived>
              <NothingToday />
            </OnceReceived>
          ) : (
            <Day today={today} />
          )}
        </div>
      )}
    </Page>
  )
}

function Day({ today }: { readonly today: Today }) {
  const { toCorrect, appointments, drafts, toVisit, onHold, doneToday } = today
  return (
    <>
      <div className="today-first">
        {toCorrect.length > 0 && (
          <Section title={m.today_toCorrect()} count={toCorrect.length}>
            {toCorrect.map((returned) => (
              <ReturnedCard key={returned.visit.id} returned={returned} />
            ))}
          </Section>
        )}
        {appointments.length > 0 && (
          <Section title={m.today_appointments()} count={appointments.length}>
            {appointments.map((appointment) => (
              <AppointmentCard key={appointment.firmId} appointment={appointment} />
            ))}
          </Section>
        )}
        {drafts.length > 0 && (
          <Section title={m.today_inProgress()} count={drafts.length}>
            {drafts.map((open) => (
              <DraftCard key={open.draft.visitId} open={open} />
            ))}
          </Section>
        )}
      </div>
      <div className="today-to-visit">
        <ToVisit toVisit={toVisit} onHold={onHold} />
      </div>
      {doneToday.length > 0 && <DoneToday done={doneToday} />}
    </>
  )
}

/** Nothing is assigned, begun or come back: where to go instead. */
function NothingToday() {
  const roles = useRoles()
  if (!mayOpen(roles, 'plan')) {
    return (
      <EmptyState
        text={`${m.today_empty()} ${m.practice_offer()}`}
        action={
          <div className="row">
            <ButtonLink href={paths.firms}>{m.nav_firms()}</ButtonLink>
            <PracticeButton />
          </div>
        }
      />
    )
  }
  return (
    <EmptyState
      text={m.today_emptyOffice()}
      action={
        <div className="row">
          {mayOpen(roles, 'review') && <ButtonLink href={paths.review}>{m.nav_review()}</ButtonLink>}
          <ButtonLink href={paths.plan}>{m.nav_plan()}</ButtonLink>
          {mayOpen(roles, 'admin') && <ButtonLink href={paths.admin}>{m.nav_admin()}</ButtonLink>}
        </div>
      }
    />
  )
}

function isEmpty({ toCorrect, appointments, drafts, toVisit, onHold, doneToday }: Today): boolean {
  return [toCorrect, appointments, drafts, toVisit, onHold, doneToday].every((list) => list.length === 0)
}
