import type { HistoryBody } from './merge/history.ts'
import type { HistoryRecord, OrganisationRecord } from './records.ts'
import { addDays } from './time.ts'

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
export type Organisation = OrganisationBody & { readonly id: string }
export type OrganisationBody = HistoryBody<'organisation'>

/** As it stands in the records: a history of deeds, or the sample's of before there were any. */
export function organisationOf(record: HistoryRecord | OrganisationRecord): Organisation | undefined {
  if ('entries' in record) {
    const body = record.entries.at(-1)?.body as OrganisationBody | undefined
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

/** What somebody changes of an organisation; what is not said stays. */
export interface OrganisationEdit {
  readonly name?: string | undefined
  readonly parentId?: string | null | undefined
  /** Those that belong to it now. */
  readonly firmIds?: readonly string[] | undefined
  readonly officialTotal?: number | null | undefined
  /** The day from which it is so, yyyy-mm-dd; without one it is put right, as if it had always been so. */
  readonly from?: string | undefined
}

/** An organisation after an edit: with a day earlier names, parents and firms keep theirs. */
export function editOrganisation(
  before: OrganisationBody,
  edit: OrganisationEdit,
  today: string,
): OrganisationBody {
  const { name, parentId, firmIds, officialTotal, from } = edit
  const { officialTotal: totalBefore, ...rest } = before
  const total = officialTotal === undefined ? totalBefore : (officialTotal ?? undefined)
  return {
    ...rest,
    names: name === undefined ? before.names : dated(before.names, { name }, from, today),
    parents: parentId === undefined ? before.parents : dated(before.parents, { id: parentId }, from, today),
    firms: firmIds === undefined ? before.firms : spells(before.firms, firmIds, from, today),
    ...(total !== undefined && { officialTotal: total }),
  }
}

type Dated<Value> = Value & { from?: string | undefined }

/** With a day one more value, in the place of what begins on that very day; else the one that stands is put right. */
function dated<Value extends object>(
  before: readonly Dated<Value>[],
  next: Value,
  from: string | undefined,
  today: string,
): Dated<Value>[] {
  const replaced = from === undefined ? datedOn(before, today) : before.find((one) => one.from === from)
  const begins = from ?? replaced?.from
  const value = { ...next, ...(begins !== undefined && { from: begins }) }
  return replaced === undefined ? [...before, value] : before.map((one) => (one === replaced ? value : one))
}

function spells(
  before: OrganisationBody['firms'],
  firmIds: readonly string[],
  from: string | undefined,
  today: string,
): OrganisationBody['firms'] {
  const day = from ?? today
  const there = new Set(firmsOn({ firms: before }, day))
  const kept = before.flatMap((spell) => {
    const isThere = (spell.from ?? '') <= day && day <= (spell.to ?? '9999')
    if (!isThere || firmIds.includes(spell.firmId)) return [spell]
    return from === undefined || (spell.from ?? '') >= from ? [] : [{ ...spell, to: addDays(from, -1) }]
  })
  const added = firmIds.filter((firmId) => !there.has(firmId))
  return [...kept, ...added.map((firmId) => ({ firmId, ...(from !== undefined && { from }) }))]
}
