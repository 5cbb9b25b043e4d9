import { answered, type Answer } from './answers.ts'
import type { DraftAnswer, DraftAnswers } from './draft.ts'
import type { Fact, Facts } from './facts.ts'
import { fieldKeys, fieldOf, type FieldKey } from './fields.ts'
import type { VisitBody } from './visit.ts'

export interface Prefill {
  /** Present facts: approved ones, and the surveyor's own undecided ones, which come first where newer. */
  readonly facts: Facts
  /** Colleagues of the surveyor's last visit that day. */
  readonly companions?: readonly string[] | undefined
}

/** A new form: what is known, each value with its day and unconfirmed; what is asked anew stays empty. */
export function prefilledDraft({ facts, companions = [] }: Prefill): DraftAnswers {
  const draft: Record<string, DraftAnswer> = {}
  for (const key of fieldKeys) {
    const entry = prefilledAnswer(key, facts)
    if (entry !== undefined) draft[key] = entry
  }
  if (companions.length > 0) draft['companions'] = { answer: answered(companions), confirmed: true }
  return draft
}

/** What is known of one question, unconfirmed; undefined if nothing is, or it is asked anew each time. */
export function prefilledAnswer(key: FieldKey, facts: Facts): DraftAnswer | undefined {
  const field = fieldOf(key)
  // the profile card shows the firm's own record
  if (field?.prefilled !== true || field.owner === 'firm') return undefined
  const fact = facts[key]
  if (fact === undefined) return undefined
  const answer: Answer = {
    kind: 'value',
    value: fact.value,
    ...(fact.precision !== undefined && { precision: fact.precision }),
  }
  return { answer, confirmed: false, on: lastSaidOn(fact), saidBy: fact.saidBy }
}

/** The day a fact was last said or confirmed. */
export function lastSaidOn(fact: Fact): string {
  const confirmedOn = fact.confirmed?.on ?? ''
  return confirmedOn > fact.on ? confirmedOn : fact.on
}

/** A returned visit as a form again: all as it was sent, the marked questions to be answered anew. */
export function correctionDraft(body: VisitBody, marked: readonly string[]): DraftAnswers {
  const on = body.occurredAt.slice(0, 10)
  return Object.fromEntries(
    Object.entries(body.answers as Record<string, Answer>).map(([key, answer]) => [
      key,
      marked.includes(key) ? { answer, confirmed: false, on } : { answer, confirmed: true },
    ]),
  )
}
