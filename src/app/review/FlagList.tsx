import { Info, TriangleAlert } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatNumber } from '#app/ui/format.ts'
import { personName } from '#device/people.ts'
import type { ReviewDetail } from '#device/reviewQueue.ts'
import type { ReviewFlag } from '#domain/reviewFlags.ts'
import { flagTone, flagWords } from './flagWords.ts'
import type { Around } from './valueWords.ts'

interface FlagListProps {
  readonly detail: ReviewDetail
  readonly around: Around
}

/** Why this visit needs a human eye, on top and in words, with what the surveyor said to it. */
export function FlagList({ detail, around }: FlagListProps) {
  const { flags, visit } = detail
  const person = around.reference === undefined ? '—' : personName(around.reference, visit.personId)
  // nothing to doubt, only something to know
  const isInfo = flags.every((flag) => flagTone(flag) !== 'warn')
  const Icon = isInfo ? Info : TriangleAlert
  return (
    <section
      className="flags"
      data-tone={isInfo ? 'info' : 'warn'}
      aria-label={m.flag_title({ n: formatNumber(flags.length, getLocale()) })}
    >
      <Icon className="flags-icon" aria-hidden />
      <ul className="stack">
        {flags.map((flag, index) => (
          <li key={`${flag.kind}${index}`}>
            <strong>{flagWords(flag, around)}</strong> <Explanation flag={flag} person={person} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Explanation({ flag, person }: { readonly flag: ReviewFlag; readonly person: string }) {
  if (flag.kind !== 'finding') return null
  const reason = flag.explanation?.trim()
  if (reason !== undefined && reason !== '') return <span>{m.flag_reason({ person, reason })}</span>
  return flag.finding.severity === 'confirm' ? <span>{m.flag_unexplained()}</span> : null
}
