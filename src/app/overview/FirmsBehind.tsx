import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { windowSize } from '#app/firms/firmFilter.ts'
import { paths } from '#app/paths.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { FigureButton } from '#app/ui/FigureButton.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'

/** What stands behind a number. */
export interface Behind {
  readonly title: string
  readonly firmIds: readonly string[]
}

interface FigureProps extends Behind {
  readonly onOpen: (behind: Behind) => void
}

/** A number of firms that opens their list. */
export function FirmsFigure({ title, firmIds, onOpen }: FigureProps) {
  const n = formatNumber(firmIds.length, getLocale())
  return (
    <FigureButton
      n={firmIds.length}
      label={m.overview_behind({ title, n })}
      onOpen={() => onOpen({ title, firmIds })}
    />
  )
}

interface FirmsBehindProps extends Behind {
  readonly names: ReadonlyMap<string, string>
  readonly onClose: () => void
}

export function FirmsBehind({ title, firmIds, names, onClose }: FirmsBehindProps) {
  const [most, setMost] = useState(windowSize)
  const firms = firmIds
    .map((id) => ({ id, name: names.get(id) ?? '—' }))
    .toSorted((one, other) => one.name.localeCompare(other.name, getLocale()))
  return (
    <Sheet open title={title} onClose={onClose}>
      <List label={title}>
        {firms.slice(0, most).map(({ id, name }) => (
          <ListRow key={id} title={name} href={paths.firm(id)} />
        ))}
      </List>
      {most < firms.length && <MoreButton label={m.firms_more()} onMore={() => setMost(most + windowSize)} />}
    </Sheet>
  )
}
