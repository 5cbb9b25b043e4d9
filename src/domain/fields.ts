import * as codes from './fields/codes.ts'

/**
 * The data dictionary: every field of a firm and of a visit, once.
 * `count` is a whole number of people (or per cent), `reference` an id of another record, `texts` and
 * `references` lists of them; a `structure` is described where it is read.
 */
export type FieldType =
  | 'count'
  | 'text'
  | 'texts'
  | 'code'
  | 'codes'
  | 'date'
  | 'yesNo'
  | 'reference'
  | 'references'
  | 'structure'

/** Who writes it: supervisors the firm's profile, a surveyor a visit; the rest is set or worked out elsewhere. */
export type FieldOwner = 'firm' | 'visit' | 'supervisor' | 'derived'

/** `sensitive` points at a person's political life when the number is small; `basic` at a person. */
export type Sensitivity = 'none' | 'internal' | 'basic' | 'sensitive'

/** Sections of the visit form; a field without one is not asked at the gate. */
export type SectionNumber = 1 | 2 | 3 | 4 | 5 | 6

export interface Field {
  readonly type: FieldType
  readonly owner: FieldOwner
  readonly sensitivity: Sensitivity
  readonly section?: SectionNumber
  /** Shown again at the next visit, to be confirmed. */
  readonly prefilled?: true
  /** What visits say of it becomes a fact of the firm; without it, it describes the visit alone. */
  readonly fact?: true
  readonly codes?: readonly string[]
  /** The largest number, or the longest text in characters. */
  readonly max?: number
}

const workersMax = 200_000
const membersMax = 5_000

type Extra = Partial<Pick<Field, 'max' | 'codes' | 'sensitivity'>>

function firm(type: FieldType, extra: Extra = {}): Field {
  return { type, owner: 'firm', sensitivity: 'none', section: 2, prefilled: true, fact: true, ...extra }
}
/** A fact that a visit finds out and the next visit confirms. */
function found(section: SectionNumber, type: FieldType, extra: Extra = {}): Field {
  return { type, owner: 'visit', sensitivity: 'none', section, prefilled: true, fact: true, ...extra }
}
/** A fact that is asked anew each time. */
function askedAnew(section: SectionNumber, type: FieldType, extra: Extra = {}): Field {
  return { type, owner: 'visit', sensitivity: 'internal', section, fact: true, ...extra }
}
/** What happened on this visit, and nothing of the firm. */
function happened(section: SectionNumber, type: FieldType, extra: Extra = {}): Field {
  return { type, owner: 'visit', sensitivity: 'internal', section, ...extra }
}
const workers = { max: workersMax }
const memberCount = { max: membersMax, sensitivity: 'sensitive' } as const
const internalCount = { max: membersMax, sensitivity: 'internal' } as const

