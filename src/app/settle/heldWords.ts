import { m } from '#app/messages/compiled/messages.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { answerWords, valueWords, type Around } from '#app/review/valueWords.ts'
import { answerSchema, type Answer, type Answers, type AnswerValue } from '#domain/answers.ts'
import { isFieldKey, type FieldKey } from '#domain/fields.ts'
import { heldParts, isBody } from './heldParts.ts'

/** A question and what was said to it, both in words. */
export interface Said {
  readonly label: string
  readonly value: string
}

/** What a held deed says, question by question. It may be damaged: what can't be read is left out. */
export function heldItems(body: unknown, around: Around): Said[] {
  if (!isBody(body)) return []
  return [...partItems(body, around), ...fieldItems(body['fields'], around), ...answerItems(body, around)]
}

/** The answers of a visit that are answers, and to questions known here. */
export function answersIn(body: unknown): Answers {
  const said = isBody(body) && isBody(body['answers']) ? body['answers'] : {}
  const answers = Object.entries(said).flatMap(([key, one]): [string, Answer][] => {
    const answer = answerSchema.safeParse(one)
    return isFieldKey(key) && answer.success ? [[key, answer.data]] : []
  })
  return Object.fromEntries(answers)
}

/** A value of a firm's profile, as two people may have set it. */
export function profileWords(field: string, value: unknown, around: Around): string {
  if (value === null || value === undefined || value === '') return m.answer_cleared()
  const known = isFieldKey(field) ? wordsOrNothing(() => valueWords(field, value as AnswerValue, around)) : ''
  if (known !== undefined && known !== '') return known
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function partItems(body: { readonly [part: string]: unknown }, around: Around): Said[] {
  return Object.entries(heldParts).flatMap(([key, { label, labelOf = label, words }]) => {
    const value = key in body ? words(body[key], around) : undefined
    return value === undefined || value === '' ? [] : [{ label: labelOf(body[key]), value }]
  })
}

/** Of a new firm the values themselves, of a corrected one each beside what its author had seen. */
function fieldItems(fields: unknown, around: Around): Said[] {
  if (!isBody(fields)) return []
  return Object.entries(fields).map(([key, set]) => ({
    label: fieldLabel(key, around.unitKind),
    value: profileWords(key, isBody(set) && 'value' in set ? set['value'] : set, around),
  }))
}

function answerItems(body: unknown, around: Around): Said[] {
  return Object.entries(answersIn(body)).flatMap(([key, answer]) => {
    const value = wordsOrNothing(() => answerWords(key as FieldKey, answer, around))
    return value === undefined || value === '' ? [] : [{ label: fieldLabel(key, around.unitKind), value }]
  })
}

/** A list where a text belongs, and the like: the deed was kept because it is not as it should be. */
function wordsOrNothing(words: () => string): string | undefined {
  try {
    return words()
  } catch {
    return undefined
  }
}
