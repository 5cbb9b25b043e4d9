import { PencilLine } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatDate } from '#app/ui/format.ts'
import { personName, type Reference } from '#device/people.ts'
import type { TrackOverride } from '#domain/track.ts'

interface SetTrackProps {
  readonly override: TrackOverride | undefined
  readonly reference: Reference | undefined
  /** In lists who and when are enough: the firm's own page says why. */
  readonly short?: boolean
}

/** Beside a way forward that somebody set against the rules: who, when and why. */
export function SetTrack({ override, reference, short }: SetTrackProps) {
  if (override === undefined) return null
  const { personId, on, reason } = override
  const person = reference === undefined ? '—' : personName(reference, personId)
  const date = formatDate(on, getLocale())
  return (
    <div className="small line-note">
      <PencilLine aria-hidden />
      <span>{short ? m.track_setBy({ person, date }) : m.track_override({ person, date, reason })}</span>
    </div>
  )
}
