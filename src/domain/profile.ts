import type { AnswerValue } from './answers.ts'
import type { Facts } from './facts.ts'
import { fieldKeys, fields, type FieldKey } from './fields.ts'
import type { FirmRecord } from './records.ts'

/** What a firm is called and where it stands: the supervisors' record, with what approved visits corrected since. */
export type Profile = Readonly<Partial<Record<FieldKey, AnswerValue>>>

export const profileKeys = fieldKeys.filter((key) => fields[key].owner === 'firm')

/** Of these a firm's record keeps what stood there before: a report of an earlier day counts a firm where it was. */
export const datedPlaces: readonly string[] = ['parkId', 'siteCommuneId']

/** Value by value the later of the record and the fact; a correction of the same day counts as later. */
export function profileOf(firm: FirmRecord, facts: Facts): Profile {
  const profile: Partial<Record<FieldKey, AnswerValue>> = {}
  for (const key of profileKeys) {
    const kept = firm.fields[key]
    const fact = facts[key]
    const corrected = fact !== undefined && (kept === undefined || fact.on >= kept.clientTime.slice(0, 10))
    const value = corrected ? fact.value : kept?.value
    if (value !== undefined && value !== null) profile[key] = value
  }
  return profile
}

export function textOf(profile: Profile, key: FieldKey): string | undefined {
  const value = profile[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A firm's name; it always has one. */
export function nameOf(profile: Profile): string {
  return textOf(profile, 'name') ?? '—'
}
