import type { HistoryBody } from './merge/history.ts'
import type { HistoryRecord, OrganisationRecord } from './records.ts'

/** Of several firms, or above them; an organisation of one firm is a fact of that firm. */
export const organisationKinds = [
  'jointCell',
  'mobileCell',
  'jointUnion',
  'partyCommittee',
  'upperUnion',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** An organisation with every name, parent and firm it had; what begins without a day was always so. */
export type Organisation = HistoryBody<'organisation'> & { readonly id: string }

/** As it stands in the records: a history of deeds, or the sample's of before there were any. */
export function organisationOf(record: HistoryRecord | OrganisationRecord): Organisation | undefined {
  if ('entries' in record) {
    const body = record.entries.at(-1)?.body as HistoryBody<'organisation'> | undefined
    return body && { ...body, id: record.id }
  }
  const { id, kind, name, firmIds, officialTotal } = record
  return {
    id,
    kind,
    names: [{ name }],
    parents: [],
    firms: firmIds.map((firmId) => ({ firmId })),
    ...(officialTotal !== undefined && { officialTotal }),
  }
}

/** Firms that belong to it on a day (yyyy-mm-dd), each once. */
export function firmsOn({ firms }: Pick<Organisation, 'firms'>, day: string): readonly string[] {
  const there = firms.filter(({ from = '', to = '9999' }) => from <= day && day <= to)
  return [...new Set(there.map(({ firmId }) => firmId))]
}

/** The last of dated values that has begun by a day; before the first, the first. */
export function datedOn<Value extends { readonly from?: string | undefined }>(
  values: readonly Value[],
  day: string,
): Value | undefined {
  const begun = values
    .filter(({ from = '' }) => from <= day)
    .reduce<Value | undefined>(
      (last, next) => (last === undefined || (next.from ?? '') >= (last.from ?? '') ? next : last),
      undefined,
    )
  return begun ?? values[0]
}
