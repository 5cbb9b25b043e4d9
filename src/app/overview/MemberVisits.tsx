import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { DataTable, type Column } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FigureButton } from '#app/ui/FigureButton.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { readVisitsDone, type DoneVisit, type Overview } from '#device/overview.ts'
import { personName, type Reference } from '#device/people.ts'
import { mondayOf, weeksShown } from '#domain/overview.ts'
import { addDays } from '#domain/time.ts'
import { VisitsBehind, type BehindVisits } from './VisitsBehind.tsx'

interface MemberVisitsProps {
  readonly overview: Overview
  readonly reference: Reference
}

interface Row {
  readonly name: string
  readonly personId: string
  readonly visits: readonly DoneVisit[]
}

/** Visits by who recorded them, by name: how the work is spread, no order of merit. */
export function MemberVisits(props: MemberVisitsProps) {
  // each visit is opened for it: a large unit has many, and the rest of the screen does not wait for them
  const [isAsked, setAsked] = useState(false)
  return (
    <Section title={m.overview_members()}>
      {isAsked ? (
        <Members {...props} />
      ) : (
        <div>
          <Button onClick={() => setAsked(true)}>{m.overview_membersShow()}</Button>
        </div>
      )}
    </Section>
  )
}

function Members({ overview: { asOf, names }, reference }: MemberVisitsProps) {
  const device = useDevice()
  const [behind, setBehind] = useState<BehindVisits>()
  const thisWeek = mondayOf(asOf)
  const weeksBack = (weeks: number) => addDays(thisWeek, -7 * (weeks - 1))
  const visits = useLiveQuery(() => readVisitsDone(device, weeksBack(weeksShown), asOf), [device, asOf])
  if (visits === undefined) return null
  const figure = (weeks: number): Column<Row> => {
    const header = weeks === 1 ? m.overview_thisWeek() : m.overview_lastWeeks({ n: String(weeks) })
    return {
      key: String(weeks),
      header,
      align: 'end',
      cell: ({ name, visits: all }) => {
        const within = all.filter(({ on }) => on >= weeksBack(weeks))
        const title = `${name}: ${header}`
        return (
          <FigureButton
            n={within.length}
            label={m.overview_behind({ title, n: formatNumber(within.length, getLocale()) })}
            onOpen={() => setBehind({ title, visits: within })}
          />
        )
      },
    }
  }
  return (
    <>
      <DataTable
        caption={m.overview_members()}
        captionHidden
        rows={rowsOf(visits, reference)}
        rowKey={({ personId }) => personId}
        columns={[
          { key: 'name', header: m.queue_surveyor(), cell: ({ name }) => name },
          ...[1, 4, weeksShown].map(figure),
        ]}
        empty={<EmptyState text={m.overview_noVisits()} />}
      />
      {behind !== undefined && (
        <VisitsBehind {...behind} names={names} onClose={() => setBehind(undefined)} />
      )}
    </>
  )
}

function rowsOf(visits: readonly DoneVisit[], reference: Reference): readonly Row[] {
  return Array.from(
    Map.groupBy(visits, ({ personId }) => personId),
    ([personId, own]) => ({ personId, name: personName(reference, personId), visits: own }),
  ).toSorted((one, other) => one.name.localeCompare(other.name, getLocale()))
}
