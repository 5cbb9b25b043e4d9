import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { readSentinels, type Sentinel } from '#device/sentinel.ts'
import type { EnrolmentRow } from '#device/session.ts'
import { lostWords } from './lostWords.ts'

/** Before signing in: somebody worked here, and the browser has cleared it. */
export function LostNote({ enrolments }: { readonly enrolments: readonly EnrolmentRow[] | undefined }) {
  const [sentinels, setSentinels] = useState<readonly Sentinel[]>([])
  useEffect(() => void readSentinels().then(setSentinels, () => undefined), [])
  if (enrolments === undefined) return null
  const lost = sentinels.filter(({ personId }) => enrolments.every((row) => row.personId !== personId))
  return lost.map((sentinel) => (
    <Banner
      key={sentinel.personId}
      tone="bad"
      what={`${m.failure_storageEvicted_what()} ${m.failure_storageEvicted_person({ person: sentinel.displayName })}`}
      safe={lostWords(sentinel)}
      todo={m.failure_storageEvicted_signIn()}
    />
  ))
}
