import type { Answer, Answers } from '#domain/answers.ts'

/** A visit's body like those people send: another template, other numbers and another day each time. */
export function visitBody(
  templates: readonly Answers[],
  index: number,
  firmId: string,
  at: string,
): Record<string, unknown> {
  const template = templates[index % templates.length]!
  const answers = Object.fromEntries(
    Object.entries(template).map(([key, answer]) => [key, vary(answer, index)]),
  )
  return {
    firmId,
    occurredAt: `${at.slice(0, 16)}+07:00`,
    startedAt: at,
    completedAt: at,
    questionnaireVersion: 1,
    answers,
  }
}

/** Every answer said anew; only how many people work there changes, so that sums stay possible. */
function vary(answer: Answer, index: number): Answer {
  if (answer.kind !== 'value' || typeof answer.value !== 'number' || answer.value < 20) return answer
  return { ...answer, value: answer.value + (index % 13) }
}
