import type { SyncChange } from '#domain/change.ts'
import type { FirmRecord, HistoryRecord, PersonRecord, UnitRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'

/** A unit of two people, one park and three firms, as the server would have sent it by 21/11/2026. */
function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

export const unitId = id(1)
export const parkId = id(10)
export const firmIds = { detSao: id(21), capDong: id(22), nhuaMay: id(23) }

export const people = {
  binh: {
    id: id(31),
    username: 'binh',
    displayName: 'Bình (Phạm Mẫu Bình)',
    roles: ['surveyor'],
    active: true,
  },
  chi: { id: id(32), username: 'chi', displayName: 'Chi (Trần Lan Chi)', roles: ['surveyor'], active: true },
  minh: {
    id: id(33),
    username: 'minh',
    displayName: 'Minh (Đỗ Mẫu Minh)',
    roles: ['supervisor'],
    active: true,
  },
} as const satisfies Record<string, PersonRecord>

const unit: UnitRecord = {
  id: unitId,
  name: 'Đảng ủy các khu công nghiệp (mẫu)',
  demo: true,
  letter: {
    number: '45-GT/ĐU',
    date: '2026-01-05',
    purpose: 'Khảo sát, chỉ hỏi số lượng.',
    phone: '0200 000 0000',
  },
  noticeVersion: '1',
  asksOwnerMembership: false,
  allowsPhotos: false,
}

/** All of it, as changes of one page. */
export function allRecords(): readonly SyncChange[] {
  return [
    record('unit', unitId, 'unit', unit),
    ...Object.values(people).map((person) => record('person', person.id, 'reference', person)),
    record(
      'park',
      parkId,
      'reference',
      history(parkId, {
        name: 'KCN Sông Xanh (mẫu)',
        formerNames: [],
        kind: 'industrialPark',
        isKey: false,
        communeIds: [],
      }),
    ),
    firm(firmIds.detSao, 'Công ty TNHH Mẫu Dệt Sao 3', '9900001034'),
    firm(firmIds.capDong, 'Công ty TNHH Mẫu Cáp Đồng 7', '9900001059'),
    firm(firmIds.nhuaMay, 'Công ty CP Mẫu Nhựa Mây 1', '9900001066'),
    assigned(firmIds.detSao, '2026-11-25'),
    assigned(firmIds.capDong, '2026-11-16'),
    visit(id(41), firmIds.detSao, 'approved'),
    visit(id(42), firmIds.capDong, 'returned'),
  ]
}

function record(collection: string, recordId: string, scope: string, body: unknown): SyncChange {
  return { kind: 'record', collection, id: recordId, scope, seq: 1, record: body }
}

function history(recordId: string, body: HistoryRecord['entries'][number]['body']): HistoryRecord {
  const deed = {
    operationId: id(90),
    seq: 1,
    personId: people.minh.id,
    clientTime: '2026-03-02T08:00:00+07:00',
  }
  return { id: recordId, entries: [{ ...deed, body }] }
}

function firm(firmId: string, name: string, taxCode: string): SyncChange {
  const field = (value: string) => ({
    value,
    seq: 1,
    personId: people.minh.id,
    clientTime: '2026-01-05T08:00:00+07:00',
  })
  const body: FirmRecord = {
    id: firmId,
    status: 'approved',
    createdBy: people.minh.id,
    fields: {
      name: field(name),
      taxCode: field(taxCode),
      parkId: field(parkId),
      address: field(`Lô ${taxCode}`),
    },
  }
  return record('firm', firmId, firmId, body)
}

function assigned(firmId: string, dueOn: string): SyncChange {
  return record('assignment', firmId, firmId, history(firmId, { personId: people.binh.id, dueOn }))
}

const value = (said: unknown) => ({ kind: 'value', value: said })

/** What HR said on 12/10/2026: a union, no organisation, no members; the owner was not met. */
const answers = {
  outcome: value('metRepresentative'),
  mode: value('inPerson'),
  noticeGiven: value(true),
  headcountTotal: value(3150),
  businessStability: value('stable'),
  unionStatus: value('active'),
  youthStatus: value('none'),
  partyOrgStatus: value('none'),
  hasMembers: value(false),
  membersOfficial: value(0),
  membersProbationary: value(0),
  ownerStance: value('neutral'),
  nextActions: value({ nurture: { dueOn: '2026-12-10', assignee: people.binh.id } }),
}

function visit(visitId: string, firmId: string, state: 'approved' | 'returned'): SyncChange {
  const revisionId = visitId.replace('0000-7000', '0001-7000')
  const at = '2026-10-12T09:00:00+07:00'
  const isApproved = state === 'approved'
  const body = { firmId, occurredAt: '2026-10-12T09:00+07:00', questionnaireVersion: 1, answers } as never
  const decided = {
    operationId: id(95),
    seq: 12,
    personId: people.minh.id,
    clientTime: '2026-10-13T09:05:00+07:00',
    revisionId,
    counts: true,
  }
  const whole: VisitRecord = {
    id: visitId,
    firmId,
    personId: people.binh.id,
    state,
    headRevisionId: revisionId,
    ...(isApproved && { approvedRevisionId: revisionId }),
    revisions: [
      { revisionId, seq: 10, schemaVersion: 1, bodyHash: '', clientTime: at, receivedAt: at, body },
    ],
    decisions: [
      isApproved
        ? { ...decided, kind: 'approve' }
        : {
            ...decided,
            kind: 'return',
            reason: 'Đoàn viên công đoàn giảm từ 690 còn 470. Hỏi lại công đoàn.',
            // the places of members are one question
            fields: ['unionMembers', 'membersResidence', 'membersOther', 'headcountTotal'],
          },
    ],
  }
  return record('visit', visitId, firmId, whole)
}
