import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Fact } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'
import { hangings } from '#domain/fields/hanging.ts'
import { appointmentOf } from '#domain/plannedActions.ts'
import { isMemberCount, maySay, weighsLess } from './standing.ts'
import type { Statement } from './statements.ts'

export type MutableFacts = Record<string, Fact>

/** Takes one statement into the facts; statements come in the order in which they hold. */
export function applyStatement(facts: MutableFacts, statement: Statement): void {
  const { key, answer } = statement
  if (!maySay(statement.saidBy, key)) return
  if (key === 'nextActions') return applyNextStep(facts, statement)
  if (answer.kind === 'cleared') delete facts[key]
  else if (answer.kind === 'unknown') markAskedAgain(facts, statement)
  else if (statement.assumed !== true || facts[key]?.value !== 'underConstruction') state(facts, statement)
}

function state(facts: MutableFacts, statement: Statement): void {
  const { key, answer, saidBy, on, visitId, personId, provisional } = statement
  if (answer.kind !== 'value') return
  const before = facts[key]
  const restates =
    before !== undefined &&
    isMemberCount(key) &&
    isSame(before.value, answer.value) &&
    weighsLess(saidBy, before.saidBy)
  if (restates) {
    const { askedAgain: _asked, ...kept } = before
    facts[key] = { ...kept, confirmed: { saidBy, on, visitId } }
    return
  }
  const { value, precision } = answer
  facts[key] = {
    value,
    ...(precision !== undefined && { precision }),
    on,
    saidBy,
    personId,
    visitId,
    provisional,
  }
  if (key === 'ownerStance' && value === 'support') settleConcerns(facts)
  for (const hanging of hangings) {
    if (hanging.leading === key && !hanging.holdsFor.includes(value)) remove(facts, hanging.keys)
  }
}

/** The older value stays with its own day; «để lần sau» says nothing. */
function markAskedAgain(facts: MutableFacts, { key, answer, on }: Statement): void {
  const before = facts[key]
  if (before === undefined || answer.kind !== 'unknown' || answer.reason === 'notAsked') return
  facts[key] = { ...before, askedAgain: { on, reason: answer.reason } }
}

/** Whoever is in favour has nothing left to hesitate about. */
function settleConcerns(facts: MutableFacts): void {
  const open = facts['ownerConcerns']
  const stance = facts['ownerStance']
  if (open === undefined || stance === undefined || !Array.isArray(open.value)) return
  const settledBefore = facts['ownerConcernsSettled']?.value
  const settled = new Set([
    ...(Array.isArray(settledBefore) ? settledBefore : []),
    ...(open.value as string[]),
  ])
  facts['ownerConcernsSettled'] = { ...stance, value: [...settled] }
  delete facts['ownerConcerns']
}

/** Open steps stay open until they are closed; an appointment or a re-check that was kept is over. */
function applyNextStep(facts: MutableFacts, statement: Statement): void {
  const { answer, settles = [], on, saidBy, visitId, personId, provisional } = statement
  const before = facts['nextActions']
  const open = Object.entries(partsOf(before?.value)).filter(([action]) => !settles.includes(action as never))
  const added = answer.kind === 'value' ? partsOf(answer.value) : {}
  const value = { ...Object.fromEntries(open), ...added }
  if (Object.keys(value).length === 0) delete facts['nextActions']
  else if (answer.kind === 'value')
    facts['nextActions'] = { value, on, saidBy, personId, visitId, provisional }
  else if (before !== undefined) facts['nextActions'] = { ...before, value }
  endPassed(facts, 'appointmentAt', appointmentOf(facts['appointmentAt']?.value)?.on, statement)
  endPassed(facts, 'recheckOn', facts['recheckOn']?.value as string | undefined, statement)
}

function endPassed(
  facts: MutableFacts,
  key: FieldKey,
  day: string | undefined,
  { on, visitId }: Statement,
): void {
  const wasSetBefore = facts[key]?.visitId !== visitId
  if (wasSetBefore && day !== undefined && day <= on) delete facts[key]
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function remove(facts: MutableFacts, keys: readonly FieldKey[]): void {
  for (const key of keys) delete facts[key]
}

export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other)
}
