import { m } from '#app/messages/compiled/messages.js'
import { DefinitionList, type Definition } from '#app/ui/DefinitionList.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { Answers } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { VisitBody, VisitRevision } from '#domain/visit.ts'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { answerWords, plannedSteps, textOf, type Around } from './valueWords.ts'

interface VisitAnswersProps {
  readonly revision: VisitRevision
  readonly around: Around
}

/** What happened and what comes next: no facts of the firm, but a reviewer decides by it too. */
export function VisitAnswers({ revision, around }: VisitAnswersProps) {
  const answers = revision.body.answers as Answers
  const noted = answers['notes']
  const notes = noted?.kind === 'value' ? textOf(noted.value).trim() : ''
  const { reply } = revision.body
  return (
    <>
      <Section title={m.detail_visit()}>
        <div className="card">
          <DefinitionList items={told.flatMap((key) => definitionOf(key, answers, around))} />
        </div>
      </Section>
      {notes !== '' && (
        <Section title={m.detail_notes()}>
          <p className="card reviewed-notes">{notes}</p>
        </Section>
      )}
      {reply !== undefined && (
        <Section title={m.detail_reply()}>
          <div className="card">
            <DefinitionList items={replyItems(reply, around)} />
          </div>
        </Section>
      )}
    </>
  )
}

/** In the order of the form. */
const told: readonly FieldKey[] = [
  'outcome',
  'mode',
  'companions',
  'leaderPresent',
  'refusalReason',
  'absenceDetail',
  'activities',
  'nextActions',
  'appointmentAt',
  'recheckOn',
  'accessEase',
  'accessEaseReason',
  'actionsDone',
]

function definitionOf(key: FieldKey, answers: Answers, around: Around): Definition[] {
  const answer = answers[key]
  if (answer === undefined || answer.kind !== 'value') return []
  if (answer.value === false || (Array.isArray(answer.value) && answer.value.length === 0)) return []
  const label = fieldLabel(key, around.unitKind)
  if (key !== 'nextActions') return [{ label, value: answerWords(key, answer, around) }]
  return [{ label, value: plannedSteps(answer.value, around).map((step) => <div key={step}>{step}</div>) }]
}

function replyItems({ how, kept }: NonNullable<VisitBody['reply']>, around: Around): Definition[] {
  const explained = Object.entries(kept).map(([key, reason]) => ({
    label: m.detail_kept({ field: fieldLabel(key, around.unitKind) }),
    value: reason,
  }))
  return how === undefined ? explained : [{ label: m.detail_how(), value: howWords[how]() }, ...explained]
}

const howWords = { notes: m.detail_howNotes, phone: m.detail_howPhone, newVisit: m.detail_howVisit } as const
