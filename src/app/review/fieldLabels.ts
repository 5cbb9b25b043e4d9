import { m } from '#app/messages/compiled/messages.js'
import { ownerWords, questionLabel, type Label } from '#app/messages/labels.ts'
import { isFieldKey, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { questionOf } from '#domain/questionnaire.ts'

/** What a field is called in a table: «Lao động», «Đảng viên chính thức». */
export function fieldLabel(key: string, unitKind?: UnitKind): string {
  return isFieldKey(key) ? fieldLabels[key](ownerWords(unitKind)) : key
}

/** The same for a whole question, several fields of which may be one: «Nơi sinh hoạt». */
export function questionName(id: string, unitKind?: UnitKind): string {
  if (id === 'places') return m.form_places()
  if (id === 'profile') return m.fold_profile()
  return isFieldKey(id) ? fieldLabel(id, unitKind) : questionLabel(id, unitKind)
}

/** Questions that fields belong to, each once, in words. */
export function questionNames(keys: readonly string[], unitKind?: UnitKind): string {
  const ids = keys.map((key) => (isFieldKey(key) ? (questionOf(key)?.id ?? key) : key))
  return [...new Set(ids)].map((id) => questionName(id, unitKind)).join(', ')
}

const fieldLabels: Readonly<Record<FieldKey, Label>> = {
  name: m.field_name,
  taxCode: m.field_taxCode,
  branchSuffix: m.field_branchSuffix,
  unitKind: m.field_unitKind,
  legalForm: m.field_legalForm,
  ownershipGroup: m.field_ownershipGroup,
  stateShare: m.field_stateShare,
  address: m.field_address,
  parkId: m.field_parkId,
  siteCommuneId: m.field_siteCommuneId,
  hqCommuneId: m.field_hqCommuneId,
  industry: m.field_industry,
  industryVersion: m.field_industryVersion,
  formerNames: m.field_formerNames,
  profileConfirmed: m.field_profileConfirmed,
  isPilot: m.field_isPilot,
  isExample: m.field_isExample,
  outcome: m.field_outcome,
  mode: m.field_mode,
  companions: m.field_companions,
  leaderPresent: m.field_leaderPresent,
  noticeGiven: m.field_noticeGiven,
  noticeVersion: m.field_noticeVersion,
  refusalReason: m.field_refusalReason,
  absenceDetail: m.field_absenceDetail,
  operatingStatus: m.field_operatingStatus,
  movedTo: m.field_movedTo,
  contact: m.field_contact,
  headcountTotal: m.field_headcountTotal,
  headcountVn: m.field_headcountVn,
  headcountYouth: m.field_headcountYouth,
  businessStability: m.field_businessStability,
  projectStage: m.field_projectStage,
  unionStatus: m.field_unionStatus,
  unionMembers: m.field_unionMembers,
  unionOrgId: m.field_unionOrgId,
  unionOrgFirmIds: m.field_unionOrgFirmIds,
  youthStatus: m.field_youthStatus,
  youthMembers: m.field_youthMembers,
  partyOrgStatus: m.field_partyOrgStatus,
  hasMembers: m.field_hasMembers,
  membersOfficial: m.field_membersOfficial,
  membersProbationary: m.field_membersProbationary,
  orgOfficialTotal: m.field_orgOfficialTotal,
  partyOrgId: m.field_partyOrgId,
  partyOrgFirmIds: m.field_partyOrgFirmIds,
  membersStable: m.field_membersStable,
  membersOwnCell: m.field_membersOwnCell,
  membersResidence: m.field_membersResidence,
  membersPool: m.field_membersPool,
  membersOther: m.field_membersOther,
  membersUnknownPlace: m.field_membersUnknownPlace,
  establishedOn: m.field_establishedOn,
  decisionNo: m.field_decisionNo,
  regulationOperating: m.field_regulationOperating,
  regulationCoordination: m.field_regulationCoordination,
  admissionPlan: m.field_admissionPlan,
  admittedYearToDate: m.field_admittedYearToDate,
  membersWithTask: m.field_membersWithTask,
  studyTopicDone: m.field_studyTopicDone,
  candidates: m.field_candidates,
  introducedByUnion: m.field_introducedByUnion,
  introducedByYouth: m.field_introducedByYouth,
  candidatesTrained: m.field_candidatesTrained,
  ownerStance: m.field_ownerStance,
  ownerAgreedTo: m.field_ownerAgreedTo,
  ownerConcerns: m.field_ownerConcerns,
  ownerConcernsSettled: m.field_ownerConcernsSettled,
  ownerNeeds: m.field_ownerNeeds,
  request: m.field_request,
  ownerNationality: m.field_ownerNationality,
  ownerIsPartyMember: m.field_ownerIsPartyMember,
  commitmentInAgreement: m.field_commitmentInAgreement,
  nextActions: m.field_nextActions,
  actionsDone: m.field_actionsDone,
  dueOn: m.field_dueOn,
  assignee: m.field_assignee,
  recheckOn: m.field_recheckOn,
  appointmentAt: m.field_appointmentAt,
  activities: m.field_activities,
  accessEase: m.field_accessEase,
  accessEaseReason: m.field_accessEaseReason,
  notes: m.field_notes,
  photos: m.field_photos,
}
