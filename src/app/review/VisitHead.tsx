import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { parkName } from '#app/firms/useReference.ts'
import { VisitStateBadge } from '#app/outbox/VisitStateBadge.tsx'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber, formatTime } from '#app/ui/format.ts'
import { useHeadingFocus } from '#app/ui/RouteFocus.tsx'
import { personName, type Reference } from '#device/people.ts'
import type { ReviewDetail } from '#device/reviewQueue.ts'
import { textOf } from '#domain/profile.ts'
import { headRevision } from '#domain/visit.ts'
import { useIsWide } from './useIsWide.ts'

interface VisitHeadProps {
  readonly detail: ReviewDetail
  readonly reference: Reference | undefined
}

/** Which firm, who went, when, and where the visit stands. */
export function VisitHead({ detail, reference }: VisitHeadProps) {
  const { visit, view, firmName, submissions } = detail
  const heading = useHeadingFocus()
  // alone on a phone's screen it is the page's own heading
  const Name = useIsWide() ? 'h2' : 'h1'
  useEffect(() => {
    heading.current?.closest('.split-detail')?.scrollTo?.(0, 0)
  }, [heading])
  const { occurredAt } = headRevision(visit).body
  const taxCode = textOf(view.profile, 'taxCode')
  const about = [
    parkName(reference, detail.parkId),
    taxCode === undefined ? undefined : m.detail_taxCode({ code: taxCode }),
    m.detail_recorded({
      person: reference === undefined ? '—' : personName(reference, visit.personId),
      time: `${formatDate(occurredAt, getLocale())} ${formatTime(occurredAt, getLocale())}`,
    }),
    receivedWords(detail),
  ]
  return (
    <header className="reviewed-head">
      <Link href={paths.review} className="page-header-back reviewed-head-back no-print">
        <ArrowLeft aria-hidden />
        <span>{m.queue_back()}</span>
      </Link>
      <div className="reviewed-head-line">
        <Name ref={heading} tabIndex={-1} className="reviewed-head-name">
          {firmName}
        </Name>
        <div className="row">
          <Badge tone="info">{m.detail_version({ n: formatNumber(submissions, getLocale()) })}</Badge>
          {visit.state !== 'submitted' && <VisitStateBadge visit={visit} stored />}
          <Link href={paths.firm(view.firm.id)} className="reviewed-head-firm">
            {m.detail_firm()}
          </Link>
        </div>
      </div>
      <p className="muted small">{dotted(about)}</p>
    </header>
  )
}

/** A number beyond all the server's: this device wrote it and has not sent it. */
function receivedWords({ visit }: ReviewDetail): string {
  const { seq, receivedAt, body } = headRevision(visit)
  if (seq === Number.MAX_SAFE_INTEGER) return m.detail_notSent()
  const day = formatDate(receivedAt, getLocale())
  const time = formatTime(receivedAt, getLocale())
  const isSameDay = day === formatDate(body.occurredAt, getLocale())
  return m.detail_received({ time: isSameDay ? time : `${day} ${time}` })
}
