import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { VisitStateBadge } from '#app/outbox/VisitStateBadge.tsx'
import { paths } from '#app/paths.ts'
import { countWords } from '#app/ui/countWords.ts'
import { formatTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { DoneToday as Done } from '#device/today.ts'
import { headRevision } from '#domain/visit.ts'

/** What was completed today, and how far each has come. */
export function DoneToday({ done }: { readonly done: readonly Done[] }) {
  return (
    <Section title={m.today_done({ visits: countWords(done.length, 'visits') })}>
      <List>
        {done.map(({ visit, card, stored }) => (
          <ListRow
            key={visit.id}
            href={paths.firm(visit.firmId)}
            title={card?.name ?? m.firm_notHere()}
            text={m.outbox_completedAt({ time: formatTime(headRevision(visit).clientTime, getLocale()) })}
          >
            <div className="row today-badges">
              <VisitStateBadge visit={visit} stored={stored} />
            </div>
          </ListRow>
        ))}
      </List>
    </Section>
  )
}
