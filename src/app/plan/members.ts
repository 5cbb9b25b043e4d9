import { getLocale } from '#app/messages/compiled/runtime.js'
import type { Reference } from '#device/people.ts'
import type { PersonRecord } from '#domain/records.ts'

/** Who can be sent: active surveyors, by name and by nothing else. */
export function membersByName(reference: Reference): PersonRecord[] {
  return [...reference.people.values()]
    .filter(({ active, roles }) => active && roles.includes('surveyor'))
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName, getLocale()))
}
