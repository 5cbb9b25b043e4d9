import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber, formatTime } from '#app/ui/format.ts'
import { ListRow } from '#app/ui/ListRow.tsx'
import { personName, type Reference } from '#device/people.ts'
import type { ReviewItem } from '#device/reviewQueue.ts'
import type { Answers } from '#domain/answers.ts'
import type { ReviewFlag } from '#domain/reviewFlags.ts'
import { headRevision } from '#domain/visit.ts'
import { flagTone, shortFlagWords } from './flagWords.ts'
import { textOf } from './valueWords.ts'

interface QueueRowProps {
  readonly item: ReviewItem
  readonly current: boolean
  readonly reference: Reference | undefined
}

export function QueueRow({ item, current, reference }: QueueRowProps) {
  const { visit, firmName, flags, submissions, isOwn } = item
  return (
    <ListRow
      title={firmName}
      text={visitWords(item, reference)}
      href={paths.reviewOf(visit.id)}
      current={current}
    >
      {(flags.length > 0 || submissions > 1 || isOwn) && (
        <div className="row queue-badges">
          {shortFlags(flags).map(([words, flag]) => (
            <Badge key={words} tone={flagTone(flag)}>
              {words}
            </Badge>
          ))}
          {submissions > 1 && (
            <Badge tone="info">{m.queue_sentAgain({ n: formatNumber(submissions, getLocale()) })}</Badge>
          )}
          {isOwn && <Badge>{m.queue_own()}</Badge>}
        </div>
      )}
    </ListRow>
  )
}

/** What several flags say in the same words stands once. */
function shortFlags(flags: readonly ReviewFlag[]): [string, ReviewFlag][] {
  return [...new Map(flags.map((flag) => [shortFlagWords(flag), flag] as const))]
}

/** «Bình · 12/11/2026 10:24 · Chủ doanh nghiệp» */
export function visitWords({ visit }: ReviewItem, reference: Reference | undefined): string {
  const { occurredAt, answers } = headRevision(visit).body
  const outcome = (answers as Answers)['outcome']
  const parts = [
    reference === undefined ? undefined : personName(reference, visit.personId),
    `${formatDate(occurredAt, getLocale())} ${formatTime(occurredAt, getLocale())}`,
    outcome?.kind === 'value' ? optionLabel('outcome', textOf(outcome.value)) : undefined,
  ]
  return dotted(parts)
}
