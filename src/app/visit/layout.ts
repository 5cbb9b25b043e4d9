import { contextFor, type FormInHand } from './formInHand.ts'
import type { OpenVisit, VisitForm } from '#device/visits.ts'
import { barringFindings, checkAnswers, type Finding } from '#domain/checks.ts'
import type { SectionNumber } from '#domain/fields.ts'
import {
  lockedQuestions,
  missingQuestions,
  needOf,
  progress,
  questionOf,
  relevantQuestions,
  type FormProgress,
} from '#domain/questionnaire.ts'
import type { Question, QuestionnaireContext } from '#domain/questionnaire/question.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import type { Proposal } from '#domain/proposals.ts'

/** What could come next, if the form were completed as it stands. */
export type Propose = (open: OpenVisit, form: VisitForm, context: QuestionnaireContext) => readonly Proposal[]

/** What the page shows around the answers, worked out anew after each of them, when there is time. */
export interface Layout {
  readonly context: QuestionnaireContext
  readonly asked: readonly Question[]
  readonly locked: readonly Question[]
  readonly progress: FormProgress
  readonly missing: readonly Question[]
  readonly needed: ReadonlySet<Question>
  /** What is wrong or odd, by the id of the question it is shown at. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
  readonly barring: readonly Finding[]
  readonly proposals: readonly Proposal[]
}

export function layoutOf({ open }: FormInHand, form: VisitForm, nowMs: number, propose?: Propose): Layout {
  const context = contextFor(open, form)
  const { answers } = form
  const asked = relevantQuestions(answers, context)
  const findings = checkAnswers({
    answers: submittedAnswers(answers, context),
    before: context.facts,
    occurredAt: form.occurredAt,
    nowMs,
    limits: context.limits,
  })
  return {
    context,
    asked,
    locked: lockedQuestions(answers, context),
    progress: progress(answers, context),
    missing: missingQuestions(answers, context),
    needed: new Set(asked.filter((question) => needOf(question, answers, context) !== 'optional')),
    findings: Map.groupBy(findings, questionIdOf),
    barring: barringFindings(findings, form.explanations),
    proposals: propose !== undefined && isAsked(asked, 'nextActions') ? propose(open, form, context) : [],
  }
}

function isAsked(asked: readonly Question[], id: string): boolean {
  return asked.some((question) => question.id === id)
}

/** The question a finding is shown at; the time stands in the line of 1.2. */
export function questionIdOf(finding: Finding): string {
  if (finding.at === 'occurredAt') return 'meeting'
  return questionOf(finding.at)?.id ?? finding.at
}

export function askedIn(layout: Layout, section: SectionNumber): readonly Question[] {
  return layout.asked.filter((question) => question.section === section)
}
