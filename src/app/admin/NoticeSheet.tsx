import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { noticeWords } from '#app/messages/noticeWords.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { setNotice } from '#device/setNotice.ts'
import { nextVersion, unitPlaceholder, type Notice } from '#domain/notice.ts'
import type { Problem } from '#domain/result.ts'

interface NoticeSheetProps {
  readonly notices: readonly [Notice, ...Notice[]]
  readonly today: string
  readonly onClose: () => void
}

const mostCharacters = 1000

/** Words the notice anew, from a day on; what was said under an earlier version stays readable. */
export function NoticeSheet({ notices, today, onClose }: NoticeSheetProps) {
  const device = useDevice()
  const ports = usePorts()
  const latest = noticeWords(notices.at(-1)!, unitPlaceholder)
  const [text, setText] = useState(latest.text)
  const [contactText, setContactText] = useState(latest.contactText)
  const [version, setVersion] = useState(() => nextVersion(notices, today))
  const [from, setFrom] = useState(today)
  const [problem, setProblem] = useState<Problem>()
  const tooLong = Math.max(text.length, contactText.length) > mostCharacters
  const save = async () => {
    if (tooLong) return
    const saved = await setNotice(device, { text, contactText, version, from })
    if (!saved.ok) return setProblem(saved.problem)
    ports.syncSoon()
    showToast(m.admin_saved({ name: m.admin_notice() }))
    onClose()
  }
  const error = (part: string) => (problem?.at === part ? problemWords(problem) : undefined)
  return (
    <SaveSheet
      title={m.admin_noticeEdit()}
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at === undefined ? m.admin_noticeNotSaved() : undefined}
    >
      <TextArea
        label={m.admin_noticeText()}
        hint={m.admin_noticeTextHint({ place: unitPlaceholder })}
        required
        rows={7}
        maxLength={mostCharacters}
        value={text}
        onChange={setText}
        error={error('text')}
      />
      <TextArea
        label={m.notice_whenContact()}
        required
        rows={3}
        maxLength={mostCharacters}
        value={contactText}
        onChange={setContactText}
        error={error('contactText')}
      />
      <TextField
        label={m.admin_noticeVersion()}
        hint={m.admin_noticeVersionHint()}
        required
        autoComplete="off"
        value={version}
        onChange={setVersion}
        error={error('version')}
      />
      <DayField
        label={m.admin_noticeFrom()}
        min={today}
        required
        value={from}
        onChange={setFrom}
        error={error('from')}
      />
    </SaveSheet>
  )
}

function problemWords({ code, at }: Problem): string {
  if (code === 'reasonMissing') return m.firstRun_needed()
  return at === 'version' ? m.admin_noticeVersionTaken() : m.plan_dueBad()
}
