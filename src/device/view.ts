import { aliasesOf, type Aliases } from '#domain/aliases.ts'
import { makeId } from '#domain/ids.ts'
import { firmsOfImport } from '#domain/merge/import.ts'
import type { Collection, HistoryRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { BaseRow } from './database.ts'
import type { Device } from './device.ts'
import { readRowsOf } from './firmRecords.ts'
import { layOver, openRows, readPending, withoutOtherLists, type PendingDeed } from './pending.ts'

/** Records by `collection/id`, as the person should see them: the server's with this device's deeds laid over. */
export type View = ReadonlyMap<string, unknown>

/** All records of the firm that stands for this one today. */
export async function readFirmView(
  device: Device,
  firmId: string,
  known?: readonly PendingDeed[],
): Promise<{ readonly rootId: string; readonly view: View }> {
  const pending = known ?? (await readPending(device))
  const rootId = (await readAliases(device, pending)).rootOf(firmId)
  const [view] = await readFirmViews(device, [rootId], pending)
  return { rootId, view: view! }
}

/**
 * The same for several firms, with one read: each with the records of firms merged into it, and one that was merged
 * away with none.
 */
export async function readFirmViews(
  device: Device,
  firmIds: readonly string[],
  known?: readonly PendingDeed[],
): Promise<View[]> {
  const pending = known ?? (await readPending(device))
  const { rootOf, membersOf, mergings } = await readAliases(device, pending)
  const wanted = mergings.length === 0 ? firmIds : [...new Set(firmIds.flatMap(membersOf))]
  const rows = await openRows(await readRowsOf(device, await withRows(device, wanted)))
  const over = layOver(rows, withoutOtherLists(pending, new Set(wanted)))
  const views = new Map(firmIds.map((firmId) => [firmId, new Map<string, unknown>()]))
  for (const [key, row] of rows) views.get(rootOf(row.scope))?.set(key, row.record)
  for (const [key, change] of over)
    if (change.firmId !== undefined) views.get(rootOf(change.firmId))?.set(key, change.record)
  return firmIds.map((firmId) => views.get(firmId)!)
}

const fewFirms = 500

/** Of thousands of firms those that have come from the server: those of a list that is not sent yet have not. */
async function withRows(device: Device, firmIds: readonly string[]): Promise<readonly string[]> {
  if (firmIds.length <= fewFirms) return firmIds
  const received = await readFirmIds(device)
  return firmIds.filter((firmId) => received.has(firmId))
}

/** The firms whose records have come from the server. */
export async function readFirmIds({ database }: Device): Promise<ReadonlySet<string>> {
  const keys = database.base.where('[collection+id]').between(['firm', ''], ['firm', '\uffff'])
  return new Set((await keys.primaryKeys()).map(([, id]) => id))
}

/** One record; undefined when this device knows of none. */
export async function readRecord<Value>(
  device: Device,
  collection: Collection,
  id: string,
  known?: readonly PendingDeed[],
): Promise<Value | undefined> {
  const row = await device.database.base.get([collection, id])
  const rows = await openRows(row === undefined ? [] : [row])
  const key = `${collection}/${id}`
  const pending = known ?? (await readPending(device))
  const about = pending.filter(
    ({ content }) =>
      content.recordId === id || (collection === 'firm' && firmsOfImport(content).includes(id)),
  )
  return (layOver(rows, about).get(key)?.record ?? rows.get(key)?.record) as Value | undefined
}

/** All records of a small collection (people, parks, rule sets …), or of any in one state. */
export async function readRecords<Value>(
  device: Device,
  collection: Collection,
  state?: string,
  known?: readonly PendingDeed[],
): Promise<Value[]> {
  const { base } = device.database
  const found =
    state === undefined
      ? base.where('[collection+id]').between([collection, ''], [collection, '\uffff'])
      : base.where({ collection, state })
  const records = await overlaid(device, collection, found.toArray(), known)
  return records.filter(
    (record) => state === undefined || (record as { state?: string }).state === state,
  ) as Value[]
}

/** Records whose ids were made at a moment or later, as those of today's visits. */
export async function readRecordsSince<Value extends { readonly id: string }>(
  device: Device,
  collection: Collection,
  sinceMs: number,
): Promise<Value[]> {
  const from = makeId(sinceMs, (size) => new Uint8Array(size))
  const found = device.database.base
    .where('[collection+id]')
    .between([collection, from], [collection, '\uffff'])
  const records = await overlaid(device, collection, found.toArray())
  return (records as Value[]).filter(({ id }) => id >= from)
}

async function overlaid(
  device: Device,
  collection: Collection,
  found: PromiseLike<readonly BaseRow[]>,
  known?: readonly PendingDeed[],
): Promise<readonly unknown[]> {
  const [stored, deeds] = await Promise.all([found, known ?? readPending(device)])
  const rows = await openRows(stored)
  const isAbout = (deed: PendingDeed) =>
    deed.collection === collection || (collection === 'firm' && deed.collection === 'import')
  const pending = deeds.filter(isAbout)
  const missing = await openMissing(device, collection, pending, rows)
  const over = layOver(new Map([...missing, ...rows]), pending)
  const records = new Map([...rows].map(([key, row]) => [key, row.record]))
  for (const [key, change] of over) if (change.collection === collection) records.set(key, change.record)
  const all = [...records.values()]
  return collection === 'visit' ? ofRoots(all as VisitRecord[], await readAliases(device, deeds)) : all
}

/** Visits by the firms that those they were recorded for are today. */
function ofRoots(visits: readonly VisitRecord[], { rootOf, mergings }: Aliases): readonly VisitRecord[] {
  if (mergings.length === 0) return visits
  return visits.map((visit) => ({ ...visit, firmId: rootOf(visit.firmId) }))
}

/** Which firms are one, this device's unsent deeds counted in. */
export async function readAliases(device: Device, known?: readonly PendingDeed[]): Promise<Aliases> {
  return aliasesOf(await readRecords<HistoryRecord>(device, 'alias', undefined, known))
}

/** Rows in another state that a pending deed is about: it may bring them into the wanted one. */
async function openMissing(
  device: Device,
  collection: Collection,
  pending: readonly PendingDeed[],
  rows: ReadonlyMap<string, unknown>,
) {
  const ids = pending.map((deed) => deed.content.recordId).filter((id) => !rows.has(`${collection}/${id}`))
  if (ids.length === 0) return new Map<string, never>()
  const found = await device.database.base.bulkGet(ids.map((id) => [collection, id] as [string, string]))
  return openRows(found.filter((row) => row !== undefined))
}
