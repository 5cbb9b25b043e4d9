import './weekly.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { parkName, useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { dueWords } from '#app/plan/DueNotes.tsx'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { PlannedFirm } from '#device/planList.ts'
import { personName, type Reference } from '#device/people.ts'
import { readWeeklyMeeting, type DueRow, type WeeklyMeeting } from '#device/weekly.ts'
import { approachSteps } from '#domain/overview.ts'
import { vietnamDay } from '#domain/time.ts'
import { stepWords } from './Approach.tsx'
import { TargetsPart } from './TargetsPart.tsx'

/** So many of each stand on the page; how many more there are is said. */
const mostShown = 8

/** «Giao ban tuần»: the week and the next on one sheet of paper. */
export function WeeklyPage() {
  const device = useDevice()
  const reference = useReference()
  const meeting = useLiveQuery(() => readWeeklyMeeting(device), [device])
  const today = vietnamDay(device.now())
  return (
    <Page>
      <PageHeader
        title={m.weekly_title()}
        subtitle={
          meeting &&
          dotted([m.weekly_week({ from: date(meeting.from), to: date(meeting.to) }), reference?.unit?.name])
        }
        back={{ href: paths.overview, label: m.nav_overview() }}
        actions={
          <Button tone="primary" icon={Printer} disabled={meeting === undefined} onClick={() => print()}>
            {m.weekly_print()}
          </Button>
        }
      />
      {meeting !== undefined && reference !== undefined && (
        <OnceReceived>
          <div className="weekly">
            <Done meeting={meeting} reference={reference} />
            <FirmLines
              title={m.plan_listUrgent()}
              count={meeting.urgent.length}
              lines={meeting.urgent.slice(0, mostShown).map((firm) => (
                <FirmLine
                  key={firm.card.id}
                  firm={firm}
                  words={priorityWords(firm.key)}
                  reference={reference}
                />
              ))}
            />
            <DueList
              title={m.workload_overdue()}
              rows={meeting.overdue}
              reference={reference}
              today={today}
            />
            <DueList title={m.weekly_coming()} rows={meeting.coming} reference={reference} today={today} />
            <TargetsPart asOf={today} />
          </div>
        </OnceReceived>
      )}
    </Page>
  )
}

interface AroundProps {
  readonly reference: Reference
}

/** What was done this week, by numbers and by name. */
function Done({ meeting, reference }: AroundProps & { readonly meeting: WeeklyMeeting }) {
  const { visits, firmsVisited, reached, waiting } = meeting
  const byPerson = Array.from(
    Map.groupBy(visits, ({ personId }) => personName(reference, personId)),
    ([name, own]) => `${name}: ${formatNumber(own.length, getLocale())}`,
  ).toSorted((one, other) => one.localeCompare(other, getLocale()))
  const steps = approachSteps.filter((step) => step !== 'planned' && reached[step] > 0)
  return (
    <Section title={m.weekly_done()}>
      <ul className="weekly-lines">
        <li>
          {m.weekly_visits({
            visits: countWords(visits.length, 'visits'),
            firms: countWords(firmsVisited, 'firms'),
          })}
        </li>
        {steps.map((step) => (
          <li key={step}>
            {m.weekly_first({ step: stepWords[step](), firms: countWords(reached[step], 'firms') })}
          </li>
        ))}
        {byPerson.length > 0 && <li>{byPerson.join('; ')}</li>}
        {waiting > 0 && <li>{m.plan_waiting({ visits: countWords(waiting, 'visits') })}</li>}
      </ul>
    </Section>
  )
}

interface DueListProps extends AroundProps {
  readonly title: string
  readonly rows: readonly DueRow[]
  readonly today: string
}

function DueList({ title, rows, reference, today }: DueListProps) {
  return (
    <FirmLines
      title={title}
      count={rows.length}
      lines={rows.slice(0, mostShown).map(({ firm, thing }) => (
        <FirmLine
          key={`${firm.card.id} ${thing.what}`}
          firm={firm}
          words={dueWords(firm, thing, today)}
          reference={reference}
        />
      ))}
    />
  )
}

interface FirmLinesProps {
  readonly title: string
  readonly count: number
  readonly lines: readonly ReactNode[]
}

function FirmLines({ title, count, lines }: FirmLinesProps) {
  const more = count - lines.length
  return (
    <Section title={title} count={count}>
      {count === 0 ? (
        <p className="muted">{m.weekly_none()}</p>
      ) : (
        <ul className="weekly-lines">
          {lines}
          {more > 0 && <li className="muted">{m.weekly_more({ n: formatNumber(more, getLocale()) })}</li>}
        </ul>
      )}
    </Section>
  )
}

interface FirmLineProps extends AroundProps {
  readonly firm: PlannedFirm
  readonly words: string
}

function FirmLine({ firm: { card }, words, reference }: FirmLineProps) {
  const who = card.assignedTo === undefined ? m.plan_nobody() : personName(reference, card.assignedTo)
  return (
    <li>
      <Link href={paths.firm(card.id)}>{card.name}</Link>
      <div className="small muted">{dotted([words, who, parkName(reference, card.parkId)])}</div>
    </li>
  )
}

function date(day: string): string {
  return formatDate(day, getLocale())
}
