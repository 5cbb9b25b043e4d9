import { Check, RotateCcw, Trash2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { KeyHint } from '#app/ui/KeyHint.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { personName } from '#device/people.ts'
import type { ReviewDetail } from '#device/reviewQueue.ts'
import type { ReviewDecision } from '#device/reviews.ts'
import type { Problem } from '#domain/result.ts'
import type { DecisionKind } from '#domain/visit.ts'
import { decide, refusalWords } from './decide.ts'
import { ReturnSheet } from './ReturnSheet.tsx'
import { useReviewKeys } from './useReviewKeys.ts'
import type { Around } from './valueWords.ts'
import { VoidSheet } from './VoidSheet.tsx'

interface DecisionBarProps {
  readonly detail: ReviewDetail
  readonly around: Around
  /** The version that was looked at. */
  readonly revisionId: string
  /** Another version has come since: nothing is decided before it is seen. */
  readonly isNewer: boolean
  readonly onDecided: () => void
}

/** «Loại bỏ…», «Trả lại», «Duyệt và xem lượt tiếp»; «Mở lại» where it is decided already. */
export function DecisionBar({ detail, around, revisionId, isNewer, onDecided }: DecisionBarProps) {
  const { visit, isOwn } = detail
  const [asks, setAsks] = useState<'return' | 'void' | 'reopen'>()
  const [problem, take] = useDecision(detail, revisionId, onDecided)
  const isDecided = visit.state === 'approved' || visit.state === 'void'
  const approve = isDecided || isNewer || isOwn ? undefined : () => void take({ kind: 'approve' })
  const sendBack = isDecided || isNewer ? undefined : () => setAsks('return')
  useReviewKeys({ a: approve, r: sendBack })
  const close = () => setAsks(undefined)
  const answer = (decision: Pick<ReviewDecision, 'kind' | 'reason' | 'fields'>) => {
    close()
    void take(decision)
  }
  return (
    <>
      {problem !== undefined && (
        <div className="decision-problem">
          <Banner tone="bad" what={refusalWords(problem)} urgent />
        </div>
      )}
      {isDecided ? (
        <ActionBar>
          <Button icon={RotateCcw} disabled={isNewer} onClick={() => setAsks('reopen')}>
            {m.decide_reopen()}
          </Button>
        </ActionBar>
      ) : (
        <ActionBar
          start={
            <Button tone="danger" icon={Trash2} disabled={isNewer} onClick={() => setAsks('void')}>
              {m.review_remove()}
            </Button>
          }
        >
          <Button icon={Undo2} disabled={sendBack === undefined} onClick={sendBack}>
            {m.decide_return()} <KeyHint keyName="r" />
          </Button>
          <Button tone="primary" icon={Check} disabled={approve === undefined} onClick={approve}>
            {m.review_approveNext()} <KeyHint keyName="a" />
          </Button>
        </ActionBar>
      )}
      {asks === 'return' && (
        <ReturnSheet
          detail={detail}
          person={around.reference === undefined ? '—' : personName(around.reference, visit.personId)}
          onReturn={(reason, fields) => answer({ kind: 'return', reason, fields })}
          onClose={close}
        />
      )}
      {asks === 'void' && <VoidSheet onVoid={(reason) => answer({ kind: 'void', reason })} onClose={close} />}
      <ConfirmDialog
        open={asks === 'reopen'}
        title={m.decide_reopenTitle()}
        confirmLabel={m.decide_reopen()}
        reason={{ required: true, maxLength: 500 }}
        onConfirm={(reason) => answer({ kind: 'reopen', reason })}
        onClose={close}
      >
        <p>{m.decide_reopenWhat()}</p>
      </ConfirmDialog>
    </>
  )
}

type Taken = Pick<ReviewDecision, 'kind' | 'reason' | 'fields'>

/** Records one decision at a time, says so, and goes on; a refusal stays on the screen. */
function useDecision(
  detail: ReviewDetail,
  revisionId: string,
  onDecided: () => void,
): readonly [Problem | undefined, (taken: Taken) => Promise<void>] {
  const device = useDevice()
  const ports = usePorts()
  const [, navigate] = useLocation()
  const [problem, setProblem] = useState<Problem>()
  const isBusy = useRef(false)
  const take = async (taken: Taken) => {
    if (isBusy.current) return
    isBusy.current = true
    const visitId = detail.visit.id
    const decided = await decide(device, detail, { ...taken, visitId, revisionId })
    isBusy.current = false
    setProblem(decided.ok ? undefined : decided.problem)
    if (!decided.ok) return
    ports.syncSoon()
    showToast(
      doneWords[taken.kind]({ firm: detail.firmName }),
      taken.kind === 'reopen'
        ? undefined
        : { label: m.decide_lookAgain(), run: () => navigate(paths.reviewOf(visitId)) },
    )
    if (taken.kind !== 'reopen') onDecided()
  }
  return [problem, take]
}

const doneWords: Readonly<Record<DecisionKind, (words: { firm: string }) => string>> = {
  approve: m.decide_approved,
  return: m.decide_returnedDone,
  void: m.decide_voided,
  reopen: m.decide_reopened,
  choose: m.decide_chosen,
}
