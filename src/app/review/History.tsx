import { decisionWords } from '#app/firms/decisionWords.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDateTime, formatNumber } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { personName, type Reference } from '#device/people.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import type { VisitDecision, VisitRecord, VisitRevision } from '#domain/visit.ts'
import { questionNames } from './questionNames.ts'

interface HistoryProps {
  readonly visit: VisitRecord
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

type Step =
  | { readonly kind: 'revision'; readonly seq: number; readonly revision: VisitRevision; readonly n: number }
  | { readonly kind: 'decision'; readonly seq: number; readonly decision: VisitDecision }

/** Every version and every decision, the newest first; none is ever taken away. */
export function History({ visit, reference, unitKind }: HistoryProps) {
  const device = useDevice()
  const steps = stepsOf(visit)
  return (
    <Section title={m.detail_history()} count={steps.length}>
      <List label={m.detail_history()}>
        {steps.map((step) =>
          step.kind === 'revision' ? (
            <ListRow
              key={step.revision.revisionId}
              title={sentWords(step, visit, reference)}
              text={formatDateTime(step.revision.receivedAt, getLocale())}
            />
          ) : (
            <ListRow
              key={step.decision.operationId}
              title={decisionWords(step.decision, reference, device.now())}
              text={dotted([
                step.decision.reason,
                markedWords(step.decision, unitKind),
                step.decision.counts ? undefined : m.detail_notCounted(),
              ])}
            />
          ),
        )}
      </List>
    </Section>
  )
}

function stepsOf({ revisions, decisions }: VisitRecord): Step[] {
  const steps: Step[] = [
    ...revisions.map((revision, index) => ({
      kind: 'revision' as const,
      seq: revision.seq,
      revision,
      n: index + 1,
    })),
    ...decisions.map((decision) => ({ kind: 'decision' as const, seq: decision.seq, decision })),
  ]
  // what is not sent yet has no number of its own: then as they are listed, decisions after what they are about
  return steps.toSorted((one, other) => one.seq - other.seq).toReversed()
}

function sentWords(
  { revision, n }: Extract<Step, { kind: 'revision' }>,
  visit: VisitRecord,
  reference: Reference | undefined,
): string {
  const words = {
    person: reference === undefined ? '—' : personName(reference, visit.personId),
    n: formatNumber(n, getLocale()),
  }
  return revision.diverged === true ? m.detail_sentRival(words) : m.detail_sent(words)
}

function markedWords({ fields = [] }: VisitDecision, unitKind: UnitKind | undefined): string | undefined {
  return fields.length === 0 ? undefined : m.detail_fieldsMarked({ fields: questionNames(fields, unitKind) })
}
