import type { Device } from '#device/device.ts'
import { answered, type AnswerValue } from '#domain/answers.ts'
import type { SyncChange } from '#domain/change.ts'
import type { FieldKey } from '#domain/fields.ts'
import { makeId } from '#domain/ids.ts'
import type { HistoryBody } from '#domain/merge/history.ts'
import { schemaVersion, type OperationContent, type OperationKind } from '#domain/operation.ts'
import type { CommuneRecord, PersonRecord, UnitRecord, WorkingGroupRecord } from '#domain/records.ts'
import { addDays, vietnamDay, vietnamTime } from '#domain/time.ts'
import { practiceFirms, practiceIds, practiceUnitName, type PracticeFirm } from './practiceIds.ts'

const { park, cluster, person, supervisor, group, unit: unitId } = practiceIds
const dayMs = 86_400_000

type Park = HistoryBody<'park'>

const parks: Readonly<Record<string, Park>> = {
  [park]: {
    name: 'KCN Tập Làm (mẫu)',
    formerNames: [],
    kind: 'industrialPark',
    isKey: true,
    communeIds: ['99901'],
  },
  [cluster]: {
    name: 'CCN Làm Quen (mẫu)',
    formerNames: [],
    kind: 'cluster',
    isKey: false,
    communeIds: ['99901'],
  },
}

/** Name, tax code, park and capital; all but one of the codes fit. */
const firms: Readonly<Record<PracticeFirm, readonly [string, string, string, string]>> = {
  ownerAway: ['Công ty TNHH Mẫu May Nắng Sớm', '9900007011', park, 'foreign'],
  threeMembers: ['Công ty CP Mẫu Cơ khí Ba Nhịp', '9900007029', park, 'domesticPrivate'],
  refuses: ['Công ty TNHH Mẫu Bao bì Cổng Kín', '9900007036', park, 'foreign'],
  hasCell: ['Công ty CP Mẫu Dệt Tơ Vàng', '9900007043', park, 'domesticPrivate'],
  wrongTaxCode: ['Công ty TNHH Mẫu Gốm Nhầm Số', '9900007058', cluster, 'domesticPrivate'],
  returned: ['Công ty TNHH Mẫu Gỗ Hỏi Lại', '9900007068', cluster, 'foreign'],
}

type Said = Readonly<Partial<Record<FieldKey, AnswerValue>>>

/** As a visit of half a year ago found it, and a supervisor approved it. */
const cellVisit: Said = {
  outcome: 'metCell',
  mode: 'inPerson',
  noticeGiven: true,
  profileConfirmed: true,
  headcountTotal: 640,
  businessStability: 'stable',
  projectStage: 'none',
  unionStatus: 'active',
  unionMembers: 590,
  youthStatus: 'cell',
  youthMembers: 42,
  partyOrgStatus: 'cell',
  membersOfficial: 6,
  membersProbationary: 1,
  membersOwnCell: 7,
  admissionPlan: true,
}

/** Sent three days ago, with a number that looks guessed. */
const returnedVisit = (dueOn: string): Said => ({
  outcome: 'metStaff',
  mode: 'inPerson',
  noticeGiven: true,
  profileConfirmed: true,
  headcountTotal: 300,
  businessStability: 'stable',
  unionStatus: 'active',
  unionMembers: 210,
  youthStatus: 'none',
  partyOrgStatus: 'none',
  hasMembers: false,
  membersOfficial: 0,
  membersProbationary: 0,
  nextActions: { nurture: { dueOn } },
})

