import { SlidersHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { windowSize } from '#app/firms/firmFilter.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { SettleLink } from '#app/settle/SettleLink.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Chips } from '#app/ui/Chips.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { focusSoon } from '#app/ui/focusSoon.ts'
import { formatNumber } from '#app/ui/format.ts'
import { IconButton } from '#app/ui/IconButton.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { List } from '#app/ui/ListRow.tsx'
import { useHeadingFocus } from '#app/ui/RouteFocus.tsx'
import { useRowsDrawn } from '#app/ui/useRowsDrawn.ts'
import type { Reference } from '#device/people.ts'
import type { QueueItem } from '#device/reviewQueue.ts'
import { BulkApproval } from './BulkApproval.tsx'
import { FilterSheet } from './FilterSheet.tsx'
import { isResubmitted, wholeQueue, type QueueFilter } from './queueFilter.ts'
import { QueueRow } from './QueueRow.tsx'

interface QueueProps {
  /** Undefined until it is read. */
  readonly queue: readonly QueueItem[] | undefined
  /** Nothing more is on its way, so that it can be counted. */
  readonly isWhole: boolean
  readonly shown: readonly QueueItem[]
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
  readonly currentId: string | undefined
  readonly reference: Reference | undefined
}

/** The visits that wait, on the left of the tablet and first on the phone. */
export function Queue({ queue: read, isWhole, shown, filter, onFilter, currentId, reference }: QueueProps) {
  const queue = read ?? []
  const rows = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLElement>(null)
  const [most, setMost] = useState(windowSize)
  const upToCurrent = shown.findIndex(({ visit }) => visit.id === currentId) + 1
  const drawn = Math.max(useRowsDrawn(Math.min(most, shown.length)), upToCurrent)
  const clear = () => {
    onFilter(wholeQueue)
    focusSoon(head.current, 'button')
  }
  useEffect(() => {
    rows.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' })
  }, [currentId])
  return (
    <>
      <header ref={head} className="queue-head">
        <div className="queue-title">
          {currentId === undefined ? <FocusedTitle /> : <h1 tabIndex={-1}>{m.nav_review()}</h1>}
          <p className="muted small" aria-live="polite">
            {isWhole && queueCount(queue.length, shown.length)}
          </p>
          {queue.length > 0 && (
            <FilterButton queue={queue} filter={filter} onFilter={onFilter} reference={reference} />
          )}
        </div>
        {queue.length > 0 && <QueueChoice queue={queue} filter={filter} onFilter={onFilter} />}
        {isWhole && <BulkApproval shown={shown} reference={reference} />}
        <SettleLink />
      </header>
      {shown.length === 0 ? (
        <div className="queue-empty">
          {isWhole && <NothingWaits isFiltered={queue.length > 0} onClear={clear} />}
        </div>
      ) : (
        <div ref={rows} className="queue-rows">
          <List label={m.queue_title()}>
            {shown.slice(0, drawn).map((item) => (
              <QueueRow
                key={item.visit.id}
                item={item}
                current={item.visit.id === currentId}
                reference={reference}
              />
            ))}
          </List>
          {Math.max(most, upToCurrent) < shown.length && (
            <MoreButton
              label={m.firms_more()}
              onMore={() => setMost(Math.max(most, upToCurrent) + windowSize)}
            />
          )}
        </div>
      )}
    </>
  )
}

/** Read out on arrival, unless a visit beside it is. */
function FocusedTitle() {
  const heading = useHeadingFocus()
  return (
    <h1 ref={heading} tabIndex={-1}>
      {m.nav_review()}
    </h1>
  )
}

type Kind = 'flagged' | 'resubmitted'

interface ChoiceProps extends Pick<QueueProps, 'filter' | 'onFilter'> {
  readonly queue: readonly QueueItem[]
}

function QueueChoice({ queue, filter, onFilter }: ChoiceProps) {
  const count = (n: number) => ({ n: formatNumber(n, getLocale()) })
  const flagged = queue.filter(({ flags }) => flags.length > 0).length
  const resubmitted = queue.filter(isResubmitted).length
  return (
    <div className="queue-choice">
      <Chips<Kind>
        label={m.queue_which()}
        labelHidden
        options={[
          { value: 'flagged', label: m.queue_flagged(count(flagged)) },
          { value: 'resubmitted', label: m.queue_resubmitted(count(resubmitted)) },
        ]}
        value={(['flagged', 'resubmitted'] as const).filter((kind) => filter[kind])}
        onChange={(kinds) =>
          onFilter({
            ...filter,
            flagged: kinds.includes('flagged'),
            resubmitted: kinds.includes('resubmitted'),
          })
        }
      />
    </div>
  )
}

/** Park, surveyor, age and order; how many of them differ from the usual stands on it. */
function FilterButton(props: ChoiceProps & Pick<QueueProps, 'reference'>) {
  const { queue, filter, onFilter, reference } = props
  const [open, setOpen] = useState(false)
  const { parkId, personId, age, order } = filter
  const inSheet = [parkId !== '', personId !== '', age > 0, order !== 'newest'].filter(Boolean).length
  return (
    <>
      <div className="queue-filter">
        <IconButton
          icon={SlidersHorizontal}
          outlined
          label={
            inSheet === 0 ? m.queue_filter() : m.queue_filtered({ n: formatNumber(inSheet, getLocale()) })
          }
          onClick={() => setOpen(true)}
        />
        {inSheet > 0 && (
          <span className="section-count" aria-hidden>
            {inSheet}
          </span>
        )}
      </div>
      <FilterSheet
        open={open}
        queue={queue}
        filter={filter}
        onFilter={onFilter}
        reference={reference}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

function NothingWaits({
  isFiltered,
  onClear,
}: {
  readonly isFiltered: boolean
  readonly onClear: () => void
}) {
  return isFiltered ? (
    <EmptyState
      text={m.queue_nothingSuits()}
      action={<Button onClick={onClear}>{m.queue_filterClear()}</Button>}
    />
  ) : (
    <OnceReceived>
      <EmptyState
        text={m.queue_empty()}
        action={<ButtonLink href={paths.plan}>{m.queue_toPlan()}</ButtonLink>}
      />
    </OnceReceived>
  )
}

function queueCount(total: number, shown: number): string {
  if (shown === total) return m.queue_waiting({ visits: countWords(total, 'visits') })
  return m.queue_shown({ n: formatNumber(shown, getLocale()), total: formatNumber(total, getLocale()) })
}
