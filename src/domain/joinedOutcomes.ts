import type { Outcome } from './targets.ts'

/** Results by the firms there are; one decision that was recorded for two that are one counts once. */
export function joinOutcomes<One extends Outcome>(
  outcomes: readonly One[],
  rootOf: (firmId: string) => string,
): One[] {
  const first = new Map<string, One>()
  const byAge = outcomes.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  for (const one of byAge) if (!first.has(decisionOf(one, rootOf))) first.set(decisionOf(one, rootOf), one)
  return outcomes.flatMap((one) => {
    const before = first.get(decisionOf(one, rootOf))
    if (before !== undefined && before !== one && !isSame(before.firmIds, one.firmIds)) return []
    return [{ ...one, firmIds: rootsOf(one.firmIds, rootOf) }]
  })
}

/** Each firm once, as what it is. */
export function rootsOf(firmIds: readonly string[], rootOf: (firmId: string) => string): string[] {
  return [...new Set(firmIds.map(rootOf))]
}

function decisionOf(
  { id, indicator, decidedOn, decisionNo = '', count, firmIds }: Outcome,
  rootOf: (firmId: string) => string,
): string {
  // without a number nothing says that two are one decision
  if (decisionNo === '' || firmIds.length === 0) return id
  return [indicator, decidedOn, decisionNo, count, ...rootsOf(firmIds, rootOf).sort()].join(' ')
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}
