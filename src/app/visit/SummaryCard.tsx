import { CheckCheck } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import type { VisitForm } from '#device/visits.ts'
import type { FieldKey } from '#domain/fields.ts'
import { canConfirmAll, confirmableQuestions, confirmAll } from '#domain/unchanged.ts'
import { focusQuestion } from './focusQuestion.ts'
import { useVisitForm } from './formInHand.ts'
import type { Layout } from './layout.ts'
import { summaryLines } from './summaryLines.ts'

/** What is known, in words; one tap says that all of it still holds, a tap on a line changes only that. */
export function SummaryCard({ layout, form }: { readonly layout: Layout; readonly form: VisitForm }) {
  const { changeAnswers } = useVisitForm()
  if (!canConfirmAll(form.answers, layout.context)) return null
  const questions = confirmableQuestions(form.answers, layout.context)
  const lines = summaryLines(questions, form.answers, layout.context.profile.unitKind)
  const on = questions
    .map((question) => form.answers[question.keys[0]]?.on ?? '')
    .toSorted()
    .at(-1)
  return (
    <section className="summary-card" aria-label={m.action_allUnchanged()}>
      <p className="summary-card-when">
        {m.answer_notConfirmed({
          date: on === undefined || on === '' ? m.form_lastTime() : formatDayMonth(on, getLocale()),
        })}
      </p>
      <ul className="summary-lines">
        {lines.map(({ key, text }) => (
          <li key={key}>
            <button
              type="button"
              className="summary-line"
              aria-label={m.form_changeLine({ text })}
              onClick={() => focusQuestion(questionIdAt(key, questions))}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
      <Button
        tone="primary"
        icon={CheckCheck}
        wide
        onClick={() => changeAnswers((answers, context) => confirmAll(answers, context))}
      >
        {m.action_allUnchanged()}
      </Button>
    </section>
  )
}

function questionIdAt(key: FieldKey, questions: ReturnType<typeof confirmableQuestions>): string {
  return questions.find((question) => question.keys.includes(key))?.id ?? key
}
