import { m } from './compiled/messages.js'
import type { Label } from './labels.ts'

/** Each question as it is put, by its id or key. */
export const questionLabels: Readonly<Record<string, Label>> = {
  outcome: m.question_outcome,
  meeting: m.question_meeting,
  companions: m.question_companions,
  leaderPresent: m.question_leaderPresent,
  noticeGiven: m.question_noticeGiven,
  refusalReason: m.question_refusalReason,
  absenceDetail: m.question_absenceDetail,
  operatingStatus: m.question_operatingStatus,
  movedTo: m.question_movedTo,
  contact: m.question_contact,
  profile: m.question_profile,
  headcountTotal: m.question_headcountTotal,
  headcountVn: m.question_headcountVn,
  headcountYouth: m.question_headcountYouth,
  businessStability: m.question_businessStability,
  businessStability_facility: m.question_businessStability_facility,
  projectStage: m.question_projectStage,
  unionStatus: m.question_unionStatus,
  unionMembers: m.question_unionMembers,
  unionOrgId: m.question_unionOrgId,
  youthStatus: m.question_youthStatus,
  youthMembers: m.question_youthMembers,
  partyOrgStatus: m.question_partyOrgStatus,
  hasMembers: m.question_hasMembers,
  membersOfficial: m.question_membersOfficial,
  membersProbationary: m.question_membersProbationary,
  orgOfficialTotal: m.question_orgOfficialTotal,
  partyOrgId: m.question_partyOrgId,
  membersStable: m.question_membersStable,
  places: m.question_places,
  establishedOn: m.question_establishedOn,
  decisionNo: m.question_decisionNo,
  regulationOperating: m.question_regulationOperating,
  regulationCoordination: m.question_regulationCoordination,
  admissionPlan: m.question_admissionPlan,
  admittedYearToDate: m.question_admittedYearToDate,
  membersWithTask: m.question_membersWithTask,
  studyTopicDone: m.question_studyTopicDone,
  candidates: m.question_candidates,
  introducedByUnion: m.question_introducedByUnion,
  introducedByYouth: m.question_introducedByYouth,
  candidatesTrained: m.question_candidatesTrained,
  ownerStance: m.question_ownerStance,
  ownerAgreedTo: m.question_ownerAgreedTo,
  ownerConcerns: m.question_ownerConcerns,
  ownerConcernsSettled: m.question_ownerConcernsSettled,
  ownerNeeds: m.question_ownerNeeds,
  request: m.question_request,
  ownerNationality: m.question_ownerNationality,
  ownerIsPartyMember: m.question_ownerIsPartyMember,
  commitmentInAgreement: m.question_commitmentInAgreement,
  nextActions: m.question_nextActions,
  recheckOn: m.question_recheckOn,
  appointmentAt: m.question_appointmentAt,
  activities: m.question_activities,
  accessEase: m.question_accessEase,
  accessEaseReason: m.question_accessEaseReason,
  notes: m.question_notes,
  photos: m.question_photos,
}

/** Groups of answers to one question. */
export const groupLabels: Readonly<Record<string, Label>> = {
  someoneAnswered: m.group_someoneAnswered,
  nobodyAnswered: m.group_nobodyAnswered,
  whatBecame: m.group_whatBecame,
  businessStability: m.group_businessStability,
  ownerStance: m.group_ownerStance,
}

/** Questions that stay closed until tapped. */
export const foldLabels: Readonly<Record<string, Label>> = {
  profile: m.fold_profile,
  decision: m.fold_decision,
  activity: m.fold_activity,
  candidates: m.fold_candidates,
}

/** Where members belong. */
export const placeLabels: Readonly<Record<string, Label>> = {
  membersOwnCell: m.place_membersOwnCell,
  membersResidence: m.place_membersResidence,
  membersPool: m.place_membersPool,
  membersOther: m.place_membersOther,
  membersUnknownPlace: m.place_membersUnknownPlace,
}

/** Who said it. */
export const sourceLabels: Readonly<Record<string, Label>> = {
  owner: m.source_owner,
  representative: m.source_representative,
  staff: m.source_staff,
  union: m.source_union,
  cell: m.source_cell,
  other: m.source_other,
  committee: m.source_committee,
  labourReport: m.source_labourReport,
  zoneAuthority: m.source_zoneAuthority,
  estimate: m.source_estimate,
  surveyor: m.source_surveyor,
}
