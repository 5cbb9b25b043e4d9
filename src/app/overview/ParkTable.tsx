import { parkName } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatPercent } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import type { Reference } from '#device/people.ts'
import { coverageByPark, type CountedFirm, type ParkCoverage } from '#domain/overview.ts'
import { FirmsFigure, type Behind } from './FirmsBehind.tsx'

interface ParkTableProps {
  readonly firms: readonly CountedFirm[]
  readonly reference: Reference
  readonly onOpen: (behind: Behind) => void
}

/** «Độ phủ theo khu»: of the firms in scope, how many are surveyed and organised. */
export function ParkTable({ firms, reference, onOpen }: ParkTableProps) {
  const nameOf = ({ parkId }: ParkCoverage) => parkName(reference, parkId) ?? m.firms_noPark()
  const parks = coverageByPark(firms).toSorted((one, other) =>
    nameOf(one).localeCompare(nameOf(other), getLocale()),
  )
  const figure = (park: ParkCoverage, firmIds: readonly string[], what: string) => (
    <FirmsFigure title={`${nameOf(park)}: ${what}`} firmIds={firmIds} onOpen={onOpen} />
  )
  const share = (part: readonly string[], { firmIds }: ParkCoverage) =>
    formatPercent(part.length / firmIds.length, getLocale())
  return (
    <Section title={m.overview_parks()}>
      <DataTable
        caption={m.overview_parks()}
        captionHidden
        rows={parks}
        rowKey={({ parkId }) => parkId ?? ''}
        columns={[
          { key: 'park', header: m.queue_park(), cell: nameOf },
          {
            key: 'firms',
            header: m.nav_firms(),
            align: 'end',
            cell: (park) => figure(park, park.firmIds, m.nav_firms()),
          },
          {
            key: 'surveyed',
            header: m.overview_surveyed(),
            align: 'end',
            cell: (park) => figure(park, park.surveyedIds, m.overview_surveyed()),
          },
          {
            key: 'surveyedShare',
            header: m.targets_share(),
            align: 'end',
            cell: (park) => share(park.surveyedIds, park),
          },
          {
            key: 'organised',
            header: m.overview_organised(),
            align: 'end',
            cell: (park) => figure(park, park.organisedIds, m.overview_organised()),
          },
          {
            key: 'organisedShare',
            header: m.targets_share(),
            align: 'end',
            cell: (park) => share(park.organisedIds, park),
          },
        ]}
      />
    </Section>
  )
}
