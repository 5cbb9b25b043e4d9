import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { DataTable, type Column } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDate, formatDayMonth } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { ownerStances } from '#domain/fields/codes.ts'
import {
  concernsBetween,
  monthEnds,
  stancesOn,
  type ConcernFirms,
  type CountedFirm,
  type Stances,
} from '#domain/overview.ts'
import { FirmsFigure, type Behind } from './FirmsBehind.tsx'
import { Numbers } from './Numbers.tsx'
import { StackPlot } from './StackPlot.tsx'

interface VoicesProps {
  readonly firms: readonly CountedFirm[]
  readonly asOf: string
  readonly onOpen: (behind: Behind) => void
}

const monthsShown = 6

/** What owners think of the matter, month by month. Whoever was never asked stands in no column. */
export function StancesPart({ firms, asOf, onOpen }: VoicesProps) {
  const months = stancesOn(firms, monthEnds(asOf, monthsShown))
  const label = (stance: string) => optionLabel('ownerStance', stance)
  const figure = (stance: string): Column<Stances> => ({
    key: stance,
    header: label(stance),
    align: 'end',
    cell: ({ on, shares }) => (
      <FirmsFigure
        title={`${label(stance)}, ${formatDate(on, getLocale())}`}
        firmIds={shares.find(({ key }) => key === stance)?.firmIds ?? []}
        onOpen={onOpen}
      />
    ),
  })
  return (
    <Section title={m.overview_stances()}>
      <StackPlot
        parts={ownerStances.map((key) => ({ key, label: label(key) }))}
        columns={months.map(({ on, shares }) => ({
          key: on,
          label: formatDayMonth(on, getLocale()),
          values: shares.map(({ firmIds }) => firmIds.length),
        }))}
      />
      <Numbers>
        <DataTable
          caption={m.overview_stances()}
          captionHidden
          rows={months}
          rowKey={({ on }) => on}
          columns={[
            { key: 'on', header: m.overview_by(), cell: ({ on }) => formatDate(on, getLocale()) },
            ...ownerStances.map(figure),
          ]}
        />
      </Numbers>
    </Section>
  )
}

/** What owners hesitate about: then, now, and what is settled. */
export function ConcernsPart({ firms, asOf, onOpen }: VoicesProps) {
  const [before] = monthEnds(asOf, monthsShown) as [string]
  const rows = concernsBetween(firms, before, asOf)
  const label = ({ concern }: ConcernFirms) => optionLabel('ownerConcerns', concern)
  const figure = (key: 'beforeIds' | 'openIds' | 'settledIds', header: string): Column<ConcernFirms> => ({
    key,
    header,
    align: 'end',
    cell: (row) => <FirmsFigure title={`${label(row)}: ${header}`} firmIds={row[key]} onOpen={onOpen} />,
  })
  return (
    <Section title={m.overview_concerns()}>
      <DataTable
        caption={m.overview_concerns()}
        captionHidden
        rows={rows}
        rowKey={({ concern }) => concern}
        columns={[
          { key: 'concern', header: m.overview_concern(), cell: label },
          figure('beforeIds', m.overview_openOn({ date: formatDate(before, getLocale()) })),
          figure('openIds', m.overview_openNow()),
          figure('settledIds', m.overview_settled()),
        ]}
        empty={<EmptyState text={m.overview_noConcerns()} />}
      />
    </Section>
  )
}
