import * as z from 'zod/mini'

/** Three kinds of not knowing, kept apart. None is zero, none is false, none erases an older known value. */
export const unknownReasons = ['doesNotKnow', 'declined', 'notAsked'] as const
export type UnknownReason = (typeof unknownReasons)[number]

/** A number, a code or text, yes or no, several codes, or a small structure such as a contact. */
export type AnswerValue = number | string | boolean | readonly string[] | { readonly [part: string]: unknown }

const valueSchema = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.unknown()),
])

/**
 * What was said to one question.
 * `unchanged` marks a prefilled value that was confirmed as it was; `source` and `asOf` (yyyy-mm-dd) are
 * given only when they are not the visit's respondent and day; `cleared` says the old value no longer holds.
 */
export const answerSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('value'),
    value: valueSchema,
    precision: z.optional(z.enum(['about', 'moreThan'])),
    unchanged: z.optional(z.literal(true)),
    source: z.optional(z.string()),
    asOf: z.optional(z.string()),
  }),
  z.looseObject({ kind: z.literal('unknown'), reason: z.enum(unknownReasons) }),
  z.looseObject({ kind: z.literal('cleared') }),
])

export type Precision = 'about' | 'moreThan'
export type Answer =
  | {
      readonly kind: 'value'
      readonly value: AnswerValue
      readonly precision?: Precision | undefined
      readonly unchanged?: true | undefined
      readonly source?: string | undefined
      readonly asOf?: string | undefined
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason }
  | { readonly kind: 'cleared' }

/** Answers by the key of their question (`headcountTotal`, `unionStatus`, …). */
export type Answers = Readonly<Record<string, Answer>>

export function answered(value: AnswerValue): Answer {
  return { kind: 'value', value }
}
