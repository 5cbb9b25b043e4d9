import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import type { Change, Look, Merged, Stamp } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { FirmRecord, ImportRecord } from '#domain/records.ts'
import {
  createFirm,
  firmChange,
  firmCreateSchema,
  firmSetSchema,
  hasOf,
  setFirmFields,
  withoutImport,
} from './firm.ts'

const count = z.int().check(z.minimum(0), z.maximum(1_000_000))

/**
 * A part of a list, by the ids of its firms. These are made of the file's content and the row, so that the same list
 * taken in twice, on whatever device, is one.
 */
export const importTakeSchema = z.looseObject({
  importId: idSchema,
  fileName: z.string().check(z.maxLength(250)),
  part: count,
  parts: count,
  /** Rows of the whole list: taken in, and left out by their reasons or by a person. */
  rowsTaken: count,
  rowsLeft: count,
  create: z.record(idSchema, firmCreateSchema),
  set: z.record(idSchema, firmSetSchema),
})

export const importUndoSchema = z.looseObject({ importId: idSchema, firmIds: z.array(idSchema) })

/**
 * Adds the part's firms that are not there yet and fills in the others, each by its own rules. What was taken back of it
 * stays taken back, whichever deed came first: another tablet may have taken the same list in without knowing.
 */
export function takeImport(
  record: unknown,
  content: OperationContent,
  stamp: Stamp,
  _bodyHash: string,
  look: Look,
): Merged {
  const body = importTakeSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  const { importId, create, set, ...about } = body.data
  const before = record as ImportRecord | undefined
  const told = before?.entries.map(({ body: said }) => said as Told) ?? []
  const back = new Set(told.flatMap(({ firmIds = [] }) => firmIds))
  const isMeant = ([firmId]: readonly [string, unknown]) => !back.has(firmId)
  const asOf = (firmId: string, own: object) => ({ ...content, recordId: firmId, body: { ...own, importId } })
  const changes = [
    ...Object.entries(create)
      .filter(isMeant)
      .map(([firmId, own]) => createFirm(look('firm', firmId), asOf(firmId, own), stamp)),
    ...Object.entries(set)
      .filter(isMeant)
      .map(([firmId, own]) => setFirmFields(look('firm', firmId), asOf(firmId, own), stamp)),
  ].flatMap((merged) => (merged.kind === 'changed' ? merged.changes : []))
  const [createdIds, changedIds] = [Object.keys(create), Object.keys(set)]
  const entry = { state: 'taken', ...about, createdIds, changedIds }
  const known = new Set([
    ...back,
    ...told.flatMap((one) => [...(one.createdIds ?? []), ...(one.changedIds ?? [])]),
  ])
  const isMore = [...createdIds, ...changedIds].some((firmId) => !known.has(firmId))
  const state = before === undefined || isMore ? 'taken' : before.state
  const after = withEntry(before, content, stamp, importId, entry, state)
  return { kind: 'changed', status: 'applied', changes: [importChange(after), ...changes] }
}

/** What an entry says of firms: those that a part brought, or those that were taken back. */
interface Told {
  readonly createdIds?: readonly string[]
  readonly changedIds?: readonly string[]
  readonly firmIds?: readonly string[]
}

/** Takes back what a part brought, as far as nobody has touched it since. */
export function undoImport(
  record: unknown,
  content: OperationContent,
  stamp: Stamp,
  _bodyHash: string,
  look: Look,
): Merged {
  const body = importUndoSchema.safeParse(content.body)
  if (!body.success) return { kind: 'held', problem: 'notApplicable' }
  const before = record as ImportRecord | undefined
  const { importId, firmIds } = body.data
  const firms = firmIds
    .flatMap((firmId) => (look('firm', firmId) as FirmRecord | undefined) ?? [])
    .filter((firm) => hasOf(firm, importId))
  // what it takes back has yet to come
  if (before === undefined && firms.length === 0)
    return { kind: 'held', problem: 'notApplicable', waitsFor: content.recordId }
  const entry = { state: 'undone', firmIds }
  const after = withEntry(before, content, stamp, importId, entry, 'undone')
  const changes = firms.map((firm) => firmChange(withoutImport(firm, importId)))
  return { kind: 'changed', status: 'applied', changes: [importChange(after), ...changes] }
}

/** The firms that a deed is about beside its record: those of a list. */
export function firmsOfImport({ kind, body }: OperationContent): readonly string[] {
  if (kind === 'import.undo') return Array.isArray(body['firmIds']) ? (body['firmIds'] as string[]) : []
  if (kind !== 'import.take') return []
  return [...Object.keys(body['create'] ?? {}), ...Object.keys(body['set'] ?? {})]
}

function withEntry(
  before: ImportRecord | undefined,
  { id, recordId, personId, clientTime }: OperationContent,
  { seq }: Stamp,
  importId: string,
  body: { readonly [field: string]: unknown },
  state: ImportRecord['state'],
): ImportRecord {
  const entries = [...(before?.entries ?? []), { operationId: id, seq, personId, clientTime, body }]
  return { id: recordId, importId, state, entries }
}

function importChange(record: ImportRecord): Change {
  return { collection: 'import', id: record.id, record }
}
