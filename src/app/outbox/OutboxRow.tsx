import { CloudCheck, Send, Smartphone } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatFileSize } from '#app/ui/format.ts'
import { ListRow } from '#app/ui/ListRow.tsx'
import type { OutboxItem } from '#device/outboxView.ts'
import { itemTitle, problemWords } from './itemWords.ts'
import { momentWords } from './statusLine.ts'

interface OutboxRowProps {
  readonly item: OutboxItem
  readonly isSending: boolean
}

/** One deed on its way: what it is, since when, and where it is now. */
export function OutboxRow({ item, isSending }: OutboxRowProps) {
  const now = useDevice().now()
  const about = [
    item.carriedFor !== undefined && m.backup_carriedFor({ person: item.carriedFor }),
    m.outbox_savedAt({ time: momentWords(item.savedAt, now) }),
    item.storedAt !== undefined && m.outbox_storedAt({ time: momentWords(item.storedAt, now) }),
    item.bytes !== undefined && formatFileSize(item.bytes, getLocale()),
    item.attempts > 0 && m.outbox_tries({ tries: countWords(item.attempts, 'tries') }),
  ]
  return (
    <ListRow title={itemTitle(item)} text={dotted(about)}>
      {item.problem !== undefined && <div className="list-row-text">{problemWords(item.problem)}</div>}
      {item.reason !== undefined && (
        <div className="list-row-text">{m.outbox_discardedWhy({ reason: item.reason })}</div>
      )}
      <div className="row outbox-badges">
        <StateBadge item={item} isSending={isSending} />
      </div>
    </ListRow>
  )
}

function StateBadge({ item, isSending }: OutboxRowProps) {
  if (item.state === 'waiting') {
    return isSending ? (
      <Badge tone="info" icon={Send}>
        {m.state_sending()}
      </Badge>
    ) : (
      <Badge icon={Smartphone}>{m.state_onDevice()}</Badge>
    )
  }
  return (
    <>
      <Badge tone="good" icon={CloudCheck}>
        {m.state_received()}
      </Badge>
      {item.kind === 'visit.submit' && item.visitState === 'submitted' && (
        <Badge>{m.state_waitingForReview()}</Badge>
      )}
      {item.kind === 'visit.submit' && item.visitState === 'approved' && (
        <Badge tone="accent">{m.state_approved()}</Badge>
      )}
    </>
  )
}
