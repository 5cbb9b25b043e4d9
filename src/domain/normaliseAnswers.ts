import type { Answer, Answers, AnswerValue } from './answers.ts'

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g
const spaces = /[\u00a0\u2000-\u200a\u202f\u3000]/g

/** Texts as they are compared and stored: NFC, without invisible characters, no space at either end. */
export function normaliseText(text: string): string {
  return text.normalize('NFC').replace(invisible, '').replace(spaces, ' ').trim()
}

/** Answers with every text in them normalised; keys and numbers stay. */
export function normaliseAnswers(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, normaliseAnswer(answer)]))
}

function normaliseAnswer(answer: Answer): Answer {
  return answer.kind === 'value' ? { ...answer, value: normaliseValue(answer.value) as AnswerValue } : answer
}

function normaliseValue(value: unknown): unknown {
  if (typeof value === 'string') return normaliseText(value)
  if (Array.isArray(value)) return value.map(normaliseValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, normaliseValue(inner)]))
}
