import { countOf } from '#domain/factValues.ts'
import type { FieldKey } from '#domain/fields.ts'
import { isAgreed, type ActionRule, type Situation } from '#domain/situation.ts'
import type { Pattern } from './facets.ts'

export const trackRowIds = [
  'D0',
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D6p',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
] as const
export type TrackRowId = (typeof trackRowIds)[number]

export type TrackCode =
  | 'outOfScope'
  | 'survey'
  | 'consolidate'
  | 'consolidateUrgent'
  | 'establishCell'
  | 'prepareCell'
  | 'transferActivity'
  | 'growToCell'
  | 'foster'
  | 'unionFirst'
  | 'watch'

export interface TrackRow {
  readonly row: TrackRowId
  readonly code: TrackCode
  /** The row applies where one of these does. */
  readonly when: readonly Pattern[]
  /** What to do, in order. */
  readonly actions: readonly ActionRule[]
  /** Numbers that have to come from the cell or a committee before anything is built on them. */
  readonly verify?: readonly FieldKey[]
}

const advised = { scope: ['in'], surveyed: ['yes'] } as const
const noOrg = { ...advised, org: ['none'] } as const
const noMember = { ...noOrg, official: ['zero'], others: ['no'] } as const
const noUnion = { ...noMember, union: ['no'] } as const
const youthNotSeen = { ...noUnion, youth: ['no', 'unknown'] } as const

/** The decision table. Each firm meets exactly one row; the order of the rows says nothing. */
export const trackTable: Readonly<Record<TrackRowId, TrackRow>> = {
  D0: {
    row: 'D0',
    code: 'outOfScope',
    when: [{ scope: ['out'] }],
    actions: [{ action: 'handOver', when: ({ state }) => state.outOfScope === 'moved' }],
  },
  D1: {
    row: 'D1',
    code: 'survey',
    when: [
      { scope: ['in'], surveyed: ['no'] },
      { ...advised, org: ['unknown'] },
      { ...advised, org: ['yes', 'none'], official: ['unknown'] },
      { ...noOrg, official: ['zero'], others: ['unknown'] },
      { ...noMember, union: ['unknown'] },
      { ...youthNotSeen, workers: ['unknown'] },
    ],
    actions: [
      { action: 'revisit', when: ({ contacts }) => !contacts.surveyed },
      { action: 'verifyMembers', when: lacksJointTotal },
      {
        action: 'surveyAgain',
        when: (situation) => situation.contacts.surveyed && !lacksJointTotal(situation),
      },
      { action: 'meetOwner', when: ({ contacts }) => contacts.surveyed && !contacts.met },
    ],
  },
  D2: {
    row: 'D2',
    code: 'consolidate',
    when: [{ ...advised, org: ['yes'], official: ['enough'] }],
    actions: [
      { action: 'admissionPlan', when: ({ facts }) => facts['admissionPlan']?.value !== true },
      { action: 'regulation', when: lacksRegulation },
      { action: 'unionStrengthen', when: hasDormantUnion },
      { action: 'unionSetup', when: ({ state }) => state.union === 'no' },
      { action: 'youthPilot', when: ({ state }) => state.youth === 'no' },
      { action: 'nurture' },
    ],
  },
  D3: {
    row: 'D3',
    code: 'consolidateUrgent',
    when: [{ ...advised, org: ['yes'], official: ['few', 'zero'] }],
    actions: [{ action: 'consolidate' }, { action: 'escalate' }],
  },
  D4: {
    row: 'D4',
    code: 'establishCell',
    when: [{ ...noOrg, official: ['enough'], business: ['yes'] }],
    actions: [
      { action: 'meetOwner', when: ({ contacts }) => !contacts.met },
      { action: 'dialogue', when: (situation) => situation.contacts.met && !isAgreed(situation) },
      { action: 'residence', when: hasMembersAtResidence },
      { action: 'transfer' },
      { action: 'dossier' },
      { action: 'regulation', when: lacksRegulation },
    ],
    verify: ['membersOfficial', 'membersStable'],
  },
  D5: {
    row: 'D5',
    code: 'prepareCell',
    when: [{ ...noOrg, official: ['enough'], business: ['no', 'unknown'] }],
    actions: [
      { action: 'transfer' },
      { action: 'recheck' },
      { action: 'request', when: ({ state }) => state.businessStable === 'no' },
    ],
  },
  D6: {
    row: 'D6',
    code: 'transferActivity',
    when: [{ ...noOrg, official: ['few'], pool: ['no', 'unknown'] }],
    actions: [
      { action: 'residence', when: hasMembersAtResidence },
      { action: 'transfer' },
      { action: 'nurture' },
    ],
    verify: ['membersOfficial', 'membersStable'],
  },
  D6p: {
    row: 'D6p',
    code: 'growToCell',
    when: [{ ...noOrg, official: ['few'], pool: ['yes'] }],
    actions: [{ action: 'nurture' }, { action: 'recheck' }],
  },
  D7: {
    row: 'D7',
    code: 'transferActivity',
    when: [{ ...noOrg, official: ['zero'], others: ['yes'] }],
    actions: [
      { action: 'residence', when: hasMembersAtResidence },
      { action: 'transfer' },
      { action: 'recheck' },
    ],
  },
  D8: {
    row: 'D8',
    code: 'foster',
    when: [{ ...noMember, union: ['yes'] }],
    actions: [{ action: 'nurture' }, { action: 'unionStrengthen', when: hasDormantUnion }],
    verify: ['hasMembers', 'membersOfficial', 'membersProbationary'],
  },
  D9: {
    row: 'D9',
    code: 'unionFirst',
    when: [{ ...noUnion, youth: ['yes'] }],
    actions: [{ action: 'unionSetup' }, { action: 'nurture' }],
  },
  D10: {
    row: 'D10',
    code: 'unionFirst',
    when: [{ ...youthNotSeen, workers: ['enough'] }],
    actions: [{ action: 'unionSetup' }, { action: 'youthPilot' }],
  },
  D11: {
    row: 'D11',
    code: 'watch',
    when: [{ ...youthNotSeen, workers: ['few'] }],
    actions: [{ action: 'watch' }, { action: 'unionSetup' }],
  },
}

/** The only thing missing is how many official members the whole joint cell has. */
function lacksJointTotal({ state }: Situation): boolean {
  return state.surveyed && state.org === 'joint' && state.official === 'unknown'
}

function hasMembersAtResidence({ facts }: Situation): boolean {
  const count = countOf(facts, 'membersResidence')
  return count !== 'unknown' && count > 0
}

function lacksRegulation({ facts }: Situation): boolean {
  return facts['regulationCoordination']?.value !== true
}

function hasDormantUnion({ state }: Situation): boolean {
  return state.unionDormant
}
