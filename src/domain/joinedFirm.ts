import type { Facts } from './facts.ts'
import { standing } from './merge/history.ts'
import { profileKeys } from './profile.ts'
import type { Collection, FirmField, FirmRecord, HistoryRecord } from './records.ts'
import type { Outcome } from './targets.ts'

/**
 * Several firms as the one they are: what the one that stays says of itself stands, what it says nothing of comes
 * from the others, the oldest first. Names and former names of the others stay their own.
 */
export function joinFirms(root: FirmRecord, others: readonly FirmRecord[]): FirmRecord {
  if (others.length === 0) return root
  const fields: Record<string, FirmField> = { ...root.fields }
  for (const other of others)
    for (const [key, field] of Object.entries(other.fields))
      if (isFilled(field) && !isFilled(fields[key]) && !ownOnly.includes(key)) fields[key] = field
  const all = [root, ...others].map(({ status }) => status)
  const status = statuses.find((one) => all.includes(one)) ?? root.status
  return { ...root, status, fields }
}

const ownOnly: readonly string[] = ['formerNames', 'duplicateOf']
/** From what is known best: one that is in the list stays there. */
const statuses: readonly FirmRecord['status'][] = ['approved', 'proposed', 'withdrawn']

/** Facts of all visits; of its name and place only what visits to the firm that stays say, where it says something. */
export function joinFacts(all: Facts, own: Facts, root: FirmRecord): Facts {
  const joined: Record<string, Facts[string]> = { ...all }
  for (const key of profileKeys) {
    if (own[key] !== undefined) joined[key] = own[key]
    else if (isFilled(root.fields[key])) delete joined[key]
  }
  return joined
}

/** What was decided about the firm that stays; where nothing is, what was about the others. */
export function joinHistories(
  collection: keyof typeof saysSomething,
  rootId: string,
  histories: readonly HistoryRecord[],
): HistoryRecord | undefined {
  const own = histories.find(({ id }) => id === rootId)
  if (own !== undefined && saysSomething[collection](own)) return own
  const other = histories.findLast((one) => one !== own && saysSomething[collection](one))
  return (other && { ...other, id: rootId, firmId: rootId }) ?? own
}

const saysSomething = {
  assignment: (record: HistoryRecord) => standing('assignment', record)?.personId != null,
  plan: (record: HistoryRecord) => standing('plan', record)?.inApproachPlan === true,
  pin: (record: HistoryRecord) => standing('pin', record)?.pinned === true,
  override: (record: HistoryRecord) => standing('override', record)?.track != null,
} satisfies Partial<Record<Collection, (record: HistoryRecord) => boolean>>

/** Entries about single visits, of all the firms. */
export function joinEntries(rootId: string, histories: readonly HistoryRecord[]): HistoryRecord | undefined {
  if (histories.length < 2) return histories[0]
  const entries = histories.flatMap((one) => one.entries).toSorted((one, other) => one.seq - other.seq)
  return { id: rootId, firmId: rootId, entries }
}

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

function isFilled(field: FirmField | undefined): boolean {
  if (field === undefined || field.value === null || field.value === '') return false
  return !Array.isArray(field.value) || field.value.length > 0
}
