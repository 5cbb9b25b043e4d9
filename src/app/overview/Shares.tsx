import { m } from '#app/messages/compiled/messages.js'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { Share } from '#domain/overview.ts'
import { BarPlot } from './BarPlot.tsx'
import { FirmsFigure, type Behind } from './FirmsBehind.tsx'

interface SharesProps<Key extends string> {
  readonly title: string
  readonly shares: readonly Share<Key>[]
  readonly label: (key: Key) => string
  readonly onOpen: (behind: Behind) => void
}

/** How many firms are of each kind, and which. */
export function Shares<Key extends string>({ title, shares, label, onOpen }: SharesProps<Key>) {
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
