import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { FigureButton } from '#app/ui/FigureButton.tsx'
import { formatDate, formatDayMonth, formatNumber } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { readVisitsDone, type Overview } from '#device/overview.ts'
import { visitsByWeek, weeksShown } from '#domain/overview.ts'
import { addDays } from '#domain/time.ts'
import { BarPlot } from './BarPlot.tsx'
import { Numbers } from './Numbers.tsx'
import { VisitsBehind, type BehindVisits } from './VisitsBehind.tsx'

/** Visits week by week; a week opens its visits. */
export function Weeks({ overview }: { readonly overview: Overview }) {
  const device = useDevice()
  const { visitDays, asOf, names } = overview
  const weeks = visitsByWeek(visitDays, asOf, weeksShown)
  const [behind, setBehind] = useState<BehindVisits>()
  const label = (day: string) => formatDayMonth(day, getLocale())
  const open = async (from: string) => {
    const last = addDays(from, 6)
    const visits = await readVisitsDone(device, from, last < asOf ? last : asOf)
    setBehind({ title: weekWords(from), visits })
  }
  return (
    <Section title={m.overview_weeks()}>
      <BarPlot
        direction="up"
        bars={weeks.map(({ from, visits }) => ({ key: from, label: label(from), value: visits }))}
      />
      <Numbers>
        <DataTable
          caption={m.overview_weeks()}
          captionHidden
          rows={weeks}
          rowKey={({ from }) => from}
          columns={[
            { key: 'week', header: m.overview_week(), cell: ({ from }) => formatDate(from, getLocale()) },
            {
              key: 'visits',
              header: m.overview_visits(),
              align: 'end',
              cell: ({ from, visits }) => (
                <FigureButton
                  n={visits}
                  label={m.overview_behind({
                    title: weekWords(from),
                    n: formatNumber(visits, getLocale()),
                  })}
                  onOpen={() => void open(from)}
                />
              ),
            },
          ]}
        />
      </Numbers>
      {behind !== undefined && (
        <VisitsBehind {...behind} names={names} onClose={() => setBehind(undefined)} />
      )}
    </Section>
  )
}

function weekWords(from: string): string {
  return m.overview_weekOf({ date: formatDate(from, getLocale()) })
}
