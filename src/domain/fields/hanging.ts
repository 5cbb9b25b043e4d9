import type { AnswerValue } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'

export const placeKeys = [
  'membersOwnCell',
  'membersResidence',
  'membersPool',
  'membersOther',
  'membersUnknownPlace',
] as const satisfies readonly FieldKey[]
export type PlaceKey = (typeof placeKeys)[number]

/** Values that make sense only while a leading answer is one of some codes (or yes). */
export interface Hanging {
  readonly leading: FieldKey
  readonly holdsFor: readonly AnswerValue[]
  readonly keys: readonly FieldKey[]
}

const existingUnion = ['active', 'joint', 'dormant']
const existingPartyOrg = ['cell', 'jointCell', 'committee']

/** The one table: asked by the form (what to show), and by the facts (what no longer applies). */
export const hangings: readonly Hanging[] = [
  { leading: 'unionStatus', holdsFor: existingUnion, keys: ['unionMembers'] },
  { leading: 'unionStatus', holdsFor: ['joint'], keys: ['unionOrgId', 'unionOrgFirmIds'] },
  { leading: 'youthStatus', holdsFor: ['cell', 'grassroots'], keys: ['youthMembers'] },
  {
    leading: 'partyOrgStatus',
    holdsFor: existingPartyOrg,
    keys: [
      'establishedOn',
      'decisionNo',
      'regulationOperating',
      'regulationCoordination',
      'admissionPlan',
      'admittedYearToDate',
      'membersWithTask',
      'studyTopicDone',
      'membersOwnCell',
    ],
  },
  {
    leading: 'partyOrgStatus',
    holdsFor: ['jointCell'],
    keys: ['orgOfficialTotal', 'partyOrgId', 'partyOrgFirmIds'],
  },
  { leading: 'hasMembers', holdsFor: [true], keys: ['membersStable', ...placeKeys] },
  { leading: 'ownerStance', holdsFor: ['support'], keys: ['ownerAgreedTo'] },
  { leading: 'operatingStatus', holdsFor: ['moved'], keys: ['movedTo'] },
]

export function unionExists(status: AnswerValue | undefined): boolean {
  return status !== undefined && existingUnion.includes(status as string)
}

/** An organisation of the firm's own or one it shares; a mobile cell is none. */
export function partyOrgExists(status: AnswerValue | undefined): boolean {
  return status !== undefined && existingPartyOrg.includes(status as string)
}

export function youthExists(status: AnswerValue | undefined): boolean {
  return status === 'cell' || status === 'grassroots'
}
