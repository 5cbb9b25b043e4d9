import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { indicatorWords, periodWords } from '#app/targets/indicatorWords.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatNumber, formatPercent } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { readTargets } from '#device/targets.ts'
import { currentPeriod, periodsOf, progressIn } from '#domain/targets.ts'

/** Targets and results in short, of the period that a day lies in; the decisions behind them are one tap away. */
export function TargetsPart({ asOf }: { readonly asOf: string }) {
  const device = useDevice()
  const all = useLiveQuery(() => readTargets(device), [device])
  if (all === undefined) return null
  const period = currentPeriod(periodsOf(all.targets, asOf), asOf)!
  const number = (n: number | undefined) => (n === undefined ? '—' : formatNumber(n, getLocale()))
  return (
    <Section
      title={m.overview_targets({ period: periodWords(period) })}
      actions={<ButtonLink href={paths.targets}>{m.overview_toTargets()}</ButtonLink>}
    >
      <DataTable
        caption={m.overview_targets({ period: periodWords(period) })}
        captionHidden
        rows={progressIn(period, asOf, all)}
        rowKey={({ indicator }) => indicator}
        columns={[
          { key: 'indicator', header: m.item_target(), cell: ({ indicator }) => indicatorWords(indicator) },
          { key: 'target', header: m.targets_value(), align: 'end', cell: ({ target }) => number(target) },
          {
            key: 'achieved',
            header: m.targets_achieved(),
            align: 'end',
            cell: ({ achieved }) => number(achieved),
          },
          {
            key: 'share',
            header: m.targets_share(),
            align: 'end',
            cell: ({ share }) => (share === undefined ? '—' : formatPercent(share, getLocale())),
          },
        ]}
      />
    </Section>
  )
}
