import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatPercent } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { coverageBy, type Coverage, type CountedFirm } from '#domain/overview.ts'
import { FirmsFigure, type Behind } from './FirmsBehind.tsx'

interface CoverageTableProps {
  readonly title: string
  /** What the rows are: parks, kinds of owner. */
  readonly header: string
  readonly firms: readonly CountedFirm[]
  readonly keyOf: (firm: CountedFirm) => string | undefined
  readonly label: (key: string | undefined) => string
  readonly onOpen: (behind: Behind) => void
}

/** «Độ phủ»: of the firms in scope, how many are surveyed and organised. */
export function CoverageTable({ title, header, firms, keyOf, label, onOpen }: CoverageTableProps) {
  const nameOf = ({ key }: Coverage) => label(key)
  const rows = coverageBy(firms, keyOf).toSorted((one, other) =>
    nameOf(one).localeCompare(nameOf(other), getLocale()),
  )
  const figure = (row: Coverage, firmIds: readonly string[], what: string) => (
    <FirmsFigure title={`${nameOf(row)}: ${what}`} firmIds={firmIds} onOpen={onOpen} />
  )
  const share = (part: readonly string[], { firmIds }: Coverage) =>
    formatPercent(part.length / firmIds.length, getLocale())
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key ?? ''}
        columns={[
          { key: 'key', header, cell: nameOf },
          {
            key: 'firms',
            header: m.nav_firms(),
            align: 'end',
            cell: (row) => figure(row, row.firmIds, m.nav_firms()),
          },
          {
            key: 'surveyed',
            header: m.overview_surveyed(),
            align: 'end',
            cell: (row) => figure(row, row.surveyedIds, m.overview_surveyed()),
          },
          {
            key: 'surveyedShare',
            header: m.targets_share(),
            align: 'end',
            cell: (row) => share(row.surveyedIds, row),
          },
          {
            key: 'organised',
            header: m.overview_organised(),
            align: 'end',
            cell: (row) => figure(row, row.organisedIds, m.overview_organised()),
          },
          {
            key: 'organisedShare',
            header: m.targets_share(),
            align: 'end',
            cell: (row) => share(row.organisedIds, row),
          },
        ]}
      />
    </Section>
  )
}
