import { useState } from 'react'
import { windowSize } from '#app/firms/firmFilter.ts'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import type { DoneVisit } from '#device/overview.ts'
import { personName } from '#device/people.ts'

/** The visits that a number counts. */
export interface BehindVisits {
  readonly title: string
  readonly visits: readonly DoneVisit[]
}

interface VisitsBehindProps extends BehindVisits {
  readonly names: ReadonlyMap<string, string>
  readonly onClose: () => void
}

export function VisitsBehind({ title, visits, names, onClose }: VisitsBehindProps) {
  const reference = useReference()
  const [most, setMost] = useState(windowSize)
  return (
    <Sheet open title={title} onClose={onClose}>
      <List label={title}>
        {visits.slice(0, most).map(({ id, firmId, personId, on }) => (
          <ListRow
            key={id}
            title={names.get(firmId) ?? '—'}
            text={dotted([formatDate(on, getLocale()), reference && personName(reference, personId)])}
            href={paths.reviewOf(id)}
          />
        ))}
      </List>
      {most < visits.length && (
        <MoreButton label={m.overview_moreVisits()} onMore={() => setMost(most + windowSize)} />
      )}
    </Sheet>
  )
}
