import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { sourceLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import { Toggle } from '#app/ui/Toggle.tsx'
import { answered } from '#domain/answers.ts'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'

/** Off until it was told: sections 4 and 5 and the contact wait for it. */
export function Notice({ label, error }: QuestionProps) {
  const entry = useEntry('noticeGiven')
  const { open, answer } = useVisitForm()
  const [reads, setReads] = useState(false)
  const before = open.context.facts['noticeVersion']
  const hint =
    before === undefined
      ? undefined
      : m.hint_noticeBefore({ date: formatDayMonth(before.on, getLocale()), who: sourceLabel(before.saidBy) })
  const unit = open.unit?.name ?? ''
  return (
    <>
      <Toggle
        look="checkbox"
        label={label}
        hint={hint}
        error={error}
        state="confirmed"
        checked={entry?.answer.kind === 'value' && entry.answer.value === true}
        onChange={(checked) => answer('noticeGiven', answered(checked))}
      />
      <div>
        <Button tone="quiet" onClick={() => setReads(true)} aria-haspopup="dialog">
          {m.hint_readNotice()}
        </Button>
      </div>
      <Sheet open={reads} title={m.hint_readNotice()} onClose={() => setReads(false)}>
        <p className="notice-text">{m.notice_text({ unit })}</p>
        <p className="notice-text">{m.notice_contact()}</p>
      </Sheet>
    </>
  )
}
