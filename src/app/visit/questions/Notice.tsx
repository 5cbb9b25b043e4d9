import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { sourceLabel } from '#app/messages/labels.ts'
import { noticeWords } from '#app/messages/noticeWords.ts'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import { ReadingText } from '#app/ui/ReadingText.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { answered } from '#domain/answers.ts'
import type { Fact } from '#domain/facts.ts'
import type { Notice as Wording } from '#domain/notice.ts'
import { useEntry, useNotice, useVisitForm } from '#app/visit/formInHand.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'

/** Off until it was told: sections 4 and 5 and the contact wait for it. */
export function Notice({ label, error, unitKind }: QuestionProps) {
  const entry = useEntry('noticeGiven')
  const { open, answer } = useVisitForm()
  const [reads, setReads] = useState(false)
  const notice = useNotice()
  const before = open.context.facts['noticeVersion']
  const words = noticeWords(notice, open.unit?.name ?? '')
  return (
    <>
      <Toggle
        look="checkbox"
        label={label}
        hint={before && hintOf(before, notice, sourceLabel(before.saidBy, unitKind))}
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
        <ReadingText label={m.hint_readNotice()}>
          <p className="notice-text">{words.text}</p>
          <p className="small muted">{m.notice_whenContact()}</p>
          <p className="notice-text">{words.contactText}</p>
          <p className="small muted">{m.notice_version({ version: notice.version })}</p>
        </ReadingText>
      </Sheet>
    </>
  )
}

/** «Lần trước: 14/05, nhân sự», and whether the wording is another one now. */
function hintOf(before: Fact, { version }: Wording, who: string): string {
  const lastTime = m.hint_noticeBefore({ date: formatDayMonth(before.on, getLocale()), who })
  return before.value === version ? lastTime : `${lastTime} · ${m.hint_noticeChanged()}`
}
