import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatDate } from '#app/ui/format.ts'
import type { Device } from '#device/device.ts'
import { openFirm } from '#device/firmView.ts'
import type { OutboxItem } from '#device/outboxView.ts'
import { personName, readReference } from '#device/people.ts'
import { standing } from '#domain/merge/history.ts'
import { itemTitle, problemWords } from './itemWords.ts'

/** In full on the server, not in the figures: why, who decides, and that there is nothing to do. No alarm. */
export function HeldCard({ item }: { readonly item: OutboxItem }) {
  const device = useDevice()
  const { firmId } = item
  const now = useLiveQuery(() => readAssignee(device, firmId), [device, firmId])
  const isReassigned = item.problem === 'outOfScopeNow' || item.problem === 'neverInScope'
  return (
    <Card tone="info">
      <h3>{itemTitle(item)}</h3>
      <div className="row">
        <Badge tone="info">{m.state_held()}</Badge>
      </div>
      {isReassigned && now !== undefined ? (
        <p>{m.failure_visitHeld_whatReassigned(now)}</p>
      ) : (
        <p>
          {m.failure_visitHeld_what()} {item.problem !== undefined && problemWords(item.problem)}
        </p>
      )}
      <p>
        {m.failure_visitHeld_safeSupervisor()} {m.failure_visitHeld_do()}
      </p>
      {item.visitState !== undefined && firmId !== undefined && (
        <div className="row">
          <ButtonLink href={paths.firm(firmId)}>{m.failure_visitHeld_see()}</ButtonLink>
        </div>
      )}
    </Card>
  )
}

/** Who has the firm now and since when, if this device may know. */
async function readAssignee(device: Device, firmId: string | undefined) {
  const view = firmId === undefined ? undefined : await openFirm(device, firmId)
  const personId = standing('assignment', view?.assignment)?.personId
  const since = view?.assignment?.entries.at(-1)?.clientTime
  if (personId === undefined || personId === null || since === undefined) return undefined
  const person = personName(await readReference(device), personId)
  return { person, date: formatDate(since.slice(0, 10), getLocale()) }
}
