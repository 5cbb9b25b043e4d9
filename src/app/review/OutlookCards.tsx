import { useLiveQuery } from 'dexie-react-hooks'
import { ArrowRight } from 'lucide-react'
import { useLayoutEffect, type ReactNode } from 'react'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { SetTrack } from '#app/firms/SetTrack.tsx'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel, trackReason } from '#app/messages/trackLabels.ts'
import { useDevice } from '#app/ports.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatNumber } from '#app/ui/format.ts'
import { keepFocusSeen } from '#app/ui/keepFocusSeen.ts'
import type { FirmView } from '#device/firmView.ts'
import type { Reference } from '#device/people.ts'
import type { Place } from '#domain/priority.ts'
import type { StandingTrack } from '#domain/track.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { readOutlook } from './outlook.ts'

/** Where somebody set the way forward the visit changes nothing about it, whatever it says. */
function trackWhy({ override, decided }: StandingTrack, reference: Reference | undefined): ReactNode {
  if (override !== undefined) return <SetTrack override={override} reference={reference} />
  return dotted(decided.reason.map(trackReason))
}

interface OutlookCardsProps {
  readonly view: FirmView
  readonly visit: VisitRecord
  readonly reference: Reference | undefined
}

/** What approval would change: the way forward and the place in the order, before → after, and why. */
export function OutlookCards({ view, visit, reference }: OutlookCardsProps) {
  const device = useDevice()
  const outlook = useLiveQuery(() => readOutlook(device, view, visit), [device, view, visit])
  const isRead = outlook !== undefined
  useLayoutEffect(keepFocusSeen, [isRead])
  const before = outlook?.before
  const after = outlook?.after
  return (
    <div className="outlook" aria-busy={!isRead}>
      <OutlookCard
        title={m.firm_track()}
        before={before && trackLabel(before.advice.track.row)}
        after={after && trackLabel(after.advice.track.row)}
        why={after && trackWhy(after.advice.track, reference)}
      />
      <OutlookCard
        title={m.outlook_order()}
        before={before && placeWords(before.place)}
        after={after && placeWords(after.place)}
        why={after && dotted([priorityWords(after.advice.priority), listWords(after.place)])}
      />
    </div>
  )
}

interface OutlookCardProps {
  readonly title: string
  readonly before: string | undefined
  readonly after: string | undefined
  readonly why: ReactNode
}

function OutlookCard({ title, before, after, why }: OutlookCardProps) {
  const same = before === after
  return (
    <section className="card outlook-card" aria-label={title}>
      <div className="outlook-head">
        <h2>{title}</h2>
        <span className="muted small">{m.outlook_if()}</span>
      </div>
      {after !== undefined && (
        <p className="outlook-change">
          {same ? (
            <>
              <strong>{after}</strong> <span className="muted small">{m.outlook_same()}</span>
            </>
          ) : (
            <>
              <span className="muted">{before}</span>
              <ArrowRight className="outlook-arrow" aria-label={m.outlook_becomes()} />
              <strong className="outlook-after">{after}</strong>
            </>
          )}
        </p>
      )}
      <div className="muted small">{why}</div>
    </section>
  )
}

function placeWords({ list, n, of }: Place): string {
  if (list === 'none') return m.outlook_none()
  return m.outlook_place({ n: formatNumber(n, getLocale()), of: formatNumber(of, getLocale()) })
}

function listWords({ list }: Place): string {
  if (list === 'none') return ''
  return list === 'order' ? m.outlook_orderList() : m.outlook_organisedList()
}
