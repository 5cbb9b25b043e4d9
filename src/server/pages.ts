import { sql, type RawBuilder, type Transaction } from 'kysely'
import { pullLimits } from '#protocol/sync.ts'
import type { Tables } from './store/tables.ts'

/** A row of a page, in the order in which the person gets to see it: first by `at`, then by `seq`. */
export interface PageRow {
  /** The number at which it became visible: its own, or that of the deed that showed its set to the person. */
  readonly at: number
  readonly seq: number
  readonly scope_key: string
  /** Null where the set itself leaves the person's view. */
  readonly record: RecordPart | null
}

interface RecordPart {
  readonly collection: string
  readonly id: string
  readonly deleted: number
  readonly json: string
}

export interface PageQuery {
  readonly unitId: string
  readonly personId: string
  /** The place after which to begin. */
  readonly at: number
  readonly within: number
  readonly limit: number
}

export interface RowsOfPage {
  readonly rows: readonly PageRow[]
  /** There is something after them. */
  readonly more: boolean
}

/**
 * As much of what comes next as a page may hold. Sizes are read before contents, so that a thousand large
 * records are never in memory together.
 */
export async function readRows(
  transaction: Transaction<Tables>,
  seesAll: boolean,
  query: PageQuery,
): Promise<RowsOfPage> {
  const pageQuery = seesAll ? unitPageQuery : scopedPageQuery
  const beyond = { ...query, limit: query.limit + 1 }
  const sizes = (await pageQuery(beyond, sizeColumns).execute(transaction)).rows
  const losses = seesAll ? [] : await readLosses(transaction, beyond)
  const places = [...sizes, ...losses].sort((left, right) => left.at - right.at || left.seq - right.seq)
  const count = fittingCount(places, query.limit)
  const fitting = new Set(places.slice(0, count))
  const limit = sizes.filter((size) => fitting.has(size)).length
  const records =
    limit === 0 ? [] : (await pageQuery({ ...query, limit }, rowColumns).execute(transaction)).rows
  const contents = new Map(records.map((row) => [row.seq, row]))
  const rows = places.slice(0, count).map(({ at, seq, scope_key }) => {
    return { at, seq, scope_key, record: contents.get(seq) ?? null }
  })
  return { rows, more: count < places.length }
}

interface Size {
  readonly at: number
  readonly seq: number
  readonly scope_key: string
  readonly bytes: number
}

const sizeColumns: RawBuilder<Size> = sql`r.seq, r.scope_key, octet_length(r.json) as bytes`
const rowColumns: RawBuilder<RecordPart & { at: number; seq: number }> =
  sql`r.seq, r.collection, r.id, r.deleted, r.json`

/** Sets that left the person's view. */
async function readLosses(transaction: Transaction<Tables>, query: PageQuery): Promise<Size[]> {
  const rows = await transaction
    .selectFrom('unscope')
    .select(['scope_key', 'seq'])
    .where('unit_id', '=', query.unitId)
    .where('person_id', '=', query.personId)
    .where('seq', '>', query.at)
    .orderBy('seq')
    .limit(query.limit)
    .execute()
  return rows.map((row) => ({ ...row, at: row.seq, bytes: 0 }))
}

const bytesAround = 150

/** As many as allowed, at least one if there is any. */
function fittingCount(places: readonly Size[], limit: number): number {
  let bytes = 0
  const end = places.findIndex((place, index) => {
    bytes += bytesAround + place.bytes
    return index >= limit || (index > 0 && bytes > pullLimits.bytes)
  })
  return end === -1 ? places.length : end
}

/** What changed in the whole unit after a number. */
export function unitPageQuery<Row>(
  { unitId, at, limit }: PageQuery,
  columns: RawBuilder<Row>,
): RawBuilder<Row> {
  return sql<Row>`
    select r.seq as at, ${columns}
    from record r
    where r.unit_id = ${unitId} and r.seq > ${at}
    order by r.seq
    limit ${limit}
  `
}

/**
 * What changed in or came into a person's view. Three ways to be next: changed in a set that was visible before;
 * in a set shown since; and in a set shown at the very number where the last page ended, which may not have been
 * the end of what became visible with it. The indexes give all of them, so that the cost follows what changed
 * and how many sets the person sees, not what is stored; `cross join` keeps SQLite from beginning with the records.
 */
export function scopedPageQuery<Row>(
  { unitId, personId, at, within, limit }: PageQuery,
  columns: RawBuilder<Row>,
): RawBuilder<Row> {
  // a record written under that very number comes last of what became visible with it
  const seen = within < at ? at - 1 : at
  return sql<Row>`
    with visible as (
      select r.seq as seq, r.seq as at
      from scope s cross join record r
      where r.unit_id = s.unit_id and r.scope_key = s.scope_key and r.seq > ${seen}
        and s.unit_id = ${unitId} and s.person_id = ${personId} and s.added_seq < ${at}
      union all
      select r.seq as seq, case when r.seq > s.added_seq then r.seq else s.added_seq end as at
      from scope s cross join record r
      where r.unit_id = s.unit_id and r.scope_key = s.scope_key and r.seq > ${within}
        and s.unit_id = ${unitId} and s.person_id = ${personId} and s.added_seq = ${at}
        and (r.deleted = 0 or r.seq > s.added_seq)
      union all
      select r.seq as seq, case when r.seq > s.added_seq then r.seq else s.added_seq end as at
      from scope s cross join record r
      where r.unit_id = s.unit_id and r.scope_key = s.scope_key
        and s.unit_id = ${unitId} and s.person_id = ${personId} and s.added_seq > ${at}
        and (r.deleted = 0 or r.seq > s.added_seq)
    ), next_page as (
      select seq, at from visible order by at, seq limit ${limit}
    )
    select n.at, ${columns}
    from next_page n join record r on r.unit_id = ${unitId} and r.seq = n.seq
    order by n.at, n.seq
  `
}
