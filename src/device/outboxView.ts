import type { OperationContent } from '#domain/operation.ts'
import type { HeldRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import type { VisitRecord, VisitState } from '#domain/visit.ts'
import { isInBase, readBasePlace } from './basePlace.ts'
import type { AcknowledgedRow, OutboxRow } from './database.ts'
import { countDay, type DayCount } from './dayCount.ts'
import type { Device } from './device.ts'
import { readFirmName } from './firmName.ts'
import { readMeta } from './meta.ts'
import { personName, readReference } from './people.ts'
import { readPending, type PendingDeed } from './pending.ts'
import { unsealAll } from './stored.ts'
import { readRecord, readRecords } from './view.ts'

/** One deed of this person on its way: on this device, stored by the server, kept apart by it, or never to count. */
export interface OutboxItem {
  readonly operationId: string
  readonly kind: string
  readonly recordId: string
  readonly firmId?: string | undefined
  readonly firmName?: string | undefined
  readonly savedAt: number
  readonly state: OutboxState
  readonly storedAt?: number | undefined
  /** Tries without a receipt. */
  readonly attempts: number
  readonly bytes?: number | undefined
  readonly problem?: string | undefined
  /** Somebody else's deed, brought here by a backup file: their name. */
  readonly carriedFor?: string | undefined
  /** It is no longer what was recorded, and waits for its person's word. */
  readonly isDamaged?: true | undefined
  /** Why a supervisor discarded it. */
  readonly reason?: string | undefined
  /** Of a visit: how the review stands. */
  readonly visitState?: VisitState | undefined
}

type OutboxState = 'waiting' | 'stored' | 'held' | 'discarded'

export interface OutboxView {
  /** Not confirmed, oldest first. */
  readonly waiting: readonly OutboxItem[]
  /** In full on the server, not in the figures. */
  readonly held: readonly OutboxItem[]
  /** In full on the server, never to be in the figures, by a supervisor's word of the last 30 days. */
  readonly discarded: readonly OutboxItem[]
  /** Confirmed today, newest first. */
  readonly storedToday: readonly OutboxItem[]
  readonly today: DayCount
  readonly lastReceiptAt: number | undefined
}

export async function readOutboxView(device: Device): Promise<OutboxView> {
  const { database } = device
  const startOfDay = Date.parse(`${vietnamDay(device.now())}T00:00:00+07:00`)
  const [outbox, confirmed, kept] = await Promise.all([
    database.outbox.orderBy('deviceSeq').toArray(),
    database.acknowledged.where('acknowledgedAt').aboveOrEqual(startOfDay).toArray(),
    readKept(device),
  ])
  const confirmedIds = new Set(confirmed.map((row) => row.operationId))
  const earlier = [...kept.keys()].filter((id) => !confirmedIds.has(id))
  const rows = (await database.acknowledged.bulkGet(earlier)).filter((row) => row !== undefined)
  const place = await readBasePlace(database)
  const stateOf = (row: AcknowledgedRow): OutboxState => {
    const state = kept.get(row.operationId)?.state
    if (state === 'open') return 'held'
    if (state === 'discarded') return 'discarded'
    // the server's own word of it has not come yet
    return row.status === 'held' && !isInBase(row, place) ? 'held' : 'stored'
  }
  const items = await itemsOf(device, [...outbox, ...confirmed, ...rows], (row) =>
    'receiptSeq' in row ? stateOf(row) : 'waiting',
  )
  const inState = (state: OutboxState) => items.filter((item) => item.state === state)
  return {
    waiting: inState('waiting'),
    held: inState('held'),
    discarded: inState('discarded').map((item) => ({ ...item, reason: kept.get(item.operationId)?.reason })),
    storedToday: inState('stored').toSorted((left, right) => (right.storedAt ?? 0) - (left.storedAt ?? 0)),
    today: countDay(items, startOfDay),
    lastReceiptAt: await readMeta(database, 'lastReceiptAt'),
  }
}

const discardedShownMs = 30 * 86_400_000

/** What the server keeps apart of this person's deeds and what became of it, by the deed's id. */
async function readKept(device: Device) {
  const [open, discarded] = await Promise.all([
    readRecords<HeldRecord>(device, 'held', 'open'),
    readRecords<HeldRecord>(device, 'held', 'discarded'),
  ])
  const kept = new Map<
    unknown,
    { readonly state: HeldRecord['state']; readonly reason?: string | undefined }
  >()
  const own = [...open, ...discarded].filter((record) => record.personId === device.identity.personId)
  for (const { state, content, decisions } of own) {
    const last = decisions.findLast((decision) => decision.counts)
    const isLongAgo = last !== undefined && Date.parse(last.clientTime) < device.now() - discardedShownMs
    if (!isLongAgo) kept.set(content['id'], { state, reason: last?.reason })
  }
  return kept as ReadonlyMap<
    string,
    { readonly state: HeldRecord['state']; readonly reason?: string | undefined }
  >
}

async function itemsOf(
  device: Device,
  rows: readonly (OutboxRow | AcknowledgedRow)[],
  stateOf: (row: OutboxRow | AcknowledgedRow) => OutboxState,
): Promise<OutboxItem[]> {
  const contents = await unsealAll<OperationContent>(rows.map((row) => row.sealed))
  const pending = await readPending(device)
  return Promise.all(rows.map((row, index) => itemOf(device, row, contents[index]!, pending, stateOf(row))))
}

async function itemOf(
  device: Device,
  row: OutboxRow | AcknowledgedRow,
  content: OperationContent,
  pending: readonly PendingDeed[],
  state: OutboxState,
): Promise<OutboxItem> {
  const visit = /^(visit|review|revision)\./.test(content.kind)
  const record = visit ? await readRecord<VisitRecord>(device, 'visit', content.recordId, pending) : undefined
  const firmId =
    record?.firmId ?? (typeof content.body['firmId'] === 'string' ? content.body['firmId'] : content.recordId)
  return {
    operationId: row.operationId,
    kind: row.kind,
    recordId: row.recordId,
    firmId,
    firmName: await readFirmName(device, firmId, pending),
    savedAt: row.savedAt,
    visitState: record?.state,
    ...(content.personId !== device.identity.personId && {
      carriedFor: personName(await readReference(device), content.personId),
    }),
    state,
    ...('receiptSeq' in row
      ? { storedAt: row.acknowledgedAt, attempts: 0, problem: problemOf(row, state) }
      : {
          attempts: row.attempts,
          bytes: row.bytes,
          ...(row.damagedAt !== undefined && { isDamaged: true }),
        }),
  }
}

/** What was held once and counts now has no problem any more. */
function problemOf(row: AcknowledgedRow, state: OutboxState): string | undefined {
  if (state === 'discarded') return 'discarded'
  return row.status === 'held' && state === 'stored' ? undefined : row.problem
}
