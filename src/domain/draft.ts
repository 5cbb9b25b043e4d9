import type { Answer, Answers, AnswerValue } from './answers.ts'
import type { FieldKey } from './fields.ts'

/**
 * An answer in a form that is still open. A prefilled one is not confirmed: it is shown with the day it was
 * said and is never submitted as it stands.
 */
export interface DraftAnswer {
  readonly answer: Answer
  readonly confirmed: boolean
  /** Of a prefilled value: the day it was last said (yyyy-mm-dd), and by whom. */
  readonly on?: string | undefined
  readonly saidBy?: string | undefined
}

/** A form as far as it is filled in, by the key of the question. */
export type DraftAnswers = Readonly<Record<string, DraftAnswer>>

/** Submitted answers as a form in which everything is confirmed. */
export function answersToDraft(answers: Answers): DraftAnswers {
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [key, { answer, confirmed: true }]),
  )
}

/** What was answered or confirmed, whether it belongs to the form as it now stands or not. */
export function confirmedAnswers(draft: DraftAnswers): Answers {
  return Object.fromEntries(
    Object.entries(draft).flatMap(([key, entry]) => (entry.confirmed ? [[key, entry.answer]] : [])),
  )
}

/** The value shown for a question, confirmed or not. */
export function valueIn(draft: DraftAnswers, key: FieldKey): AnswerValue | undefined {
  const answer = draft[key]?.answer
  return answer?.kind === 'value' ? answer.value : undefined
}

export function countIn(draft: DraftAnswers, key: FieldKey): number | undefined {
  const value = valueIn(draft, key)
  return typeof value === 'number' ? value : undefined
}

export function isConfirmed(draft: DraftAnswers, key: string): boolean {
  return draft[key]?.confirmed === true
}
