import { daysBetween } from './day.ts'
import { isConfirmed, type DraftAnswers } from './draft.ts'
import { isFieldKey, type FieldKey, type SectionNumber } from './fields.ts'
import { noticeGiven, ownerAnswered, respondentIn, someoneAnswered } from './questionnaire/conditions.ts'
import type { Fold, Need, Question, QuestionnaireContext } from './questionnaire/question.ts'
import { section1 } from './questionnaire/section1.ts'
import { section2 } from './questionnaire/section2.ts'
import { section3 } from './questionnaire/section3.ts'
import { section4 } from './questionnaire/section4.ts'
import { section5 } from './questionnaire/section5.ts'
import { section6 } from './questionnaire/section6.ts'

/** The version that visits carry; it grows when a question changes its meaning. */
export const questionnaireVersion = 1

export const sectionNumbers = [1, 2, 3, 4, 5, 6] as const satisfies readonly SectionNumber[]

/** The sections of the form in order, each with its questions in order. */
export const sections: Readonly<Record<SectionNumber, readonly Question[]>> = {
  1: section1,
  2: section2,
  3: section3,
  4: section4,
  5: section5,
  6: section6,
}

export const questions: readonly Question[] = sectionNumbers.flatMap((number) => sections[number])

export function questionOf(key: FieldKey): Question | undefined {
  return questions.find((question) => question.keys.includes(key))
}

/** The questions that fields belong to, each once; a key of a newer build stands for itself. */
export function questionIdsOf(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map((key) => (isFieldKey(key) ? questionOf(key)?.id : undefined) ?? key))]
}

/** The questions that are asked as the form now stands. Prefilled values decide too, confirmed or not. */
export function relevantQuestions(draft: DraftAnswers, context: QuestionnaireContext): readonly Question[] {
  return questions.filter(
    (question) =>
      makesSense(question, draft, context) &&
      !isLocked(question, draft) &&
      !isLeftOutByShortForm(question, draft, context),
  )
}

/** Questions that would be asked had the purpose been told; they end as not asked. */
export function lockedQuestions(draft: DraftAnswers, context: QuestionnaireContext): readonly Question[] {
  return questions.filter((question) => makesSense(question, draft, context) && isLocked(question, draft))
}

/** Questions that «Hỏi nhanh» leaves out; they end as not asked. */
export function postponedQuestions(draft: DraftAnswers, context: QuestionnaireContext): readonly Question[] {
  return questions.filter(
    (question) =>
      makesSense(question, draft, context) &&
      !isLocked(question, draft) &&
      isLeftOutByShortForm(question, draft, context),
  )
}

export function needOf(question: Question, draft: DraftAnswers, context: QuestionnaireContext): Need {
  return typeof question.need === 'function' ? question.need(draft, context) : question.need
}

/** What «Hoàn tất» still needs, in the order of the form. */
export function missingQuestions(draft: DraftAnswers, context: QuestionnaireContext): readonly Question[] {
  return relevantQuestions(draft, context).filter((question) => isMissing(question, draft, context))
}

export interface SectionState {
  /**
   * `notYet`: it was not said yet who was met · `notAsked`: makes no sense after what was said of that, or
   * «Hỏi nhanh» leaves it out · `locked`: the purpose was not told · `open`: something is missing · `done`
   */
  readonly kind: 'notYet' | 'notAsked' | 'locked' | 'open' | 'done'
  readonly needed: number
  readonly missing: number
  /** The whole section was declined or put off. */
  readonly mark?: 'declined' | 'notAsked'
}

export function sectionState(
  number: SectionNumber,
  draft: DraftAnswers,
  context: QuestionnaireContext,
): SectionState {
  const asked = relevantQuestions(draft, context).filter((question) => question.section === number)
  const missing = asked.filter((question) => isMissing(question, draft, context))
  const needed = asked.filter(
    (question) => needOf(question, draft, context) !== 'optional' || missing.includes(question),
  )
  const counts = { needed: needed.length, missing: missing.length }
  if (asked.length === 0) return { kind: whyEmpty(number, draft, context), ...counts }
  const mark = markOf(needed, draft)
  return { kind: missing.length === 0 ? 'done' : 'open', ...counts, ...(mark !== undefined && { mark }) }
}

function whyEmpty(
  number: SectionNumber,
  draft: DraftAnswers,
  context: QuestionnaireContext,
): SectionState['kind'] {
  if (!isConfirmed(draft, 'outcome')) return 'notYet'
  const isLockedHere = lockedQuestions(draft, context).some((question) => question.section === number)
  return isLockedHere ? 'locked' : 'notAsked'
}

