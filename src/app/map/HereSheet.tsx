import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { windowSize } from '#app/firms/firmFilter.ts'
import { paths } from '#app/paths.ts'
import { countWords } from '#app/ui/countWords.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import type { MapFirm } from '#device/mapFirms.ts'

interface HereSheetProps {
  readonly firms: readonly MapFirm[]
  readonly onClose: () => void
}

/** The firms of a pin: their way forward, and the way to them. */
export function HereSheet({ firms, onClose }: HereSheetProps) {
  const [most, setMost] = useState(windowSize)
  const title = m.map_here({ firms: countWords(firms.length, 'firms') })
  return (
    <Sheet open title={title} onClose={onClose}>
      <List label={title}>
        {firms.slice(0, most).map(({ id, name, row, lastVisitOn, isAtPark }) => (
          <ListRow
            key={id}
            title={name}
            href={paths.firm(id)}
            text={dotted([
              trackLabel(row),
              lastVisitOn === undefined
                ? m.firms_visitedNo()
                : m.firm_lastVisit({ date: formatDate(lastVisitOn, getLocale()) }),
              isAtPark && m.map_atPark(),
            ])}
          />
        ))}
      </List>
      {firms.length > most && <MoreButton label={m.firms_more()} onMore={() => setMost(most + windowSize)} />}
    </Sheet>
  )
}
