import type { ProblemCode } from './problem.ts'

/** What a person or a machine may be told instead of a value: a code with its words' parameters. */
export interface Problem {
  readonly code: ProblemCode
  /** The field, question or path the problem is about. */
  readonly at?: string
  /** Numbers and names that the words need. */
  readonly parameters?: Readonly<Record<string, string | number>>
}

/** A refusal a person can act on is a value, never an exception. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

export function succeed<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

export function refuse(
  code: ProblemCode,
  details: Omit<Problem, 'code'> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, ...details } }
}
