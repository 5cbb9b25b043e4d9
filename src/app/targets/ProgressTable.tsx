import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { DataTable, type Column } from '#app/ui/DataTable.tsx'
import { FigureButton } from '#app/ui/FigureButton.tsx'
import { formatNumber, formatPercent } from '#app/ui/format.ts'
import type { Indicator, Progress } from '#domain/targets.ts'
import { indicatorWords } from './indicatorWords.ts'

interface ProgressTableProps {
  readonly caption: string
  readonly rows: readonly Progress[]
  /** What a figure is made of. */
  readonly onOpen: (indicator: Indicator) => void
}

/** Targets against results; figures of a date never stand among them. */
export function ProgressTable({ caption, rows, onOpen }: ProgressTableProps) {
  const number = (n: number | undefined) => (n === undefined ? '—' : formatNumber(n, getLocale()))
  const column = (key: string, header: string, cell: Column<Progress>['cell']): Column<Progress> => ({
    key,
    header,
    cell,
    align: 'end',
  })
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ indicator }) => indicator}
      columns={[
        { key: 'indicator', header: m.item_target(), cell: ({ indicator }) => indicatorWords(indicator) },
        column('target', m.targets_value(), ({ target }) => number(target)),
        column('achieved', m.targets_achieved(), ({ indicator, achieved }) => (
          <FigureButton
            n={achieved}
            label={m.targets_behind({ indicator: indicatorWords(indicator), n: number(achieved) })}
            onOpen={() => onOpen(indicator)}
          />
        )),
        column('share', m.targets_share(), ({ share }) =>
          share === undefined ? '—' : formatPercent(share, getLocale()),
        ),
        column('remaining', m.targets_remaining(), ({ remaining }) => number(remaining)),
        column('yearBefore', m.targets_yearBefore(), ({ yearBefore }) => number(yearBefore)),
        column('inAll', m.targets_inAll(), ({ inAll }) => number(inAll)),
      ]}
    />
  )
}
