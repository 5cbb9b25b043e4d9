import type { SyncChange } from '#domain/change.ts'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import type { VisitRecord, VisitState } from '#domain/visit.ts'

/** Changes as a server sends them, for a device that has none. */
export function idOf(number: number): string {
  // the end differs as that of real ids does
  return `019aa000-0000-7000-8000-${((number * 2_654_435_761) % 2 ** 44).toString(16).padStart(12, '0')}`
}

const surveyorId = idOf(900_001)

export function firmChange(firmId: string, seq: number, name = `Công ty Mẫu ${seq}`): SyncChange {
  const clientTime = '2026-11-01T08:00:00+07:00'
  const record: FirmRecord = {
    id: firmId,
    status: 'approved',
    createdBy: surveyorId,
    fields: { name: { value: name, seq, personId: surveyorId, clientTime } },
  }
  return { kind: 'record', collection: 'firm', id: firmId, seq, scope: firmId, record }
}

export function nameChange(firmId: string, seq: number, parkId: string): SyncChange {
  const record: DirectoryRecord = { id: firmId, name: `Công ty Bên Cạnh ${seq}`, formerNames: [], parkId }
  const scope = `directory:${parkId}`
  return { kind: 'record', collection: 'directory', id: firmId, seq, scope, record }
}

export function visitChange(
  visitId: string,
  firmId: string,
  seq: number,
  state: VisitState = 'submitted',
  submittedSeq = seq,
): SyncChange {
  const time = `2026-11-${String(1 + (submittedSeq % 20)).padStart(2, '0')}T09:00:00+07:00`
  const revisionId = visitId
  const record: VisitRecord = {
    id: visitId,
    firmId,
    personId: surveyorId,
    state,
    headRevisionId: revisionId,
    ...(state === 'approved' && { approvedRevisionId: revisionId }),
    decisions: [],
    revisions: [
      {
        revisionId,
        seq: submittedSeq,
        schemaVersion: 1,
        bodyHash: 'f'.repeat(64),
        clientTime: time,
        receivedAt: new Date(time).toISOString(),
        body: {
          firmId,
          occurredAt: time,
          questionnaireVersion: 1,
          answers: { outcome: { kind: 'value', value: 'metStaff' } },
        } as never,
      },
    ],
  }
  return { kind: 'record', collection: 'visit', id: visitId, seq, scope: firmId, record }
}
