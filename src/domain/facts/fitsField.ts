import type { Answer } from '#domain/answers.ts'
import { isDay } from '#domain/day.ts'
import { fields, type FieldKey, type FieldType } from '#domain/fields.ts'

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
  return answer.kind !== 'value' || fits[fields[key].type](answer.value)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
