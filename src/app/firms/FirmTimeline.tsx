import { Pencil } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { VisitStateBadge } from '#app/outbox/VisitStateBadge.tsx'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { personName, type Reference } from '#device/people.ts'
import type { Answers } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { headRevision, replacedIds, type VisitRecord } from '#domain/visit.ts'
import { decisionWords } from './decisionWords.ts'
import type { FirmPageData } from './readFirmPage.ts'
import { useOpenForm } from './useOpenForm.ts'

interface FirmTimelineProps {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

/** Every visit, newest first: when, who, whom they met, and what was decided about it. */
export function FirmTimeline({ data, reference, unitKind }: FirmTimelineProps) {
  const visits = data.view.visits.toSorted((one, other) => (occurredAt(one) < occurredAt(other) ? 1 : -1))
  return (
    <Section title={m.firm_visits()} count={visits.length}>
      {visits.length === 0 ? (
        <EmptyState text={m.firm_noVisits()} />
      ) : (
        <List label={m.firm_visits()}>
          {visits.map((visit) => (
            <VisitRow key={visit.id} visit={visit} data={data} reference={reference} unitKind={unitKind} />
          ))}
        </List>
      )}
    </Section>
  )
}

function VisitRow({ visit, data, reference, unitKind }: FirmTimelineProps & { readonly visit: VisitRecord }) {
  const device = useDevice()
  const { correct } = useOpenForm()
  const at = occurredAt(visit)
  const time = `${formatDate(at.slice(0, 10), getLocale())}, ${formatTime(at, getLocale())}`
  const maySetRight =
    visit.state === 'returned' &&
    visit.personId === device.identity.personId &&
    data.draftId !== visit.id &&
    !replacedIds(data.view.visits).has(visit.id)
  const about = [
    said(visit, 'outcome', unitKind),
    said(visit, 'mode', unitKind),
    visit.revisions.length > 1 && m.firm_revision({ n: visit.revisions.length }),
  ]
  const who = reference === undefined ? '' : personName(reference, visit.personId)
  return (
    <ListRow title={time} text={dotted([who, ...about])}>
      <div className="row firm-badges">
        <VisitStateBadge visit={visit} stored={!data.unsent.has(visit.headRevisionId)} />
      </div>
      {visit.decisions.map((decision) => (
        <div key={decision.operationId} className="list-row-text">
          {decisionWords(decision, reference, device.now())}
          {decision.reason !== undefined && `: “${decision.reason}”`}
          {!decision.counts && ` · ${m.decision_tooLate()}`}
        </div>
      ))}
      {maySetRight && (
        <div className="row firm-badges">
          <Button icon={Pencil} onClick={() => void correct(visit.firmId, visit.id)}>
            {m.check_correct()}
          </Button>
        </div>
      )}
    </ListRow>
  )
}

function occurredAt(visit: VisitRecord): string {
  return headRevision(visit).body.occurredAt
}

function said(visit: VisitRecord, key: FieldKey, unitKind: UnitKind | undefined): string | undefined {
  const answer = (headRevision(visit).body.answers as Answers)[key]
  const code = answer?.kind === 'value' ? answer.value : undefined
  return typeof code === 'string' ? optionLabel(key, code, unitKind) : undefined
}
