import './review.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { windowSize } from '#app/firms/firmFilter.ts'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { SplitView } from '#app/ui/SplitView.tsx'
import { besidePeers, readReviewQueue, readUsualShares, type QueueItem } from '#device/reviewQueue.ts'
import { Queue } from './Queue.tsx'
import { filterQueue, wholeQueue, type QueueFilter } from './queueFilter.ts'
import { useIsWide } from './useIsWide.ts'
import { useReviewKeys } from './useReviewKeys.ts'
import { VisitDetail } from './VisitDetail.tsx'

const none: readonly QueueItem[] = []

/** `/review`: what waits for a decision, and the one in hand beside it. */
export function ReviewPage({ visitId }: { readonly visitId?: string | undefined }) {
  const device = useDevice()
  const reference = useReference()
  const newest = useLiveQuery(() => readReviewQueue(device, windowSize + 1), [device])
  const hasMore = newest !== undefined && newest.length > windowSize
  const others = useLiveQuery(() => (hasMore ? readReviewQueue(device) : undefined), [device, hasMore])
  const whole = hasMore ? others : newest
  const usual = useLiveQuery(() => readUsualShares(device), [device])
  // the first are shown before all firms are read
  const read = whole ?? newest
  const queue = useMemo(
    () => (usual === undefined ? read : read?.map((item) => besidePeers(item, usual))),
    [read, usual],
  )
  const [filter, setFilter] = useState<QueueFilter>(wholeQueue)
  const shown = useMemo(() => filterQueue(queue ?? none, filter, device.now()), [queue, filter, device])
  const [place, navigate] = useLocation()
  const isWide = useIsWide()

  // beside the list a visit stands from the start, and by its own address: what comes in later does not move it
  const first = shown[0]?.visit.id
  useEffect(() => {
    // whoever has gone elsewhere meanwhile, while the code of that is loaded, is not brought back
    if (place === paths.review && isWide && first !== undefined)
      navigate(paths.reviewOf(first), { replace: true })
  }, [place, isWide, first, navigate])

  const index = shown.findIndex(({ visit }) => visit.id === visitId)
  const step = (by: 1 | -1) => {
    const target = index === -1 ? shown[0] : shown[index + by]
    if (target !== undefined) navigate(paths.reviewOf(target.visit.id), { replace: visitId !== undefined })
  }
  useReviewKeys({ j: () => step(1), k: () => step(-1) })

  const next = shown[index + 1] ?? (index > 0 ? shown[index - 1] : undefined)
  return (
    <SplitView
      listLabel={m.queue_title()}
      list={
        <Queue
          queue={queue}
          isWhole={whole !== undefined && usual !== undefined}
          shown={shown}
          filter={filter}
          onFilter={setFilter}
          currentId={visitId}
          reference={reference}
        />
      }
      detailLabel={m.review_detail()}
      detail={
        visitId === undefined ? (
          <div className="queue-empty">
            <NothingOpen queue={queue} />
          </div>
        ) : (
          <VisitDetail
            key={visitId}
            visitId={visitId}
            reference={reference}
            onDecided={() =>
              navigate(next === undefined ? paths.review : paths.reviewOf(next.visit.id), { replace: true })
            }
          />
        )
      }
      showing={visitId === undefined ? 'list' : 'detail'}
    />
  )
}

/** Beside the list, while no visit is open. */
function NothingOpen({ queue }: { readonly queue: readonly QueueItem[] | undefined }) {
  // the list says by itself that nothing waits
  return queue === undefined || queue.length === 0 ? null : <EmptyState text={m.queue_choose()} />
}
