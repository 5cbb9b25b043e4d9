import { CheckCheck } from 'lucide-react'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatNumber } from '#app/ui/format.ts'
import { showToast } from '#app/ui/toasts.ts'
import { Toggle } from '#app/ui/Toggle.tsx'
import type { Reference } from '#device/people.ts'
import { readComparisons, type QueueItem } from '#device/reviewQueue.ts'
import { approveTogether } from '#device/reviews.ts'
import { singleReasons, type SingleReason } from '#domain/bulkApproval.ts'
import type { Comparison } from '#domain/compareVisits.ts'
import type { Problem } from '#domain/result.ts'
import { refusalWords } from './decide.ts'
import { visitWords } from './QueueRow.tsx'
import { answerWords, valueWords } from './valueWords.ts'

/** As many as somebody can look over on one sheet. */
const mostTogether = 100
const changesShown = 3

interface BulkApprovalProps {
  /** The visits of the list as it is filtered. */
  readonly shown: readonly QueueItem[]
  readonly reference: Reference | undefined
}

/** «Duyệt 8 lượt không có cảnh báo»: what they say stands on a sheet first. */
export function BulkApproval({ shown, reference }: BulkApprovalProps) {
  const [listed, setListed] = useState<readonly QueueItem[]>()
  const plain = shown.filter(({ single }) => single === undefined).slice(0, mostTogether)
  return (
    <>
      {plain.length > 1 && (
        <Button icon={CheckCheck} onClick={() => setListed(plain)}>
          {m.review_approveMany({ visits: countWords(plain.length, 'visits') })}
        </Button>
      )}
      {listed !== undefined && (
        <BulkSheet
          listed={listed}
          others={shown.filter((item) => !listed.includes(item))}
          reference={reference}
          onClose={() => setListed(undefined)}
        />
      )}
    </>
  )
}

interface BulkSheetProps {
  /** As they were when the sheet was opened: a newer version of one is not approved by it. */
  readonly listed: readonly QueueItem[]
  readonly others: readonly QueueItem[]
  readonly reference: Reference | undefined
  readonly onClose: () => void
}

function BulkSheet({ listed, others, reference, onClose }: BulkSheetProps) {
  const device = useDevice()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const visits = listed.map(({ visit }) => visit)
  const comparisons = useLiveQuery(() => readComparisons(device, visits), [device, listed])
  const chosen = listed.filter(({ visit }) => !left.has(visit.id))
  const [problem, approve] = useApproval(onClose)
  return (
    <Sheet
      open
      title={m.review_approveMany({ visits: countWords(listed.length, 'visits') })}
      onClose={onClose}
      actions={
        <Button
          tone="primary"
          icon={CheckCheck}
          onClick={() => (chosen.length === 0 ? setTried(true) : void approve(chosen))}
        >
          {m.bulk_do({ visits: countWords(chosen.length, 'visits') })}
        </Button>
      }
    >
      <div className="stack">
        <p>{m.bulk_text()}</p>
        {others.length > 0 && <p className="muted">{restWords(others)}</p>}
        {problem !== undefined && <Banner tone="bad" what={refusalWords(problem)} urgent />}
        {tried && chosen.length === 0 && <Banner tone="warn" what={m.bulk_none()} urgent />}
        <fieldset className="bulk-list" aria-label={m.bulk_list()}>
          {listed.map((item) => (
            <Toggle
              key={item.visit.id}
              look="checkbox"
              label={item.firmName}
              hint={dotted([
                visitWords(item, reference),
                changesWords(comparisons?.get(item.visit.id), reference),
              ])}
              checked={!left.has(item.visit.id)}
              onChange={(on) => setLeft(changed(left, item.visit.id, !on))}
            />
          ))}
        </fieldset>
      </div>
    </Sheet>
  )
}

/** Records the decisions once, and says what became of them. */
function useApproval(onClose: () => void) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const approve = async (chosen: readonly QueueItem[]) => {
    if (busy) return
    setBusy(true)
    const done = await approveTogether(
      device,
      chosen.map(({ visit }) => ({ visitId: visit.id, revisionId: visit.headRevisionId })),
    )
    setBusy(false)
    if (!done.ok) return setProblem(done.problem)
    const { approved, refused } = done.value
    // for none of them: the reason is no change of a visit
    if (approved.length === 0) return setProblem(refused[0]?.problem)
    syncSoon()
    const visits = countWords(approved.length, 'visits')
    showToast(
      refused.length === 0
        ? m.bulk_done({ visits })
        : m.bulk_partly({ visits, left: countWords(refused.length, 'visits') }),
    )
    onClose()
  }
  return [problem, approve] as const
}

function changed(before: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const after = new Set(before)
  if (isIn) after.add(id)
  else after.delete(id)
  return after
}

/** «Lao động: 300 → 310 · và 2 thay đổi khác» */
function changesWords(
  comparison: Comparison | undefined,
  reference: Reference | undefined,
): string | undefined {
  if (comparison === undefined) return undefined
  const around = { reference, unitKind: undefined }
  const words = comparison.changed.map(({ key, before, now }) => {
    const said = { field: fieldLabel(key), now: answerWords(key, now, around) }
    if (before === undefined) return m.bulk_stated(said)
    return m.bulk_change({ ...said, before: valueWords(key, before.value, around, before.precision) })
  })
  if (words.length === 0) return m.bulk_nothingChanged()
  const rest = words.length - changesShown
  return dotted([
    ...words.slice(0, changesShown),
    rest > 0 ? m.bulk_moreChanges({ n: formatNumber(rest, getLocale()) }) : undefined,
  ])
}

/** «5 lượt còn lại phải xem riêng: có cảnh báo (3); lượt đầu tiên của doanh nghiệp (2).» */
function restWords(others: readonly QueueItem[]): string {
  const reasons = singleReasons.flatMap((reason) => {
    const n = others.filter(({ single }) => single === reason).length
    return n === 0
      ? []
      : [m.bulk_reasonCount({ reason: reasonWords[reason](), n: formatNumber(n, getLocale()) })]
  })
  return m.bulk_rest({ visits: countWords(others.length, 'visits'), reasons: reasons.join('; ') })
}

const reasonWords: Readonly<Record<SingleReason, () => string>> = {
  own: m.single_own,
  flagged: m.single_flagged,
  firstVisit: m.single_firstVisit,
  sentAgain: m.single_sentAgain,
  othersWait: m.single_othersWait,
  refused: m.single_refused,
  weightyTrack: m.single_weightyTrack,
  trackChanges: m.single_trackChanges,
  membersUnsure: m.single_membersUnsure,
}
