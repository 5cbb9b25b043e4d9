import { answered, type Answer, type Answers, type UnknownReason } from './answers.ts'
import { valueIn, type DraftAnswer, type DraftAnswers } from './draft.ts'
import type { FieldKey, SectionNumber } from './fields.ts'
import { hangings, partyOrgExists, placeKeys, type Hanging, type PlaceKey } from './fields/hanging.ts'
import { prefilledAnswer } from './prefill.ts'
import { missingQuestions } from './questionnaire.ts'
import { hasPartyOrg } from './questionnaire/conditions.ts'
import type { Question, QuestionnaireContext } from './questionnaire/question.ts'

/**
 * Writes one answer into the form. Values that hung on an answer which changed its meaning («Có công đoàn» →
 * «Chưa có») are set aside: they are no longer confirmed, and come back to be confirmed if it changes back.
 */
export function applyAnswer(
  draft: DraftAnswers,
  key: FieldKey,
  answer: Answer,
  context: QuestionnaireContext,
): DraftAnswers {
  const next: Record<string, DraftAnswer> = { ...draft, [key]: { answer, confirmed: true } }
  for (const hanging of hangings) {
    if (hanging.leading !== key || !holds(hanging, draft) || holds(hanging, next)) continue
    for (const hung of hanging.keys) setAside(next, hung, context.day)
  }
  if (key === 'partyOrgStatus' && hasPartyOrg(draft) !== hasPartyOrg(next)) forgetPlaces(next, context)
  return next
}

/** Takes an answer back: the question is open again, with what is known of the firm if it is prefilled. */
export function clearAnswer(draft: DraftAnswers, key: FieldKey, context: QuestionnaireContext): DraftAnswers {
  const { [key]: _taken, ...rest } = draft
  const prefilled = prefilledAnswer(key, context.facts)
  return prefilled === undefined ? rest : { ...rest, [key]: prefilled }
}

/** Writes several answers, as the places of 4.6. */
export function applyAnswers(
  draft: DraftAnswers,
  answers: Answers,
  context: QuestionnaireContext,
): DraftAnswers {
  return Object.entries(answers).reduce(
    (next, [key, answer]) => applyAnswer(next, key as FieldKey, answer, context),
    draft,
  )
}

/** One tap puts all members in one place. */
export function everybodyIn(place: PlaceKey, members: number): Answers {
  return Object.fromEntries(placeKeys.map((key) => [key, answered(key === place ? members : 0)]))
}

/** Sections that can be declined («Không cung cấp») or put off («Để lần sau») as a whole. */
export const markableSections: readonly SectionNumber[] = [2, 3, 4, 5]

/** Gives one reason to everything a section still needs; what was answered stays. */
export function markSection(
  draft: DraftAnswers,
  section: SectionNumber,
  reason: Exclude<UnknownReason, 'doesNotKnow'>,
  context: QuestionnaireContext,
): DraftAnswers {
  if (!markableSections.includes(section)) return draft
  let next = draft
  // an answer may bring up another question, so until nothing is missing any more
  for (;;) {
    const missing = missingQuestions(next, context).filter((question) => question.section === section)
    if (missing.length === 0) return next
    for (const question of missing) next = leaveUnknown(next, question, reason, context)
  }
}

/** Takes the mark of a section's questions back. */
export function unmarkSection(
  draft: DraftAnswers,
  questions: readonly Question[],
  context: QuestionnaireContext,
): DraftAnswers {
  const keys = questions.flatMap((question) => question.keys)
  return keys.reduce((next, key) => {
    const answer = next[key]?.answer
    const isMarked = answer?.kind === 'unknown' && answer.reason !== 'doesNotKnow'
    return isMarked ? clearAnswer(next, key, context) : next
  }, draft)
}

/** The gate shows another name, the firm is the same: old and new name are noted, and 1.1 is asked again. */
export function renameFirm(
  draft: DraftAnswers,
  names: { readonly before: string; readonly formerBefore: readonly string[]; readonly now: string },
): DraftAnswers {
  const { outcome: _outcome, operatingStatus: _status, movedTo: _movedTo, ...rest } = draft
  const formerNames = [...names.formerBefore.filter((name) => name !== names.before), names.before]
  return {
    ...rest,
    name: { answer: answered(names.now), confirmed: true },
    formerNames: { answer: answered(formerNames), confirmed: true },
  }
}

function leaveUnknown(
  draft: DraftAnswers,
  question: Question,
  reason: UnknownReason,
  context: QuestionnaireContext,
): DraftAnswers {
  const keys = question.control.kind === 'places' ? question.keys : question.keys.slice(0, 1)
  return applyAnswers(
    draft,
    Object.fromEntries(keys.map((key) => [key, { kind: 'unknown', reason }])),
    context,
  )
}

function holds({ leading, holdsFor }: Hanging, draft: DraftAnswers): boolean {
  const value = valueIn(draft, leading)
  return value !== undefined && holdsFor.includes(value)
}

/** Where members belong depends on whether the firm has an organisation: what was said before holds only as before. */
function forgetPlaces(draft: Record<string, DraftAnswer>, { facts }: QuestionnaireContext): void {
  const isAsBefore = partyOrgExists(facts['partyOrgStatus']?.value) === hasPartyOrg(draft)
  for (const key of placeKeys) {
    const prefilled = isAsBefore ? prefilledAnswer(key, facts) : undefined
    if (prefilled === undefined) delete draft[key]
    else draft[key] = prefilled
  }
}

function setAside(draft: Record<string, DraftAnswer>, key: FieldKey, day: string): void {
  const entry = draft[key]
  if (entry === undefined || !entry.confirmed) return
  if (entry.answer.kind === 'value')
    draft[key] = { answer: entry.answer, confirmed: false, on: entry.on ?? day }
  else delete draft[key]
}
