import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { useVisitForm } from './formInHand.ts'
import { focusControlOf } from './focusQuestion.ts'

/** An odd value: it may be right, then with a reason that goes to the reviewer. */
export function SoftCheck(props: {
  readonly check: string
  readonly words: string
  readonly reason?: string | undefined
}) {
  const { check, words, reason } = props
  const { change } = useVisitForm()
  const [asks, setAsks] = useState(false)
  const explain = (text: string) => {
    change((form) => ({ ...form, explanations: { ...form.explanations, [check]: text } }))
    setAsks(false)
  }
  return (
    <>
      <p>{words}</p>
      {reason !== undefined && <p className="soft-check-reason">{m.form_explained({ reason })}</p>}
      <div className="row soft-check-buttons">
        <Button onClick={() => setAsks(true)} aria-haspopup="dialog">
          {m.check_rightBecause()}
        </Button>
        <Button onClick={(event) => focusControlOf(event.currentTarget)}>{m.check_correct()}</Button>
      </div>
      <ConfirmDialog
        open={asks}
        title={words}
        confirmLabel={m.form_keepReason()}
        reason={{ required: true, maxLength: 200, start: reason }}
        onConfirm={explain}
        onClose={() => setAsks(false)}
      />
    </>
  )
}
