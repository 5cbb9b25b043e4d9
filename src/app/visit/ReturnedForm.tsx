import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { questionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { startReplacement, type VisitForm } from '#device/visits.ts'
import { valueIn } from '#domain/draft.ts'
import { fieldOf } from '#domain/fields.ts'
import { questionIdsOf } from '#domain/questionnaire.ts'
import type { Question } from '#domain/questionnaire/question.ts'
import type { VisitDecision } from '#domain/visit.ts'
import { personName } from '#device/people.ts'
import { useDevice } from '#app/ports.tsx'
import { paths } from '#app/paths.ts'
import { useVisitForm } from './formInHand.ts'
import type { Layout } from './layout.ts'
import { QuestionList } from './QuestionList.tsx'
import { SourceLine } from './questions/SourceLine.tsx'
import { useAtOnce } from './useAtOnce.ts'
import { useReference } from './useReference.ts'

interface ReturnedFormProps {
  readonly decision: VisitDecision
  readonly layout: Layout
  readonly form: VisitForm
  readonly marksMissing: boolean
  readonly showsAll: boolean
  readonly onShowAll: () => void
}

/** A visit that came back: why, how it is looked into again, and only the questions that were marked. */
export function ReturnedForm({
  decision,
  layout,
  form,
  marksMissing,
  showsAll,
  onShowAll,
}: ReturnedFormProps) {
  const marked = markedQuestions(decision, layout)
  const reference = useReference()
  const who = reference === undefined ? '…' : personName(reference, decision.personId)
  return (
    <section className="visit-section" aria-label={m.today_toCorrect()}>
      <Card tone="warn" filled>
        <p className="returned-reason">{decision.reason}</p>
        <p className="small">{m.form_returnedBy({ name: who })}</p>
        <CallContact form={form} />
      </Card>
      <HowAgain form={form} />
      {!showsAll &&
        marked.map((question) => (
          <div key={question.id} className="returned-question">
            <QuestionList questions={[question]} layout={layout} form={form} marksMissing={marksMissing} />
            {isDated(question) && <SourceLine name={question.keys[0]} />}
            <KeepAsIs
              question={question}
              form={form}
              label={questionLabel(question.id, layout.context.profile.unitKind)}
            />
          </div>
        ))}
      {!showsAll && (
        <Button wide onClick={onShowAll}>
          {m.form_allQuestions()}
        </Button>
      )}
    </section>
  )
}

/** «Kiểm tra lại bằng cách nào?» */
function HowAgain({ form }: { readonly form: VisitForm }) {
  const { change, open } = useVisitForm()
  const device = useDevice()
  const [, navigate] = useLocation()
  const [asks, setAsks] = useState(false)
  const [chosen, setHow] = useAtOnce(form.reply?.how, (how) =>
    change((now) => ({ ...now, reply: { kept: now.reply?.kept ?? {}, how } })),
  )
  const comeAgain = async () => {
    const started = await startReplacement(device, open.draft)
    if (started.ok) navigate(paths.visit(started.value.visitId))
  }
  return (
    <div className="question" data-question="reply">
      <Segmented
        label={m.form_howAgain()}
        options={[
          { value: 'notes', label: m.form_howNotes() },
          { value: 'phone', label: m.form_howPhone() },
          { value: 'newVisit', label: m.form_howNewVisit() },
        ]}
        value={chosen}
        onChange={(how) => (how === 'newVisit' ? setAsks(true) : setHow(how))}
      />
      <ConfirmDialog
        open={asks}
        title={m.form_howNewVisit()}
        confirmLabel={m.visit_start()}
        onConfirm={() => void comeAgain()}
        onClose={() => setAsks(false)}
      >
        <p>{m.form_newVisitNote()}</p>
      </ConfirmDialog>
    </div>
  )
}

/** «Giữ nguyên, giải thích»: the value stands, one line goes to the reviewer. */
function KeepAsIs({
  question,
  form,
  label,
}: {
  readonly question: Question
  readonly form: VisitForm
  readonly label: string
}) {
  const { change, confirm } = useVisitForm()
  const [key] = question.keys
  const [kept, explain] = useAtOnce(form.reply?.kept[key], (text) => {
    change((now) => ({
      ...now,
      reply: { how: now.reply?.how, kept: { ...now.reply?.kept, [key]: text ?? '' } },
    }))
    if (text !== undefined && text.trim() !== '') confirm(...question.keys)
  })
  const [open, setOpen] = useState(kept !== undefined)
  if (!open) {
    return (
      <div>
        <Button
          onClick={() => setOpen(true)}
          aria-label={m.form_named({ text: m.visit_keepExplain(), name: label })}
        >
          {m.visit_keepExplain()}
        </Button>
      </div>
    )
  }
  return <TextField label={m.visit_keepExplain()} value={kept ?? ''} onChange={explain} />
}

function CallContact({ form }: { readonly form: VisitForm }) {
  const contact = valueIn(form.answers, 'contact') as
    | { readonly name?: string; readonly phone?: string }
    | undefined
  if (typeof contact?.phone !== 'string' || contact.phone === '') return null
  return (
    <a className="button" data-tone="secondary" href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>
      <Phone className="button-icon" aria-hidden />
      <span className="button-text">
        {m.action_call()} {contact.name ?? contact.phone}
      </span>
    </a>
  )
}

/** From which day a value holds can be said of whatever is known of the firm itself. */
function isDated({ keys, section }: Question): boolean {
  return [2, 3, 4].includes(section) && fieldOf(keys[0])?.fact === true
}

function markedQuestions(decision: VisitDecision, layout: Layout): readonly Question[] {
  const marked = questionIdsOf(decision.fields ?? [])
  return layout.asked.filter((question) => marked.includes(question.id))
}