/** What of the made-up unit nobody recorded: it is as an administrator would have set it up. */
export function practiceRecords({ identity }: Device): SyncChange[] {
  const { username, displayName, roles } = identity
  const unit: UnitRecord = {
    id: unitId,
    name: practiceUnitName,
    demo: true,
    letter: {
      number: '00-GT/TL (mẫu)',
      date: '2026-01-05',
      purpose: 'Tập làm phiếu khảo sát. Giấy này không có giá trị giới thiệu.',
      phone: '0200 000 0000',
    },
    noticeVersion: '1',
    asksOwnerMembership: false,
    allowsPhotos: false,
  }
  const workingGroup: WorkingGroupRecord = { id: group, name: 'Tổ tập làm (mẫu)', parkIds: [park, cluster] }
  const commune: CommuneRecord = {
    id: '99901',
    provinceCode: '99',
    provinceName: 'Tỉnh Tập Làm (mẫu)',
    names: [{ name: 'Phường Làm Quen (mẫu)', from: '2025-07-01' }],
  }
  const all = { workingGroupId: group, active: true }
  const people: PersonRecord[] = [
    { id: person, username, displayName, roles, ...all },
    { id: supervisor, username: 'mau', displayName: 'Người phụ trách (mẫu)', roles: ['supervisor'], ...all },
  ]
  const record = (collection: string, scope: string, body: { readonly id: string }): SyncChange => ({
    kind: 'record',
    collection,
    id: body.id,
    scope,
    seq: 1,
    record: body,
  })
  return [
    record('unit', 'unit', unit),
    record('workingGroup', 'reference', workingGroup),
    record('commune', 'reference', commune),
    ...people.map((one) => record('person', 'reference', one)),
  ]
}

/** What was done in the made-up unit before somebody comes to practise, the earliest first. */
export function practiceDeeds(device: Device): OperationContent[] {
  const at = (daysAgo: number) => device.now() - daysAgo * dayMs
  const deed = (kind: OperationKind, recordId: string, ms: number, by: string, body: object) => ({
    id: makeId(ms, device.randomBytes),
    unitId,
    personId: by,
    kind,
    recordId,
    schemaVersion,
    clientTime: vietnamTime(ms),
    body: { ...body },
  })
  const ids = Object.entries(practiceFirms) as [PracticeFirm, string][]
  const dueOn = addDays(vietnamDay(device.now()), 10)
  const visit = (firmId: string, daysAgo: number, said: Said, decision: object) => {
    const ms = at(daysAgo)
    const submitted = deed(
      'visit.submit',
      makeId(ms, device.randomBytes),
      ms,
      person,
      bodyOf(firmId, ms, said),
    )
    const decided = { revisionId: submitted.id, ...decision }
    return [submitted, deed('review.decide', submitted.recordId, ms + dayMs, supervisor, decided)]
  }
  return [
    ...Object.entries(parks).map(([id, body]) => deed('park.set', id, at(400), supervisor, body)),
    ...ids.map(([key, firmId]) => {
      const fields = fieldsOf(firms[key])
      return deed('firm.create', firmId, at(300), supervisor, { fields, approved: true })
    }),
    ...visit(practiceFirms.hasCell, 190, cellVisit, { decision: 'approve' }),
    ...ids.map(([, firmId]) =>
      deed('assignment.set', firmId, at(5), supervisor, { personId: person, dueOn }),
    ),
    ...visit(practiceFirms.returned, 3, returnedVisit(dueOn), {
      decision: 'return',
      reason: 'Số lao động ghi tròn 300. Hỏi lại phòng nhân sự số đúng.',
      fields: ['headcountTotal'],
    }),
  ]
}

function fieldsOf([name, taxCode, parkId, ownershipGroup]: readonly [string, string, string, string]) {
  return {
    name,
    taxCode,
    parkId,
    ownershipGroup,
    unitKind: 'enterprise',
    address: 'Lô mẫu, không có ngoài thực tế',
    siteCommuneId: '99901',
    hqCommuneId: '99901',
  }
}

function bodyOf(firmId: string, ms: number, said: Said) {
  return {
    firmId,
    occurredAt: `${vietnamTime(ms).slice(0, 16)}+07:00`,
    questionnaireVersion: 1,
    answers: Object.fromEntries(Object.entries(said).map(([key, value]) => [key, answered(value)])),
  }
}
