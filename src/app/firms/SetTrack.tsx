import { PencilLine } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatDate } from '#app/ui/format.ts'
import { personName, type Reference } from '#device/people.ts'
import type { TrackOverride } from '#domain/track.ts'

interface SetTrackProps {
  readonly override: TrackOverride | undefined
  readonly reference: Reference | undefined
}

/** Beside a way forward that somebody set against the rules: who, when and why. */
export function SetTrack({ override, reference }: SetTrackProps) {
  if (override === undefined) return null
  const { personId, on, reason } = override
  const person = reference === undefined ? '—' : personName(reference, personId)
  return (
    <div className="small line-note">
      <PencilLine aria-hidden />
      <span>{m.track_override({ person, date: formatDate(on, getLocale()), reason })}</span>
    </div>
  )
}
