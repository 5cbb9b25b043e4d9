import { useLiveQuery } from 'dexie-react-hooks'
import { useDevice } from '#app/ports.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { readNames } from '#device/names.ts'
import type { Answers } from '#domain/answers.ts'
import type { Facts } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'

/** Fields that name a shared organisation, or the firms it is shared with. */
const partnerKeys: readonly FieldKey[] = ['unionOrgId', 'unionOrgFirmIds', 'partyOrgId', 'partyOrgFirmIds']

/** Names of those that a firm shares its union or cell with; undefined until they are read. */
export function usePartnerNames(
  ...said: readonly (Facts | Answers)[]
): ReadonlyMap<string, string> | undefined {
  const device = useDevice()
  const entries = said.flatMap((one) => partnerKeys.flatMap((key) => one[key] ?? []))
  const values = entries.flatMap((entry) => ('value' in entry ? (entry.value as string | string[]) : []))
  const ids = [...new Set(values)].join(' ')
  return useLiveQuery(() => readNames(device, ids.split(' ').filter(Boolean)), [device, ids])
}

/** «Công ty A, Công ty B», and how many more that are not known here. */
export function partnerWords(ids: readonly string[], names: ReadonlyMap<string, string> | undefined): string {
  const known = ids.flatMap((id) => names?.get(id) ?? [])
  const more = ids.length - known.length
  return [...known, ...(more > 0 ? [countWords(more, 'firms')] : [])].join(', ')
}
