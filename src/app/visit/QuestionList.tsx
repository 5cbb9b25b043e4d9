import { checkWords } from '#app/messages/checkLabels.ts'
import { m } from '#app/messages/compiled/messages.js'
import { questionLabel } from '#app/messages/labels.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { paths } from '#app/paths.ts'
import type { VisitForm } from '#device/visits.ts'
import type { Finding } from '#domain/checks.ts'
import type { Question } from '#domain/questionnaire/question.ts'
import { useVisitForm } from './formInHand.ts'
import type { Layout } from './layout.ts'
import { QuestionView } from './QuestionView.tsx'
import type { QuestionProps } from './useWords.tsx'

/** Questions with what the page knows about each: plain words, so that an unchanged one is not rendered again. */
export function QuestionList(props: {
  readonly questions: readonly Question[]
  readonly layout: Layout
  readonly form: VisitForm
  readonly marksMissing: boolean
}) {
  const { questions, layout, form, marksMissing } = props
  const { open } = useVisitForm()
  return questions.map((question) => (
    <div key={question.id} className="question-place">
      <QuestionView
        question={question}
        label={questionLabel(question.id, layout.context.profile.unitKind)}
        hint={hintOf(question)}
        unitKind={layout.context.profile.unitKind}
        required={layout.needed.has(question)}
        occurredAt={question.id === 'meeting' ? form.occurredAt : ''}
        proposals={question.id === 'nextActions' ? layout.proposals : noProposals}
        {...findingsOf(question, layout, form, marksMissing)}
      />
      {question.id === 'operatingStatus' && (
        <ButtonLink href={paths.newFirmBeside(open.view.firm.id, open.draft.visitId)}>
          {m.hint_addFirmHere()}
        </ButtonLink>
      )}
    </div>
  ))
}

const noProposals: Layout['proposals'] = []

function hintOf(question: Question): string | undefined {
  if (question.id === 'notes') return m.hint_notes()
  return question.id === 'commitmentInAgreement' ? m.hint_commitment() : undefined
}

type Told = Pick<QuestionProps, 'error' | 'oddCheck' | 'oddWords' | 'oddReason' | 'warning'>

function findingsOf(question: Question, layout: Layout, form: VisitForm, marksMissing: boolean): Told {
  const found = layout.findings.get(question.id) ?? []
  const odd = found.find(({ severity }) => severity === 'confirm')
  const isMissing = marksMissing && layout.missing.includes(question)
  return {
    error: sentences(found, 'error') ?? (isMissing ? m.form_missing() : undefined),
    oddCheck: odd?.check,
    oddWords: sentences(found, 'confirm'),
    oddReason: odd && form.explanations[odd.check],
    warning: sentences(found, 'warning'),
  }
}

function sentences(found: readonly Finding[], severity: Finding['severity']): string | undefined {
  const words = found.filter((finding) => finding.severity === severity).map(checkWords)
  return words.length === 0 ? undefined : [...new Set(words)].join(' ')
}