const dictionary = {
  // the firm's profile
  name: firm('text', { max: 250 }),
  taxCode: firm('text', { max: 20 }),
  branchSuffix: firm('text', { max: 3 }),
  unitKind: firm('code', { codes: codes.unitKinds }),
  legalForm: firm('code', { codes: codes.legalForms }),
  ownershipGroup: firm('code', { codes: codes.ownershipGroups }),
  /** The share of State capital in per cent, as written. */
  stateShare: firm('text', { max: 10 }),
  address: firm('text', { max: 300 }),
  parkId: firm('reference'),
  siteCommuneId: firm('reference'),
  hqCommuneId: firm('reference'),
  industry: firm('text', { max: 60 }),
  industryVersion: firm('code', { codes: codes.industryVersions }),
  formerNames: firm('texts', { max: 250 }),
  profileConfirmed: happened(2, 'yesNo', { sensitivity: 'none' }),
  isPilot: { type: 'yesNo', owner: 'supervisor', sensitivity: 'internal' },
  isExample: { type: 'yesNo', owner: 'supervisor', sensitivity: 'internal' },
  /** Typed by the office as `readLocation` reads it; no visit tells where anybody was. */
  location: { type: 'text', owner: 'supervisor', sensitivity: 'internal', max: 60 },

  // 1 · contact
  outcome: happened(1, 'code', { codes: codes.outcomes }),
  mode: happened(1, 'code', { codes: codes.modes }),
  /** Colleagues who came along: person ids. */
  companions: happened(1, 'references', { max: 20 }),
  leaderPresent: happened(1, 'yesNo'),
  noticeGiven: happened(1, 'yesNo'),
  /** The wording that was read out; kept so that the next visit can say when and to whom. */
  noticeVersion: askedAnew(1, 'text', { max: 60 }),
  refusalReason: happened(1, 'codes', { codes: codes.refusalReasons }),
  absenceDetail: happened(1, 'code', { codes: codes.absenceDetails }),
  operatingStatus: askedAnew(1, 'code', { codes: codes.operatingStatuses, sensitivity: 'none' }),
  /** `{ parkId?, communeId? }` */
  movedTo: askedAnew(1, 'structure', { sensitivity: 'none' }),
  /** `{ name?, role?, phone? }`: a business contact, deleted when no longer needed. */
  contact: found(1, 'structure', { max: 100, sensitivity: 'basic' }),

  // 2 · firm and workers
  headcountTotal: found(2, 'count', workers),
  headcountVn: found(2, 'count', workers),
  headcountYouth: found(2, 'count', workers),
  businessStability: found(2, 'code', { codes: codes.businessStabilities, sensitivity: 'internal' }),
  projectStage: found(2, 'code', { codes: codes.projectStages, sensitivity: 'internal' }),

  // 3 · union and Youth Union; members are always those who work in this firm
  unionStatus: found(3, 'code', { codes: codes.unionStatuses }),
  unionMembers: found(3, 'count', workers),
  /** The record of the joint union; until there is one, the firms that were named. */
  unionOrgId: found(3, 'reference'),
  unionOrgFirmIds: found(3, 'references', { max: 50 }),
  youthStatus: found(3, 'code', { codes: codes.youthStatuses }),
  youthMembers: found(3, 'count', workers),

  // 4 · Party organisation and members: numbers only
  partyOrgStatus: found(4, 'code', { codes: codes.partyOrgStatuses, sensitivity: 'internal' }),
  hasMembers: found(4, 'yesNo', { sensitivity: 'sensitive' }),
  membersOfficial: found(4, 'count', memberCount),
  membersProbationary: found(4, 'count', memberCount),
  /** Official members of the whole joint cell, over all its firms. */
  orgOfficialTotal: found(4, 'count', memberCount),
  partyOrgId: found(4, 'reference', { sensitivity: 'internal' }),
  partyOrgFirmIds: found(4, 'references', { max: 50, sensitivity: 'internal' }),
  /** Official members who have worked here for twelve months. */
  membersStable: found(4, 'count', memberCount),
  membersOwnCell: found(4, 'count', memberCount),
  membersResidence: found(4, 'count', memberCount),
  membersPool: found(4, 'count', memberCount),
  membersOther: found(4, 'count', memberCount),
  membersUnknownPlace: found(4, 'count', memberCount),
  establishedOn: found(4, 'date', { sensitivity: 'internal' }),
  decisionNo: found(4, 'text', { max: 60, sensitivity: 'internal' }),
  regulationOperating: found(4, 'yesNo'),
  regulationCoordination: found(4, 'yesNo'),
  admissionPlan: found(4, 'yesNo', { sensitivity: 'internal' }),
  /** Since 1 January of the year in which it was said; a running total, never added up. */
  admittedYearToDate: found(4, 'count', internalCount),
  membersWithTask: found(4, 'count', internalCount),
  studyTopicDone: found(4, 'yesNo', { sensitivity: 'internal' }),
  candidates: found(4, 'count', internalCount),
  introducedByUnion: found(4, 'count', internalCount),
  introducedByYouth: found(4, 'count', internalCount),
  candidatesTrained: found(4, 'count', internalCount),

  // 5 · the owner's opinion
  ownerStance: askedAnew(5, 'code', { codes: codes.ownerStances, sensitivity: 'sensitive' }),
  ownerAgreedTo: found(5, 'codes', { codes: codes.agreedSteps, sensitivity: 'internal' }),
  ownerConcerns: found(5, 'codes', { codes: codes.ownerConcerns, sensitivity: 'internal' }),
  /** Earlier concerns that are no longer felt. */
  ownerConcernsSettled: askedAnew(5, 'codes', { codes: codes.ownerConcerns }),
  ownerNeeds: askedAnew(5, 'codes', { codes: codes.ownerNeeds }),
  request: askedAnew(5, 'text', { max: 200 }),
  ownerNationality: found(5, 'code', { codes: codes.ownerNationalities, sensitivity: 'basic' }),
  ownerIsPartyMember: found(5, 'yesNo', { sensitivity: 'sensitive' }),
  commitmentInAgreement: found(5, 'code', { codes: codes.commitments, sensitivity: 'internal' }),

  // 6 · what comes next
  /** By action: `{ revisit: { dueOn?, assignee? }, … }`; read with `plannedActions`. */
  nextActions: askedAnew(6, 'structure', { codes: codes.nextActions }),
  /** Earlier actions that are done. */
  actionsDone: happened(6, 'codes', { codes: codes.nextActions }),
  /** The earliest day among the next actions, and who it falls to. */
  dueOn: { type: 'date', owner: 'derived', sensitivity: 'internal' },
  assignee: { type: 'reference', owner: 'derived', sensitivity: 'internal' },
  recheckOn: askedAnew(6, 'date'),
  /** `{ on: 'yyyy-mm-dd', at?: 'morning' | 'afternoon' | '09:30' }` */
  appointmentAt: askedAnew(6, 'structure'),
  activities: happened(6, 'codes', { codes: codes.activities }),
  accessEase: {
    type: 'code',
    owner: 'derived',
    sensitivity: 'internal',
    section: 6,
    fact: true,
    codes: codes.accessEases,
  },
  /** Why the level worked out was corrected. */
  accessEaseReason: happened(6, 'text', { max: 200 }),
  notes: happened(6, 'text', { max: 500, sensitivity: 'basic' }),
  /** Photos of sign boards and documents, where the unit allows them. */
  photos: happened(6, 'references', { max: 6 }),
} as const satisfies Record<string, Field>

export type FieldKey = keyof typeof dictionary

/** Every field by its key. */
export const fields: Readonly<Record<FieldKey, Field>> = dictionary

export const fieldKeys = Object.keys(fields) as readonly FieldKey[]

export function isFieldKey(key: string): key is FieldKey {
  return Object.hasOwn(fields, key)
}

/** The field behind a key, or undefined for one that only a newer build knows. */
export function fieldOf(key: string): Field | undefined {
  return isFieldKey(key) ? fields[key] : undefined
}
