import { valueIn } from '#domain/draft.ts'
import type { FieldKey } from '#domain/fields.ts'
import { placeKeys } from '#domain/fields/hanging.ts'
import { hasMembers, hasPartyOrg, knownMembers, officialMembers, respondentIn } from './conditions.ts'
import type { Condition, Control, Fold, Question } from './question.ts'

const isJointCell: Condition = (draft) => valueIn(draft, 'partyOrgStatus') === 'jointCell'
const stepper: Control = { kind: 'count', input: 'stepper' }

const organisationIsNew: Condition = (draft, { facts }) =>
  facts['partyOrgStatus']?.value === 'none' && hasPartyOrg(draft)

const knowsCandidates: Condition = (draft) => ['cell', 'union'].includes(respondentIn(draft) as string)

function folded(fold: Fold, when: Condition, key: FieldKey, control: Control): Question {
  return { id: key, section: 4, keys: [key], control, need: 'optional', when, fold }
}

/** «Tổ chức đảng và đảng viên»: numbers only. */
export const section4: readonly Question[] = [
  {
    id: 'partyOrgStatus',
    section: 4,
    keys: ['partyOrgStatus'],
    control: { kind: 'twoStep', yes: ['cell', 'jointCell', 'committee'], no: ['none'] },
    need: 'valueOrUnknown',
    short: true,
  },
  {
    id: 'hasMembers',
    section: 4,
    keys: ['hasMembers'],
    control: { kind: 'yesNoUnknown' },
    need: 'valueOrUnknown',
    when: (draft) => !hasPartyOrg(draft),
    short: true,
  },
  {
    id: 'membersOfficial',
    section: 4,
    keys: ['membersOfficial'],
    control: stepper,
    need: 'valueOrUnknown',
    when: hasMembers,
    short: true,
  },
  {
    id: 'membersProbationary',
    section: 4,
    keys: ['membersProbationary'],
    control: stepper,
    need: 'valueOrUnknown',
    when: hasMembers,
    short: true,
  },
  {
    id: 'orgOfficialTotal',
    section: 4,
    keys: ['orgOfficialTotal'],
    control: stepper,
    need: 'optional',
    when: isJointCell,
  },
  {
    id: 'partyOrgId',
    section: 4,
    keys: ['partyOrgId', 'partyOrgFirmIds'],
    anyKey: true,
    control: { kind: 'organisation' },
    need: 'optional',
    when: isJointCell,
  },
  {
    id: 'membersStable',
    section: 4,
    keys: ['membersStable'],
    control: { kind: 'count', input: 'stepper', all: 'membersOfficial' },
    need: 'optional',
    when: (draft) => !hasPartyOrg(draft) && officialMembers(draft) >= 1,
  },
  {
    id: 'places',
    section: 4,
    keys: placeKeys,
    anyKey: true,
    control: { kind: 'places' },
    // with an organisation of the firm everyone is taken to be there
    need: (draft) => (hasPartyOrg(draft) ? 'optional' : 'valueOrUnknown'),
    when: (draft) => knownMembers(draft) >= 1,
  },
  folded('decision', organisationIsNew, 'establishedOn', { kind: 'date' }),
  folded('decision', organisationIsNew, 'decisionNo', { kind: 'shortText' }),
  folded('activity', hasPartyOrg, 'regulationOperating', { kind: 'yesNoUnknown' }),
  folded('activity', hasPartyOrg, 'regulationCoordination', { kind: 'yesNoUnknown' }),
  folded('activity', hasPartyOrg, 'admissionPlan', { kind: 'yesNoUnknown' }),
  folded('activity', hasPartyOrg, 'admittedYearToDate', stepper),
  folded('activity', hasPartyOrg, 'membersWithTask', stepper),
  folded('activity', hasPartyOrg, 'studyTopicDone', { kind: 'yesNoUnknown' }),
  folded('candidates', knowsCandidates, 'candidates', stepper),
  folded('candidates', knowsCandidates, 'introducedByUnion', stepper),
  folded('candidates', knowsCandidates, 'introducedByYouth', stepper),
  folded('candidates', knowsCandidates, 'candidatesTrained', stepper),
]
