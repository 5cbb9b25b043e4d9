import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import type { Reference } from '#device/people.ts'
import type { OutboxItem } from '#device/outboxView.ts'
import { itemTitle, problemWords } from './itemWords.ts'

/** «Minh sẽ xem và quyết định.», where the unit has one supervisor alone. */
function decidesWords(reference: Reference | undefined): string {
  const people = [...(reference?.people.values() ?? [])]
  const [only, ...others] = people.filter(({ active, roles }) => active && roles.includes('supervisor'))
  return only === undefined || others.length > 0
    ? m.failure_visitHeld_safeSupervisor()
    : m.failure_visitHeld_safe({ person: only.displayName })
}

/** In full on the server, not in the figures: why, who decides, and that there is nothing to do. No alarm. */
export function HeldCard({ item }: { readonly item: OutboxItem }) {
  const reference = useReference()
  const { firmId } = item
  return (
    <Card tone="info">
      <h3>{itemTitle(item)}</h3>
      <div className="row">
        <Badge tone="info">{m.state_held()}</Badge>
      </div>
      <p>
        {m.failure_visitHeld_what()} {item.problem !== undefined && problemWords(item.problem)}
      </p>
      <p>
        {decidesWords(reference)} {m.failure_visitHeld_do()}
      </p>
      {item.visitState !== undefined && firmId !== undefined && (
        <div className="row">
          <ButtonLink href={paths.firm(firmId)}>{m.failure_visitHeld_see()}</ButtonLink>
        </div>
      )}
    </Card>
  )
}
