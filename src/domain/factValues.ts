import type { Facts } from './facts.ts'
import type { FieldKey } from './fields.ts'

/** Not knowing is a value of its own: never zero, never no. */
export type Known<Value> = Value | 'unknown'

export function countOf(facts: Facts, key: FieldKey): Known<number> {
  const value = facts[key]?.value
  return typeof value === 'number' ? value : 'unknown'
}

/** A code of a list; a code that only a newer build knows comes through as it is. */
export function codeOf<Code extends string>(facts: Facts, key: FieldKey): Known<Code> {
  const value = facts[key]?.value
  return typeof value === 'string' ? (value as Code) : 'unknown'
}

/** Codes of a list; empty where none is known. */
export function codesOf<Code extends string>(facts: Facts, key: FieldKey): readonly Code[] {
  const value = facts[key]?.value
  return Array.isArray(value) ? (value as readonly Code[]) : []
}

export function yesNoOf(facts: Facts, key: FieldKey): Known<boolean> {
  const value = facts[key]?.value
  return typeof value === 'boolean' ? value : 'unknown'
}
