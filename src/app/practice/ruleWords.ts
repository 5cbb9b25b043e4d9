import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel, trackReason } from '#app/messages/trackLabels.ts'
import { formatDate } from '#app/ui/format.ts'
import type { Advice } from '#domain/advice.ts'

/** What the rules made of a visit, in one sentence of their own words. */
export function ruleWords({ track, contacts }: Advice): string {
  const { decided, row } = track
  const words = {
    track: trackLabel(row),
    reasons: [...decided.reason, ...decided.notes].map(trackReason).join('; '),
  }
  const { coolDownUntil } = contacts
  return coolDownUntil === undefined
    ? m.practice_rule(words)
    : m.practice_ruleHold({ ...words, date: formatDate(coolDownUntil, getLocale()) })
}
