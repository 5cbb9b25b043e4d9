import { canRelease } from '#domain/held.ts'
import type { OperationContent, OperationKind } from '#domain/operation.ts'
import type { ConflictRecord, HeldDecision, HeldRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { VisitRecord, VisitRevision } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { readFirmName } from './firmName.ts'
import { mayRecord } from './mayRecord.ts'
import { readPending } from './pending.ts'
import { recordOperation } from './recordOperation.ts'
import { readRecord, readRecords } from './view.ts'

/** Something that the server has in full and does not count, with all that is needed to decide about it. */
export interface HeldItem {
  readonly id: string
  readonly kind: string
  /** Who recorded it. */
  readonly personId: string
  readonly problem: string
  /** ISO 8601 in UTC. */
  readonly heldAt: string
  readonly state: HeldRecord['state']
  readonly decisions: readonly HeldDecision[]
  readonly firmId: string | undefined
  readonly firmName: string | undefined
  /** What was recorded, as it came; any of it may be missing where it was damaged. */
  readonly content: Partial<OperationContent>
  /** A supervisor may let it count; else it can only be discarded, or it counts by itself once what it waits for is there. */
  readonly canRelease: boolean
  /** Of a visit whose id another visit has: that one's newest revision, to compare. */
  readonly rival: VisitRevision | undefined
}

/** Held data this device may see, the oldest first; `decided` those that were released or discarded, the newest first. */
export async function readHeldData(
  device: Device,
  which: { readonly decided?: boolean; readonly personId?: string } = {},
): Promise<HeldItem[]> {
  const decided = which.decided === true
  const states = decided ? ['released', 'discarded'] : ['open']
  const lists = await Promise.all(states.map((state) => readRecords<HeldRecord>(device, 'held', state)))
  const records = lists
    .flat()
    .filter((record) => which.personId === undefined || record.personId === which.personId)
    .toSorted((left, right) => (left.heldAt < right.heldAt === decided ? 1 : -1))
  const pending = await readPending(device)
  return Promise.all(
    records.map(async (record): Promise<HeldItem> => {
      const content = record.content as Partial<OperationContent>
      const firmId = record.firmId ?? (await firmOf(device, content))
      const { id, kind, personId, problem, heldAt, state, decisions } = record
      return {
        id,
        kind,
        personId,
        problem,
        heldAt,
        state,
        decisions,
        firmId,
        content,
        firmName: firmId === undefined ? undefined : await readFirmName(device, firmId, pending),
        canRelease: canRelease(record),
        rival: await readRival(device, record, content),
      }
    }),
  )
}

/** Lets a held item count from the moment the server hears of it. */
export async function releaseHeld(device: Device, id: string, reason?: string): Promise<Result<string>> {
  const checked = await checkDecision(device, id, 'held.release')
  if (!checked.ok) return checked
  if (!canRelease(checked.value)) return refuse('notReleasable')
  const body = reason === undefined ? {} : { reason: reason.normalize('NFC') }
  return recordOperation(device, { kind: 'held.release', recordId: id, body })
}

/** Says that a held item is never to count. It stays to be read, with the reason. */
export async function discardHeld(device: Device, id: string, reason: string): Promise<Result<string>> {
  const checked = await checkDecision(device, id, 'held.discard')
  if (!checked.ok) return checked
  if (reason.trim() === '') return refuse('reasonMissing', { at: 'reason' })
  const body = { reason: reason.normalize('NFC') }
  return recordOperation(device, { kind: 'held.discard', recordId: id, body })
}

async function checkDecision(device: Device, id: string, kind: OperationKind): Promise<Result<HeldRecord>> {
  const held = await readRecord<HeldRecord>(device, 'held', id)
  if (held === undefined) return refuse('heldUnknown')
  if (!(await mayRecord(device, kind))) return refuse('notAllowed')
  return held.state === 'open' ? succeed(held) : refuse('stepNotAllowed')
}

/** The firm a deed is about, where the deed itself does not name it. */
async function firmOf(
  device: Device,
  { kind, recordId }: Partial<OperationContent>,
): Promise<string | undefined> {
  if (typeof kind !== 'string' || typeof recordId !== 'string') return undefined
  if (/^(firm|assignment|plan|pin|track)\./.test(kind)) return recordId
  if (kind === 'conflict.settle')
    return (await readRecord<ConflictRecord>(device, 'conflict', recordId))?.firmId
  return (await readRecord<VisitRecord>(device, 'visit', recordId))?.firmId
}

async function readRival(
  device: Device,
  { problem }: HeldRecord,
  { kind, recordId }: Partial<OperationContent>,
): Promise<VisitRevision | undefined> {
  if (problem !== 'idReused' || kind !== 'visit.submit' || typeof recordId !== 'string') return undefined
  const visit = await readRecord<VisitRecord>(device, 'visit', recordId)
  return visit?.revisions.find((revision) => revision.revisionId === visit.headRevisionId)
}
