import './overview.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { NoFirms } from '#app/firms/NoFirms.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatDate, formatDayMonth, formatNumber, formatPercent } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readOverview, type Overview } from '#device/overview.ts'
import { accessEases } from '#domain/fields/codes.ts'
import { approachBy, sharesBy, visitsByWeek, type ApproachStep, type Share } from '#domain/overview.ts'
import { vietnamDay } from '#domain/time.ts'
import { trackRowIds } from '#domain/track/table.ts'
import { BarPlot } from './BarPlot.tsx'
import { FirmsBehind, FirmsFigure, type Behind } from './FirmsBehind.tsx'
import { ParkTable } from './ParkTable.tsx'

const weeksShown = 12

/** `/overview`: how far the approach, the survey and the parks are; every number opens the firms behind it. */
export function OverviewPage() {
  const device = useDevice()
  const reference = useReference()
  const overview = useLiveQuery(() => readOverview(device), [device])
  const today = vietnamDay(device.now())
  const [behind, setBehind] = useState<Behind>()
  return (
    <Page>
      <PageHeader
        title={m.nav_overview()}
        subtitle={
          overview !== undefined && overview.firms.length > 0
            ? m.overview_subtitle({
                firms: countWords(overview.firms.length, 'firms'),
                date: formatDate(today, getLocale()),
              })
            : undefined
        }
      />
      {overview?.firms.length === 0 && <NoFirms />}
      {overview !== undefined && overview.firms.length > 0 && reference !== undefined && (
        <OnceReceived>
          <div className="overview">
            <Approach overview={overview} today={today} onOpen={setBehind} />
            <Weeks overview={overview} today={today} />
            <Shares
              title={m.overview_tracks()}
              shares={sharesBy(overview.firms, trackNames(), ({ row }) => trackLabel(row))}
              label={(name) => name}
              onOpen={setBehind}
            />
            <Shares
              title={m.overview_access()}
              shares={sharesBy(overview.firms, [...accessEases, 'unknown'] as const, ({ access }) => access)}
              label={(access) =>
                access === 'unknown' ? m.answer_notKnown() : optionLabel('accessEase', access)
              }
              onOpen={setBehind}
            />
            <ParkTable firms={overview.firms} reference={reference} onOpen={setBehind} />
          </div>
        </OnceReceived>
      )}
      {behind !== undefined && overview !== undefined && (
        <FirmsBehind {...behind} names={overview.names} onClose={() => setBehind(undefined)} />
      )}
    </Page>
  )
}

/** Rows of the table that lead the same way are one. */
function trackNames(): string[] {
  return [...new Set(trackRowIds.map(trackLabel))]
}

interface PartProps {
  readonly overview: Overview
  readonly onOpen: (behind: Behind) => void
}

const stepWords: Readonly<Record<ApproachStep, () => string>> = {
  planned: m.overview_planned,
  contacted: m.overview_contacted,
  met: m.overview_met,
  agreed: m.overview_agreed,
  decided: m.overview_decided,
}

/** «Các bước tiếp cận»: of the firms in the plan, with their share of it; what was reached besides stands apart. */
function Approach({ overview, today, onOpen }: PartProps & { readonly today: string }) {
  const steps = approachBy(overview.firms, today)
  const planned = steps[0]!.plannedIds.length
  return (
    <Section title={m.overview_approach()}>
      <BarPlot
        direction="along"
        bars={steps.map(({ step, plannedIds }) => ({
          key: step,
          label: stepWords[step](),
          value: plannedIds.length,
        }))}
      />
      <DataTable
        caption={m.overview_approach()}
        captionHidden
        rows={steps}
        rowKey={({ step }) => step}
        columns={[
          { key: 'step', header: m.overview_step(), cell: ({ step }) => stepWords[step]() },
          {
            key: 'planned',
            header: m.overview_inPlan(),
            align: 'end',
            cell: ({ step, plannedIds }) => (
              <FirmsFigure title={stepWords[step]()} firmIds={plannedIds} onOpen={onOpen} />
            ),
          },
          {
            key: 'share',
            header: m.targets_share(),
            align: 'end',
            cell: ({ plannedIds }) =>
              planned === 0 ? '—' : formatPercent(plannedIds.length / planned, getLocale()),
          },
          {
            key: 'others',
            header: m.overview_outsidePlan(),
            align: 'end',
            cell: ({ step, otherIds }) => (
              <FirmsFigure
                title={`${stepWords[step]()}, ${m.overview_outsidePlan()}`}
                firmIds={otherIds}
                onOpen={onOpen}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

function Weeks({ overview, today }: { readonly overview: Overview; readonly today: string }) {
  const weeks = visitsByWeek(overview.visitDays, today, weeksShown)
  const label = (day: string) => formatDayMonth(day, getLocale())
  return (
    <Section title={m.overview_weeks()}>
      <BarPlot
        direction="up"
        bars={weeks.map(({ from, visits }) => ({ key: from, label: label(from), value: visits }))}
      />
      <div className="visually-hidden">
        <DataTable
          caption={m.overview_weeks()}
          rows={weeks}
          rowKey={({ from }) => from}
          columns={[
            { key: 'week', header: m.overview_week(), cell: ({ from }) => formatDate(from, getLocale()) },
            {
              key: 'visits',
              header: m.overview_visits(),
              cell: ({ visits }) => formatNumber(visits, getLocale()),
            },
          ]}
        />
      </div>
    </Section>
  )
}

interface SharesProps<Key extends string> extends Pick<PartProps, 'onOpen'> {
  readonly title: string
  readonly shares: readonly Share<Key>[]
  readonly label: (key: Key) => string
}

function Shares<Key extends string>({ title, shares, label, onOpen }: SharesProps<Key>) {
  return (
    <Section title={title}>
      <BarPlot
        direction="along"
        bars={shares.map(({ key, firmIds }) => ({ key, label: label(key), value: firmIds.length }))}
      />
      <DataTable
        caption={title}
        captionHidden
        rows={shares}
        rowKey={({ key }) => key}
        columns={[
          { key: 'key', header: title, cell: ({ key }) => label(key) },
          {
            key: 'firms',
            header: m.nav_firms(),
            align: 'end',
            cell: ({ key, firmIds }) => <FirmsFigure title={label(key)} firmIds={firmIds} onOpen={onOpen} />,
          },
        ]}
      />
    </Section>
  )
}
