import type { Answer } from '#domain/answers.ts'
import { isDay } from '#domain/day.ts'
import { fields, type Field, type FieldKey, type FieldType } from '#domain/fields.ts'

const fits: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  count: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  text: (value) => typeof value === 'string',
  texts: isTexts,
  // a code may come from a newer build
  code: (value) => typeof value === 'string',
  codes: isTexts,
  date: (value) => typeof value === 'string' && isDay(value),
  yesNo: (value) => typeof value === 'boolean',
  reference: (value) => typeof value === 'string',
  references: isTexts,
  structure: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

/** Whether an answer holds what its field may hold; unknown and cleared always do. */
export function fitsField(key: FieldKey, answer: Answer): boolean {
  if (answer.kind !== 'value') return true
  const field: Field = fields[key]
  const isTooLarge = field.type === 'count' && field.max !== undefined && Number(answer.value) > field.max
  return !isTooLarge && fits[field.type](answer.value)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
