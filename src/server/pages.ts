import { sql, type Transaction } from 'kysely'
import type { Tables } from './store/tables.ts'

/** A row of a page, in the order in which the person gets to see it: first by `at`, then by `seq`. */
export interface PageRow {
  /** The number at which it became visible: its own, or that of the deed that showed its set to the person. */
  readonly at: number
  readonly seq: number
  readonly scope_key: string
  /** Null where the set itself leaves the person's view. */
  readonly record: {
    readonly collection: string
    readonly id: string
    readonly deleted: number
    readonly json: string
  } | null
}

export interface PageQuery {
  readonly unitId: string
  readonly personId: string
  readonly at: number
  readonly within: number
  readonly limit: number
}

interface RecordRow {
  readonly at: number
  readonly seq: number
  readonly scope_key: string
  readonly collection: string
  readonly id: string
  readonly deleted: number
  readonly json: string
}

/** What changed in the whole unit after a number. */
export async function readUnitPage(transaction: Transaction<Tables>, query: PageQuery): Promise<PageRow[]> {
  const { rows } = await unitPageQuery(query).execute(transaction)
  return rows.map(toPageRow)
}

/** What changed in, came into or left a person's view after a place in its order. */
export async function readScopedPage(transaction: Transaction<Tables>, query: PageQuery): Promise<PageRow[]> {
  const { rows } = await scopedPageQuery(query).execute(transaction)
  const unscoped = await transaction
    .selectFrom('unscope')
    .select(['scope_key', 'seq'])
    .where('unit_id', '=', query.unitId)
    .where('person_id', '=', query.personId)
    .where('seq', '>', query.at)
    .orderBy('seq')
    .limit(query.limit)
    .execute()
  const losses = unscoped.map((row) => ({ ...row, at: row.seq, record: null }))
  return [...rows.map(toPageRow), ...losses]
    .sort((left, right) => left.at - right.at || left.seq - right.seq)
    .slice(0, query.limit)
}

export function unitPageQuery({ unitId, at, limit }: PageQuery) {
  return sql<RecordRow>`
    select r.seq as at, r.seq, r.scope_key, r.collection, r.id, r.deleted, r.json
    from record r
    where r.unit_id = ${unitId} and r.seq > ${at}
    order by r.seq
    limit ${limit}
  `
}

/**
 * Three ways to be next: changed in a set that was visible before; in a set shown since; and in a set shown at
 * the very number where the last page ended, which may not have been the end of what became visible with it.
 * The indexes give all of them, so that the cost follows what changed and how many sets the person sees, not
 * what is stored.
 */
export function scopedPageQuery({ unitId, personId, at, within, limit }: PageQuery) {
  // a record written under that very number comes last of what became visible with it
  const seen = within < at ? at - 1 : at
  return sql<RecordRow>`
    with visible as (
      select r.seq as seq, r.seq as at
      from scope s join record r on r.unit_id = s.unit_id and r.scope_key = s.scope_key and r.seq > ${seen}
      where s.unit_id = ${unitId} and s.person_id = ${personId} and s.added_seq < ${at}
      union all
      select r.seq as seq, case when r.seq > s.added_seq then r.seq else s.added_seq end as at
      from scope s join record r on r.unit_id = s.unit_id and r.scope_key = s.scope_key and r.seq > ${within}
      where s.unit_id = ${unitId} and s.person_id = ${personId} and s.added_seq = ${at}
        and (r.deleted = 0 or r.seq > s.added_seq)
      union all
      select r.seq as seq, case when r.seq > s.added_seq then r.seq else s.added_seq end as at
      from scope s join record r on r.unit_id = s.unit_id and r.scope_key = s.scope_key
      where s.unit_id = ${unitId} and s.person_id = ${personId} and s.added_seq > ${at}
        and (r.deleted = 0 or r.seq > s.added_seq)
    ), next_page as (
      select seq, at from visible order by at, seq limit ${limit}
    )
    select n.at, r.seq, r.scope_key, r.collection, r.id, r.deleted, r.json
    from next_page n join record r on r.unit_id = ${unitId} and r.seq = n.seq
    order by n.at, n.seq
  `
}

function toPageRow({ at, seq, scope_key, collection, id, deleted, json }: RecordRow): PageRow {
  return { at, seq, scope_key, record: { collection, id, deleted, json } }
}
