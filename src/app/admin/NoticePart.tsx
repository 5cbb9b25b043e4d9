import { useLiveQuery } from 'dexie-react-hooks'
import { MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { noticeWords } from '#app/messages/noticeWords.ts'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readNotices } from '#device/notices.ts'
import type { UnitRecord } from '#domain/records.ts'
import { noticeOn, type Notice } from '#domain/notice.ts'
import { vietnamDay } from '#domain/time.ts'
import { NoticeSheet } from './NoticeSheet.tsx'

/** What surveyors say aloud before the first question: the wording of today, and every other with its first day. */
export function NoticePart({ unit, may }: { readonly unit: UnitRecord | undefined; readonly may: boolean }) {
  const device = useDevice()
  const notices = useLiveQuery(() => readNotices(device, unit), [device, unit])
  const [edits, setEdits] = useState(false)
  if (notices === undefined) return null
  const today = vietnamDay(device.now())
  const now = noticeOn(notices, today)
  const words = noticeWords(now, unit?.name ?? device.identity.unitName)
  const others = notices.filter((notice) => notice !== now).toReversed()
  return (
    <Section
      title={m.admin_notice()}
      actions={
        may && (
          <Button tone="primary" icon={MessageSquareText} onClick={() => setEdits(true)}>
            {m.admin_noticeEdit()}
          </Button>
        )
      }
    >
      <Card>
        <p className="small muted">{versionWords(now)}</p>
        <p className="admin-notice">{words.text}</p>
        <p className="small muted">{m.notice_whenContact()}</p>
        <p className="admin-notice">{words.contactText}</p>
      </Card>
      <p className="small">{m.admin_noticeLawyer()}</p>
      {others.length > 0 && (
        <List label={m.admin_noticeOthers()}>
          {others.map((notice) => (
            <ListRow
              key={`${notice.version} ${notice.from}`}
              title={versionWords(notice)}
              text={noticeWords(notice, unit?.name ?? '').text}
            />
          ))}
        </List>
      )}
      {edits && <NoticeSheet notices={notices} today={today} onClose={() => setEdits(false)} />}
    </Section>
  )
}

/** «Bản 2026-11-21, từ 21/11/2026» */
function versionWords({ version, from }: Notice): string {
  if (from === undefined) return m.admin_noticeBuiltIn({ version })
  return m.admin_noticeVersionFrom({ version, date: formatDate(from, getLocale()) })
}
