import { countIn } from '#domain/draft.ts'
import { businessStabilities, projectStages } from '#domain/fields/codes.ts'
import { hasPartyOrg, hasYouthOrganisation, officialMembers, ownership } from './conditions.ts'
import type { Condition, Question } from './question.ts'

const mayHaveForeigners: Condition = (draft, context) => {
  const group = ownership(draft, context.profile.ownershipGroup)
  return group === undefined || group === 'foreign' || group === 'jointVenture'
}

const hasManyOrYouth: Condition = (draft, context) =>
  (countIn(draft, 'headcountTotal') ?? 0) >= context.limits.youthAskedFrom || hasYouthOrganisation(draft)

/** It decides between founding a cell and preparing one, so only where there are enough official members. */
const decidesOnCell: Condition = (draft, context) =>
  !hasPartyOrg(draft) && officialMembers(draft) >= context.limits.minOfficialForCell

const mayBeNewProject: Condition = (_draft, { firstVisit, park, facts }) =>
  (firstVisit && park?.isKey === true) ||
  facts['operatingStatus']?.value === 'underConstruction' ||
  ['applying', 'granted'].includes(facts['projectStage']?.value as string)

/** «Doanh nghiệp và lao động» */
export const section2: readonly Question[] = [
  {
    id: 'profile',
    section: 2,
    keys: [
      'profileConfirmed',
      'name',
      'taxCode',
      'branchSuffix',
      'unitKind',
      'legalForm',
      'ownershipGroup',
      'stateShare',
      'address',
      'parkId',
      'siteCommuneId',
      'hqCommuneId',
      'industry',
      'industryVersion',
      'formerNames',
    ],
    anyKey: true,
    control: { kind: 'profileCard' },
    need: (_draft, { firstVisit }) => (firstVisit ? 'valueOrUnknown' : 'optional'),
    fold: 'profile',
  },
  {
    id: 'headcountTotal',
    section: 2,
    keys: ['headcountTotal'],
    control: { kind: 'count', input: 'keypad', approximate: true },
    need: 'valueOrUnknown',
    short: true,
  },
  {
    id: 'headcountVn',
    section: 2,
    keys: ['headcountVn'],
    control: { kind: 'count', input: 'keypad', approximate: true, all: 'headcountTotal' },
    need: 'optional',
    when: mayHaveForeigners,
  },
  {
    id: 'headcountYouth',
    section: 2,
    keys: ['headcountYouth'],
    control: { kind: 'percentOrCount', of: 'headcountTotal', percents: [20, 40, 60, 80] },
    need: 'optional',
    when: hasManyOrYouth,
  },
  {
    id: 'businessStability',
    section: 2,
    keys: ['businessStability'],
    control: { kind: 'bigButtons', groups: [{ id: 'businessStability', codes: businessStabilities }] },
    need: 'valueOrUnknown',
    short: decidesOnCell,
  },
  {
    id: 'projectStage',
    section: 2,
    keys: ['projectStage'],
    control: { kind: 'chips', codes: projectStages, many: false },
    need: 'optional',
    when: mayBeNewProject,
  },
]
