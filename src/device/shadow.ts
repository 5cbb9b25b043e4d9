import type { SyncChange } from '#domain/change.ts'
import type { BaseRow } from './database.ts'
import type { Device } from './device.ts'
import { noteHistory } from './history.ts'
import { applyPage, sealRows, type Page, type PageOutcome, type Replaced } from './inbox.ts'
import { readAllMeta, readMeta, writeMeta, type Meta } from './meta.ts'
import { effectOf } from './pageEffect.ts'
import { unsealAll } from './stored.ts'

/**
 * Begins to receive everything anew, beside `base`, which screens go on showing. Every receipt is in doubt from now
 * on: a server that can't go on from where this device stands may lack more than its records.
 */
export async function beginAnew(
  device: Device,
  asked: string | undefined,
  {
    epoch,
    cursor,
    restart,
  }: { readonly epoch: string; readonly cursor: string; readonly restart?: true | undefined },
): Promise<void> {
  const { database } = device
  await database.transaction('rw', database.shadow, database.meta, async () => {
    const [shadow, baseCursor] = [await readMeta(database, 'shadow'), await readMeta(database, 'cursor')]
    if ((shadow === undefined ? baseCursor : shadow.cursor) !== asked) return
    const before = (await readMeta(database, 'history')) ?? 0
    const after = await noteHistory(database, epoch)
    // nothing is shown that must be kept
    if (baseCursor === undefined) return
    await database.shadow.clear()
    await writeMeta(database, {
      // an answer that brought something is past what it brought
      shadow: { cursor: restart === true ? cursor : undefined },
      history: after === before ? before + 1 : after,
    })
  })
}

/** Writes a page of the base to come; only where it goes on from where that stands. */
export async function applyShadowPage(
  device: Device,
  expectedCursor: string | undefined,
  page: Page,
  cursor: string,
): Promise<PageOutcome> {
  const { database } = device
  const effect = effectOf(page.changes)
  const rows = await sealRows(effect)
  return database.transaction('rw', database.shadow, database.meta, async () => {
    const isOther = (await readMeta(database, 'epoch')) !== page.meta.epoch
    if (isOther || (await readMeta(database, 'shadow'))?.cursor !== expectedCursor) return 'overtaken'
    await database.shadow
      .where('scope')
      .anyOf([...effect.emptied])
      .delete()
    await database.shadow.bulkDelete([...effect.deletes.values()])
    await database.shadow.bulkPut(rows)
    await writeMeta(database, { shadow: { cursor } })
    return 'written'
  })
}

/** Puts the base that has come in the place of the old one: at once, and only what differs is written. */
export async function swapBase(device: Device, meta: Partial<Meta>, cursor: string): Promise<PageOutcome> {
  const { database } = device
  const { cursor: baseCursor, baseVersion } = await readAllMeta(database)
  const replaces: Replaced = { baseVersion, shadowCursor: cursor }
  const changes = await readDifference(device)
  const page = { changes, meta: { ...meta, shadow: undefined } }
  return applyPage(device, baseCursor, page, { countAnew: true, replaces })
}

const rowsPerRead = 1000

async function readDifference({ database }: Device): Promise<SyncChange[]> {
  const [before, after] = [await database.base.toCollection().primaryKeys(), await database.shadow.count()]
  const gone = new Map(before.map(([collection, id]) => [`${collection}/${id}`, { collection, id }]))
  const changes: SyncChange[] = []
  for (let offset = 0; offset < after; offset += rowsPerRead) {
    const rows = await database.shadow.offset(offset).limit(rowsPerRead).toArray()
    const known = await database.base.bulkGet(rows.map((row) => [row.collection, row.id]))
    for (const row of rows) gone.delete(`${row.collection}/${row.id}`)
    changes.push(...(await changesOf(rows.filter((row, index) => !isSameRow(row, known[index])))))
  }
  return [...[...gone.values()].map((key) => ({ kind: 'tombstone' as const, ...key, seq: 0 })), ...changes]
}

/** The sum covers everything a row holds. */
function isSameRow(row: BaseRow, known: BaseRow | undefined): boolean {
  return row.sum !== undefined && row.sum === known?.sum
}

async function changesOf(rows: readonly BaseRow[]): Promise<SyncChange[]> {
  const records = await unsealAll<unknown>(rows.map((row) => row.sealed))
  return rows.map(({ collection, id, seq, scope, sum }, index) => {
    return { kind: 'record', collection, id, seq, scope, sum, record: records[index] }
  })
}