export interface FormProgress {
  readonly needed: number
  readonly missing: number
  readonly sections: Readonly<Record<SectionNumber, SectionState>>
}

export function progress(draft: DraftAnswers, context: QuestionnaireContext): FormProgress {
  const states = Object.fromEntries(
    sectionNumbers.map((number) => [number, sectionState(number, draft, context)]),
  ) as Record<SectionNumber, SectionState>
  const sum = (part: 'needed' | 'missing') =>
    sectionNumbers.reduce((total, number) => total + states[number][part], 0)
  return { needed: sum('needed'), missing: sum('missing'), sections: states }
}

/** Whether a fold stands open by itself; the others wait for a tap. */
export function isFoldOpen(fold: Fold, draft: DraftAnswers, context: QuestionnaireContext): boolean {
  if (fold === 'profile') return context.firstVisit
  if (fold === 'decision') return true
  if (fold !== 'activity' || respondentIn(draft) !== 'cell') return false
  const saidOn = section4
    .filter((question) => question.fold === 'activity')
    .flatMap((question) => question.keys.map((key) => context.facts[key]?.on ?? ''))
  const last = saidOn.reduce((latest, on) => (on > latest ? on : latest), '')
  return last === '' || daysBetween(last, context.day) >= context.limits.activityEveryDays
}

function makesSense(question: Question, draft: DraftAnswers, context: QuestionnaireContext): boolean {
  if (question.id === 'outcome' || question.id === 'meeting') return true
  if (!isConfirmed(draft, 'outcome')) return false
  if (question.section !== 1 && question.section !== 6 && !someoneAnswered(draft)) return false
  return question.when?.(draft, context) ?? true
}

/** Sections 4 and 5 and the contact are asked only after the purpose was told. */
function isLocked(question: Question, draft: DraftAnswers): boolean {
  const needsNotice = question.section === 4 || question.section === 5 || question.id === 'contact'
  return needsNotice && !noticeGiven(draft)
}

/** What was answered before «Hỏi nhanh» was switched on stays. */
function isLeftOutByShortForm(
  question: Question,
  draft: DraftAnswers,
  context: QuestionnaireContext,
): boolean {
  if (!context.shortForm || question.section === 1 || question.section === 6) return false
  const isShort =
    typeof question.short === 'function' ? question.short(draft, context) : question.short === true
  return !isShort && !question.keys.some((key) => isConfirmed(draft, key))
}

function isMissing(question: Question, draft: DraftAnswers, context: QuestionnaireContext): boolean {
  return (
    isLeftAsSent(question, draft, context) || !isSatisfied(question, needOf(question, draft, context), draft)
  )
}

/** The reviewer marked it, and nothing was said of it since. */
function isLeftAsSent(question: Question, draft: DraftAnswers, { marked = [] }: QuestionnaireContext) {
  const isMarked = question.keys.some((key) => marked.includes(key) && draft[key] !== undefined)
  return isMarked && !question.keys.some((key) => isConfirmed(draft, key))
}

function isSatisfied(question: Question, need: Need, draft: DraftAnswers): boolean {
  if (need === 'optional') return true
  const keys = question.anyKey === true ? question.keys : [question.keys[0]]
  return keys.some((key) => satisfies(draft[key], need, question.section))
}

function satisfies(entry: DraftAnswers[string] | undefined, need: Need, section: SectionNumber): boolean {
  if (entry === undefined || !entry.confirmed) return false
  const { answer } = entry
  if (answer.kind === 'value') return !isEmpty(answer.value)
  if (need === 'valueOrUnknown') return true
  // a section that may be put off as a whole
  const mayBePutOff = section !== 1 && section !== 6
  return mayBePutOff && answer.kind === 'unknown' && answer.reason !== 'doesNotKnow'
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function markOf(needed: readonly Question[], draft: DraftAnswers): SectionState['mark'] {
  const reasons = needed.map((question) => {
    const entry = draft[question.keys[0]]
    return entry?.confirmed === true && entry.answer.kind === 'unknown' ? entry.answer.reason : undefined
  })
  const [first] = reasons
  if (first === undefined || first === 'doesNotKnow') return undefined
  return reasons.every((reason) => reason === first) ? first : undefined
}

/** Whether the owner's opinion is asked; otherwise «Chưa gặp chủ doanh nghiệp» stands in its place. */
export function asksOwnerOpinion(draft: DraftAnswers): boolean {
  return ownerAnswered(draft)
}
