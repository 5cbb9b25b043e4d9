import {
  backupToText,
  readBackup,
  type Backup,
  type BackupDraft,
  type BackupOperation,
} from '#domain/backup.ts'
import type { OperationContent } from '#domain/operation.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { AcknowledgedRow, DraftRow, OutboxRow } from './database.ts'
import type { Device } from './device.ts'
import { draftRow, readDrafts } from './drafts.ts'
import { readMeta, writeMeta } from './meta.ts'
import { noteStanding } from './sentinel.ts'
import { settleSave } from './settleSave.ts'
import { seal, unsealAll } from './stored.ts'

/**
 * Everything of this person's that only this device has, or that the server may still lose: drafts and deeds.
 * `inHand` is a form that could not be put on disk.
 */
export async function readBackupOf(device: Device, inHand?: BackupDraft): Promise<Backup> {
  const { outbox, acknowledged } = device.database
  const { unitId, unitName, personId, displayName } = device.identity
  const [waiting, confirmed, drafts, discarded] = await Promise.all([
    outbox.orderBy('deviceSeq').toArray(),
    acknowledged.orderBy('receiptSeq').toArray(),
    readDrafts(device),
    readDrafts(device, { discarded: true }),
  ])
  return {
    unitId,
    unitName,
    personId,
    displayName,
    writtenAt: device.now(),
    drafts: [
      ...(inHand === undefined ? [] : [inHand]),
      ...[...drafts, ...discarded].filter(({ visitId }) => visitId !== inHand?.visitId),
    ],
    operations: await operationsOf([...confirmed, ...waiting]),
  }
}

/** A backup as the text of a file. */
export function writeBackupText(device: Device, backup: Backup): Promise<string> {
  return backupToText(backup, device.sha256)
}

export function readBackupText(device: Device, text: string): Promise<Result<Backup>> {
  return readBackup(text, device.sha256)
}

/** What became of a backup that was opened here. */
export interface TakenBackup {
  /** Deeds that were not on this device and now wait to be sent. */
  readonly operations: number
  readonly drafts: number
  /** Deeds and drafts that this device had already. */
  readonly known: number
  /** Drafts of somebody else: only their own devices can go on with them. */
  readonly foreignDrafts: number
}

/**
 * Puts what a backup holds on this device, in one transaction. Deeds keep their ids and authors, so that nothing
 * arrives twice, whoever carries it; the server answers for what it has already.
 */
export async function takeBackup(device: Device, backup: Backup): Promise<Result<TakenBackup>> {
  const { database, identity } = device
  if (backup.unitId !== identity.unitId) return refuse('backupOfOtherUnit')
  const ownDrafts = backup.personId === identity.personId ? backup.drafts : []
  const rows = await Promise.all(backup.operations.map((operation) => outboxRow(operation)))
  const drafts = await Promise.all(ownDrafts.map(async (draft) => ({ draft, row: await draftRow(draft) })))
  const { outbox, acknowledged, drafts: draftTable, meta } = database
  const saved = await settleSave(() =>
    database.transaction('rw', [outbox, acknowledged, draftTable, meta], async () => {
      const freshRows = await withoutKnown(device, rows)
      const freshDrafts = await withoutOlder(device, drafts)
      const last = (await readMeta(database, 'deviceSeq')) ?? 0
      await outbox.bulkAdd(freshRows.map((row, index) => ({ ...row, deviceSeq: last + 1 + index })))
      await draftTable.bulkPut(freshDrafts)
      await writeMeta(database, { deviceSeq: last + freshRows.length })
      return { operations: freshRows.length, drafts: freshDrafts.length }
    }),
  )
  if (!saved.ok) return saved
  const taken = saved.value
  noteStanding(device)
  return succeed({
    ...taken,
    known: rows.length + drafts.length - taken.operations - taken.drafts,
    foreignDrafts: backup.drafts.length - drafts.length,
  })
}

async function operationsOf(rows: readonly (OutboxRow | AcknowledgedRow)[]): Promise<BackupOperation[]> {
  const contents = await unsealAll<OperationContent>(rows.map((row) => row.sealed))
  return rows.map(({ bodyHash, savedAt }, index) => ({ content: contents[index]!, bodyHash, savedAt }))
}

async function outboxRow({ content, bodyHash, savedAt }: BackupOperation): Promise<OutboxRow> {
  return {
    operationId: content.id,
    recordId: content.recordId,
    kind: content.kind,
    deviceSeq: 0,
    bodyHash,
    savedAt,
    bytes: JSON.stringify(content).length,
    attempts: 0,
    notBefore: 0,
    sealed: await seal(content),
  }
}

/** Deeds that this device neither waits to send nor has a receipt for; also when a file names one twice. */
async function withoutKnown({ database }: Device, rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
  const byId = new Map(rows.map((row) => [row.operationId, row]))
  const ids = [...byId.keys()]
  const known = [...(await database.outbox.bulkGet(ids)), ...(await database.acknowledged.bulkGet(ids))]
  for (const row of known) if (row !== undefined) byId.delete(row.operationId)
  return [...byId.values()]
}

/** Drafts that were not completed since and that this device has no later state of. */
async function withoutOlder(
  { database }: Device,
  drafts: readonly { readonly draft: BackupDraft; readonly row: DraftRow }[],
): Promise<DraftRow[]> {
  const fresh: DraftRow[] = []
  for (const { draft, row } of drafts) {
    const here = await database.drafts.get(draft.visitId)
    const completed =
      (await database.outbox.get(draft.revisionId)) ?? (await database.acknowledged.get(draft.revisionId))
    if (completed === undefined && (here === undefined || here.updatedAt < draft.updatedAt)) fresh.push(row)
  }
  return fresh
}
