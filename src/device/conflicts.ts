import type { ConflictRecord, FirmRecord } from '#domain/records.ts'
import { refuse, type Result } from '#domain/result.ts'
import { openRival, type VisitRecord, type VisitRevision } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { readFirmName } from './firmName.ts'
import { mayRecord } from './mayRecord.ts'
import { readMeta } from './meta.ts'
import { readPending } from './pending.ts'
import { recordOperations, type Deed } from './recordOperation.ts'
import { readRecord, readRecords } from './view.ts'

/** Two values of one field of a firm, set by two people who did not know of each other. */
export interface FieldConflict extends ConflictRecord {
  readonly kind: 'field'
  readonly firmName: string | undefined
  /** What the field says now: somebody may have set it again since. */
  readonly present: FirmRecord['fields'][string] | undefined
}

/** Two revisions of one visit on the same base; `reviews.ts` decides about the head, or chooses the other. */
export interface RevisionConflict {
  readonly kind: 'revision'
  readonly visit: VisitRecord
  readonly firmName: string | undefined
  readonly head: VisitRevision
  readonly rival: VisitRevision
}

/** Whatever two people said differently and nobody has settled yet, oldest first. */
export async function readConflicts(device: Device): Promise<(FieldConflict | RevisionConflict)[]> {
  const pending = await readPending(device)
  const [conflicts, submitted, returned] = await Promise.all([
    readRecords<ConflictRecord>(device, 'conflict', 'open'),
    readRecords<VisitRecord>(device, 'visit', 'submitted'),
    readRecords<VisitRecord>(device, 'visit', 'returned'),
  ])
  const fields = conflicts.map(async (conflict): Promise<FieldConflict> => {
    const firm = await readRecord<FirmRecord>(device, 'firm', conflict.firmId, pending)
    const firmName = await readFirmName(device, conflict.firmId, pending)
    return { ...conflict, kind: 'field', firmName, present: firm?.fields[conflict.field] }
  })
  const revisions = [...submitted, ...returned].flatMap((visit) => {
    const rival = openRival(visit)
    const head = visit.revisions.find((revision) => revision.revisionId === visit.headRevisionId)
    return rival === undefined || head === undefined ? [] : [revisionConflict(visit, head, rival)]
  })
  async function revisionConflict(
    visit: VisitRecord,
    head: VisitRevision,
    rival: VisitRevision,
  ): Promise<RevisionConflict> {
    return {
      kind: 'revision',
      visit,
      firmName: await readFirmName(device, visit.firmId, pending),
      head,
      rival,
    }
  }
  const all = await Promise.all([...fields, ...revisions])
  return all.toSorted((left, right) => seqOf(left) - seqOf(right))
}

function seqOf(conflict: FieldConflict | RevisionConflict): number {
  return conflict.kind === 'field' ? conflict.kept.seq : conflict.rival.seq
}

/** Says which of two values stands; where it is the one that was overwritten, the field is set to it again. */
export async function settleConflict(
  device: Device,
  conflictId: string,
  choice: 'kept' | 'lost',
  reason?: string,
): Promise<Result<readonly string[]>> {
  const conflict = await readRecord<ConflictRecord>(device, 'conflict', conflictId)
  if (conflict === undefined) return refuse('conflictUnknown')
  if (!(await mayRecord(device, 'conflict.settle'))) return refuse('notAllowed')
  if (conflict.state !== 'open') return refuse('stepNotAllowed')
  const settle: Deed = {
    kind: 'conflict.settle',
    recordId: conflictId,
    body: { choice, ...(reason !== undefined && { reason: reason.normalize('NFC') }) },
  }
  return recordOperations(device, [...(await fieldDeeds(device, conflict, choice)), settle])
}

/** The chosen value, unless the field says so already. */
async function fieldDeeds(
  device: Device,
  { firmId, field, kept, lost }: ConflictRecord,
  choice: 'kept' | 'lost',
): Promise<Deed[]> {
  const present = (await readRecord<FirmRecord>(device, 'firm', firmId))?.fields[field]
  const { value } = choice === 'kept' ? kept : lost
  if (JSON.stringify(present?.value) === JSON.stringify(value)) return []
  // a value of this device that is not sent yet has a number above all the server's
  const seen = (await readMeta(device.database, 'upTo')) ?? 0
  const fields = { [field]: { value, baseSeq: Math.min(present?.seq ?? 0, seen) } }
  return [{ kind: 'firm.set', recordId: firmId, body: { fields } }]
}
