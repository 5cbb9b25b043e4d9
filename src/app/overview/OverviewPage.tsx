import './overview.css'
import { Printer } from 'lucide-react'
import { Fragment, useMemo, useState } from 'react'
import { NoFirms } from '#app/firms/NoFirms.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { optionLabel } from '#app/messages/labels.ts'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatDate } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { useRowsDrawn } from '#app/ui/useRowsDrawn.ts'
import type { Overview } from '#device/overview.ts'
import type { Reference } from '#device/people.ts'
import { placeName } from '#device/units.ts'
import { accessEases } from '#domain/fields/codes.ts'
import { sharesBy, type CountedFirm } from '#domain/overview.ts'
import { vietnamDay } from '#domain/time.ts'
import { trackRowIds } from '#domain/track/table.ts'
import { Approach } from './Approach.tsx'
import { AsOfField } from './AsOfField.tsx'
import { CoverageTable } from './CoverageTable.tsx'
import { FirmsBehind, type Behind } from './FirmsBehind.tsx'
import { MemberVisits } from './MemberVisits.tsx'
import { Shares } from './Shares.tsx'
import { TargetsPart } from './TargetsPart.tsx'
import { useOverview } from './useOverview.ts'
import { ConcernsPart, StancesPart } from './Voices.tsx'
import { Weeks } from './Weeks.tsx'

/** `/overview`: how far the approach, the survey and the parks are; every number opens the firms behind it. */
export function OverviewPage() {
  const today = vietnamDay(useDevice().now())
  const reference = useReference()
  const [day, setDay] = useState<string>()
  const overview = useOverview(day)
  const [behind, setBehind] = useState<Behind>()
  // what stands there is not worked out again because a list opens over it
  const parts = useMemo(
    () =>
      overview !== undefined &&
      reference !== undefined && <Parts overview={overview} reference={reference} onOpen={setBehind} />,
    [overview, reference],
  )
  const isEmpty = day === undefined && overview?.firms.length === 0
  return (
    <Page>
      <PageHeader
        title={m.nav_overview()}
        subtitle={overview !== undefined && !isEmpty ? subtitleOf(overview) : undefined}
        actions={
          <ButtonLink href={paths.weekly} icon={Printer}>
            {m.weekly_title()}
          </ButtonLink>
        }
      />
      {isEmpty && <NoFirms />}
      {!isEmpty && <AsOfField day={day} today={today} overview={overview} onChange={setDay} />}
      {!isEmpty && parts !== false && <OnceReceived>{parts}</OnceReceived>}
      {behind !== undefined && overview !== undefined && (
        <FirmsBehind {...behind} names={overview.names} onClose={() => setBehind(undefined)} />
      )}
    </Page>
  )
}

interface PartsProps {
  readonly overview: Overview
  readonly reference: Reference
  readonly onOpen: (behind: Behind) => void
}

function Parts({ overview, reference, onOpen }: PartsProps) {
  const { firms, asOf } = overview
  const parts = [
    () => <Approach firms={firms} asOf={asOf} onOpen={onOpen} />,
    () => <Weeks overview={overview} />,
    () => (
      <Shares title={m.overview_tracks()} shares={tracksOf(firms)} label={(name) => name} onOpen={onOpen} />
    ),
    () => (
      <Shares
        title={m.overview_access()}
        shares={sharesBy(firms, [...accessEases, 'unknown'] as const, ({ access }) => access)}
        label={(access) => (access === 'unknown' ? m.answer_notKnown() : optionLabel('accessEase', access))}
        onOpen={onOpen}
      />
    ),
    () => <StancesPart firms={firms} asOf={asOf} onOpen={onOpen} />,
    () => <ConcernsPart firms={firms} asOf={asOf} onOpen={onOpen} />,
    () => <MemberVisits overview={overview} reference={reference} />,
    () => <TargetsPart asOf={asOf} />,
    () => (
      <div className="overview-wide">
        <CoverageTable
          title={m.overview_parks()}
          header={m.queue_park()}
          firms={firms}
          keyOf={({ parkId }) => parkId}
          label={(parkId) => placeName(reference.units, 'park', parkId ?? '', asOf) ?? m.firms_noPark()}
          onOpen={onOpen}
        />
      </div>
    ),
    () => (
      <div className="overview-wide">
        <CoverageTable
          title={m.overview_owners()}
          header={fieldLabel('ownershipGroup')}
          firms={firms}
          keyOf={({ ownership }) => ownership}
          label={(group) =>
            group === undefined ? m.answer_notKnown() : optionLabel('ownershipGroup', group)
          }
          onOpen={onOpen}
        />
      </div>
    ),
  ]
  // each goes over all firms: a task of its own for each
  const drawn = useRowsDrawn(parts.length, asOf, 1)
  return (
    <div className="overview">
      {parts.slice(0, drawn).map((part, index) => (
        <Fragment key={index}>{part()}</Fragment>
      ))}
    </div>
  )
}

function subtitleOf({ firms, asOf }: Overview): string {
  return m.overview_subtitle({
    firms: countWords(firms.length, 'firms'),
    date: formatDate(asOf, getLocale()),
  })
}

/** Rows of the table that lead the same way are one. */
function tracksOf(firms: readonly CountedFirm[]) {
  const names = new Map(trackRowIds.map((row) => [row, trackLabel(row)]))
  return sharesBy(firms, [...new Set(names.values())], ({ row }) => names.get(row)!)
}
