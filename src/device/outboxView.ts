import type { OperationContent } from '#domain/operation.ts'
import type { DirectoryRecord, FirmRecord, HeldRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import type { VisitRecord, VisitState } from '#domain/visit.ts'
import type { AcknowledgedRow, OutboxRow } from './database.ts'
import type { Device } from './device.ts'
import { readMeta } from './meta.ts'
import { personName, readReference } from './people.ts'
import { readPending, type PendingDeed } from './pending.ts'
import { unsealAll } from './stored.ts'
import { readRecord, readRecords } from './view.ts'

/** One deed of this person on its way: on this device, stored by the server, or kept apart by it. */
export interface OutboxItem {
  readonly operationId: string
  readonly kind: string
  readonly recordId: string
  readonly firmId?: string | undefined
  readonly firmName?: string | undefined
  readonly savedAt: number
  readonly state: 'waiting' | 'stored' | 'held'
  readonly storedAt?: number | undefined
  /** Tries without a receipt. */
  readonly attempts: number
  readonly bytes?: number | undefined
  readonly problem?: string | undefined
  /** Somebody else's deed, brought here by a backup file: their name. */
  readonly carriedFor?: string | undefined
  /** Of a visit: how the review stands. */
  readonly visitState?: VisitState | undefined
}

export interface OutboxView {
  /** Not confirmed, oldest first. */
  readonly waiting: readonly OutboxItem[]
  /** In full on the server, not in the figures. */
  readonly held: readonly OutboxItem[]
  /** Confirmed today, newest first. */
  readonly storedToday: readonly OutboxItem[]
  /** Visits completed today on this device, and how many of them the server has. */
  readonly visitsToday: { readonly here: number; readonly stored: number }
  readonly lastReceiptAt: number | undefined
}

export async function readOutboxView(device: Device): Promise<OutboxView> {
  const { database } = device
  const startOfDay = Date.parse(`${vietnamDay(device.now())}T00:00:00+07:00`)
  const [outbox, stored, held] = await Promise.all([
    database.outbox.orderBy('deviceSeq').toArray(),
    database.acknowledged.where('acknowledgedAt').aboveOrEqual(startOfDay).toArray(),
    readRecords<HeldRecord>(device, 'held'),
  ])
  const own = held.filter((record) => record.personId === device.identity.personId)
  const ownRows = await database.acknowledged.bulkGet(own.map((record) => record.id.slice(0, 36)))
  const heldRows = new Map(
    [...ownRows.filter((row) => row !== undefined), ...stored.filter((row) => row.status === 'held')].map(
      (row) => [row.operationId, row],
    ),
  )
  const [waitingItems, storedItems, heldItems] = await Promise.all([
    itemsOf(device, outbox),
    itemsOf(
      device,
      stored.filter((row) => row.status !== 'held'),
    ),
    itemsOf(device, [...heldRows.values()]),
  ])
  const today = [...waitingItems, ...storedItems, ...heldItems].filter(
    (item) => item.kind === 'visit.submit' && item.savedAt >= startOfDay,
  )
  return {
    waiting: waitingItems,
    held: heldItems,
    storedToday: storedItems.toSorted((left, right) => (right.storedAt ?? 0) - (left.storedAt ?? 0)),
    visitsToday: { here: today.length, stored: today.filter((item) => item.state !== 'waiting').length },
    lastReceiptAt: await readMeta(database, 'lastReceiptAt'),
  }
}

/** How many deeds the server has not confirmed, and since when the oldest waits. */
export async function readWaiting(device: Device): Promise<{ count: number; oldestAt: number | undefined }> {
  const first = await device.database.outbox.orderBy('deviceSeq').first()
  return { count: await device.database.outbox.count(), oldestAt: first?.savedAt }
}

async function itemsOf(
  device: Device,
  rows: readonly (OutboxRow | AcknowledgedRow)[],
): Promise<OutboxItem[]> {
  const contents = await unsealAll<OperationContent>(rows.map((row) => row.sealed))
  const pending = await readPending(device)
  return Promise.all(rows.map((row, index) => itemOf(device, row, contents[index]!, pending)))
}

async function itemOf(
  device: Device,
  row: OutboxRow | AcknowledgedRow,
  content: OperationContent,
  pending: readonly PendingDeed[],
): Promise<OutboxItem> {
  const visit = content.kind.startsWith('visit.') || content.kind.startsWith('review.')
  const record = visit ? await readRecord<VisitRecord>(device, 'visit', content.recordId, pending) : undefined
  const firmId =
    record?.firmId ?? (typeof content.body['firmId'] === 'string' ? content.body['firmId'] : content.recordId)
  const firm = await readRecord<FirmRecord>(device, 'firm', firmId, pending)
  const card = await readRecord<DirectoryRecord>(device, 'directory', firmId, pending)
  const name = firm?.fields['name']?.value ?? card?.name
  return {
    operationId: row.operationId,
    kind: row.kind,
    recordId: row.recordId,
    firmId,
    firmName: typeof name === 'string' ? name : undefined,
    savedAt: row.savedAt,
    visitState: record?.state,
    ...(content.personId !== device.identity.personId && {
      carriedFor: personName(await readReference(device), content.personId),
    }),
    ...('receiptSeq' in row
      ? {
          state: row.status === 'held' ? ('held' as const) : ('stored' as const),
          storedAt: row.acknowledgedAt,
          attempts: 0,
          problem: row.problem,
        }
      : { state: 'waiting' as const, attempts: row.attempts, bytes: row.bytes }),
  }
}
