import type { Facts } from './facts.ts'
import { standing } from './merge/history.ts'
import { profileKeys } from './profile.ts'
import type { Collection, FirmField, FirmRecord, HistoryRecord } from './records.ts'

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

function isFilled(field: FirmField | undefined): boolean {
  if (field === undefined || field.value === null || field.value === '') return false
  return !Array.isArray(field.value) || field.value.length > 0
}
