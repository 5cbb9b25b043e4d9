import { Check, CloudCheck, Smartphone } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { Badge } from '#app/ui/Badge.tsx'
import { standingDecision, type VisitRecord } from '#domain/visit.ts'

interface VisitStateBadgeProps {
  readonly visit: VisitRecord
  /** The server has its newest revision. */
  readonly stored: boolean
}

/** Where a visit stands: on this device → stored by the server → reviewed. Green is the receipt alone. */
export function VisitStateBadge({ visit, stored }: VisitStateBadgeProps) {
  if (!stored) return <Badge icon={Smartphone}>{m.state_onDevice()}</Badge>
  switch (visit.state) {
    case 'submitted':
      return (
        <>
          <Badge tone="good" icon={CloudCheck}>
            {m.state_received()}
          </Badge>
          <Badge>{m.state_waitingForReview()}</Badge>
        </>
      )
    case 'approved':
      return (
        <Badge tone="accent" icon={Check}>
          {m.state_approved()}
        </Badge>
      )
    case 'returned':
      return <Badge tone="warn">{m.today_toCorrect()}</Badge>
    case 'void':
      return <Badge>{voidWords(visit)}</Badge>
  }
}

function voidWords(visit: VisitRecord): string {
  const reason = standingDecision(visit)?.reason?.toLowerCase() ?? ''
  return /trùng|duplicate/.test(reason) ? m.state_removedDuplicate() : m.state_removedMistake()
}
