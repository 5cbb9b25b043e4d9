import type { Answers, AnswerValue } from '#domain/answers.ts'
import type { Facts } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { SurveyLimits } from '#domain/questionnaire/question.ts'

/** `error` bars «Hoàn tất»; `confirm` wants a yes or a reason, which travels along; `warning` is only told. */
export type Severity = 'error' | 'confirm' | 'warning'

export interface CheckInput {
  /** As they would be submitted, normalised. */
  readonly answers: Answers
  /** What was known before this visit. */
  readonly before: Facts
  readonly occurredAt: string
  /** The clock of whoever checks, ms. */
  readonly nowMs: number
  readonly limits: SurveyLimits
}

/** Where a check applies: the question at which it is shown, and what its words need. */
export interface Hit {
  readonly at: FieldKey | 'occurredAt'
  readonly parameters?: Readonly<Record<string, string | number>>
}

/** A rule of the form as data. Its words are `check_<key>`. */
export interface Check {
  readonly key: string
  readonly severity: Severity
  /** Every field it looks at; none for a rule over all fields of a kind. */
  readonly fields: readonly (FieldKey | 'occurredAt')[]
  readonly find: (input: CheckInput) => readonly Hit[]
}

export function valueOf(answers: Answers, key: FieldKey): AnswerValue | undefined {
  const answer = answers[key]
  return answer?.kind === 'value' ? answer.value : undefined
}

export function countOf(answers: Answers, key: FieldKey): number | undefined {
  const value = valueOf(answers, key)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Both counts, or nothing: a check on numbers waits until they are known. */
export function bothCounts(
  answers: Answers,
  one: FieldKey,
  other: FieldKey,
): readonly [number, number] | undefined {
  const first = countOf(answers, one)
  const second = countOf(answers, other)
  return first === undefined || second === undefined ? undefined : [first, second]
}

export function textOf(answers: Answers, key: FieldKey): string | undefined {
  const value = valueOf(answers, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
