import type { Answer } from './answers.ts'
import { canonicalJson } from './canonicalJson.ts'
import { daysBetween } from './day.ts'
import type { DraftAnswer, DraftAnswers } from './draft.ts'
import type { FieldKey, SectionNumber } from './fields.ts'
import { isFoldOpen, relevantQuestions } from './questionnaire.ts'
import { noticeGiven, someoneAnswered } from './questionnaire/conditions.ts'
import { needOf } from './questionnaire.ts'
import type { Question, QuestionnaireContext } from './questionnaire/question.ts'

/** Never the owner's opinion, never the next step. */
const confirmableSections: readonly SectionNumber[] = [2, 3, 4]

/** Prefilled values of a section, or of all, that «Vẫn như cũ» would confirm, in the order of the form. */
export function confirmableQuestions(
  draft: DraftAnswers,
  context: QuestionnaireContext,
  section?: SectionNumber,
): readonly Question[] {
  return relevantQuestions(draft, context).filter(
    (question) =>
      confirmableSections.includes(question.section) &&
      (section === undefined || question.section === section) &&
      (question.fold === undefined || isFoldOpen(question.fold, draft, context)) &&
      question.keys.some((key) => isPrefilled(draft[key])),
  )
}

/** «Tất cả vẫn như cũ» is offered after somebody answered and heard the purpose, while what is needed is fresh. */
export function canConfirmAll(draft: DraftAnswers, context: QuestionnaireContext): boolean {
  if (!someoneAnswered(draft) || !noticeGiven(draft)) return false
  const needed = confirmableQuestions(draft, context).filter(
    (question) => needOf(question, draft, context) !== 'optional',
  )
  return needed.length > 0 && needed.every((question) => isFresh(question, draft, context))
}

/** Confirms every fresh prefilled value of sections 2 to 4 as it is. */
export function confirmAll(draft: DraftAnswers, context: QuestionnaireContext): DraftAnswers {
  if (!canConfirmAll(draft, context)) return draft
  const fresh = confirmableQuestions(draft, context).filter((question) => isFresh(question, draft, context))
  return confirmQuestions(draft, fresh, context)
}

export function canConfirmSection(
  section: SectionNumber,
  draft: DraftAnswers,
  context: QuestionnaireContext,
): boolean {
  return confirmableInSection(section, draft, context).length > 0
}

/** Confirms a section as it is; a headcount that is too old is typed anew. */
export function confirmSection(
  section: SectionNumber,
  draft: DraftAnswers,
  context: QuestionnaireContext,
): DraftAnswers {
  return confirmQuestions(draft, confirmableInSection(section, draft, context), context)
}

/** Confirms one prefilled value. It counts as unchanged only if it is what was known before the visit. */
export function confirmAnswer(
  draft: DraftAnswers,
  key: FieldKey,
  context: QuestionnaireContext,
): DraftAnswers {
  const entry = draft[key]
  if (entry === undefined || entry.confirmed) return draft
  // of a visit that came back: not knowing it stands too
  if (entry.answer.kind !== 'value') return { ...draft, [key]: { ...entry, confirmed: true } }
  const { unchanged: _before, ...answer } = entry.answer
  const isKnown = isSameAnswer(answer, context.facts[key])
  return {
    ...draft,
    [key]: { ...entry, answer: isKnown ? { ...answer, unchanged: true } : answer, confirmed: true },
  }
}

function confirmableInSection(section: SectionNumber, draft: DraftAnswers, context: QuestionnaireContext) {
  return confirmableQuestions(draft, context, section).filter(
    (question) => question.id !== 'headcountTotal' || isFresh(question, draft, context),
  )
}

function confirmQuestions(
  draft: DraftAnswers,
  questions: readonly Question[],
  context: QuestionnaireContext,
): DraftAnswers {
  return questions
    .flatMap((question) => question.keys)
    .reduce((next, key) => confirmAnswer(next, key, context), draft)
}

function isPrefilled(entry: DraftAnswer | undefined): entry is DraftAnswer {
  return entry !== undefined && !entry.confirmed && entry.answer.kind === 'value'
}

function isFresh(question: Question, draft: DraftAnswers, context: QuestionnaireContext): boolean {
  return question.keys.every((key) => !isTooOld(draft[key], context))
}

/** A prefilled value that is not confirmed with the others, and a headcount not at all: it is asked anew. */
export function isTooOld(entry: DraftAnswer | undefined, { day, limits }: QuestionnaireContext): boolean {
  if (!isPrefilled(entry)) return false
  return entry.on === undefined || daysBetween(entry.on, day) > limits.confirmAllDays
}

function isSameAnswer(
  answer: Extract<Answer, { kind: 'value' }>,
  fact: { readonly value: unknown; readonly precision?: string | undefined } | undefined,
): boolean {
  if (fact === undefined || fact.precision !== answer.precision) return false
  return canonicalJson(fact.value) === canonicalJson(answer.value)
}
