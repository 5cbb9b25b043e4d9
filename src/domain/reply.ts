import type { Answer, Answers } from './answers.ts'
import { canonicalJson } from './canonicalJson.ts'
import { fieldOf } from './fields.ts'
import { headRevision, standingDecision, type VisitRecord } from './visit.ts'

/** How a returned visit was looked into again, and what had been sent. */
export interface Inquiry {
  readonly how: string | undefined
  /** Fields that the reviewer marked. */
  readonly marked: readonly string[]
  readonly sent: Answers
  readonly visitDay: string
  /** Today, yyyy-mm-dd. */
  readonly today: string
}

/** Of a visit that came back, and its correction as it now stands. */
export function inquiryOf(
  visit: VisitRecord,
  form: { readonly occurredAt: string; readonly reply?: { readonly how?: string | undefined } | undefined },
  today: string,
): Inquiry {
  return {
    how: form.reply?.how,
    marked: standingDecision(visit)?.fields ?? [],
    sent: headRevision(visit).body.answers as Answers,
    visitDay: form.occurredAt.slice(0, 10),
    today,
  }
}

/** The day a corrected value holds from, unless another was said: of the telephone call if it is new, else of the visit. */
export function usualDayOf(key: string, answer: Answer, inquiry: Inquiry): string {
  const { how, marked, sent, visitDay, today } = inquiry
  const isNew = how === 'phone' && marked.includes(key) && isFact(key) && differs(answer, sent[key])
  return isNew ? today : visitDay
}

/** The answers of a correction, those heard by telephone with the day of the call. */
export function datedAnswers(answers: Answers, inquiry: Inquiry): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      if (answer.kind !== 'value' || answer.asOf !== undefined) return [key, answer]
      const asOf = usualDayOf(key, answer, inquiry)
      return [key, asOf === inquiry.visitDay ? answer : { ...answer, asOf }]
    }),
  )
}

function isFact(key: string): boolean {
  return fieldOf(key)?.fact === true
}

function differs(answer: Answer, sent: Answer | undefined): boolean {
  const valueOf = (one: Answer | undefined) => (one?.kind === 'value' ? one.value : null)
  return canonicalJson(valueOf(answer)) !== canonicalJson(valueOf(sent))
}
