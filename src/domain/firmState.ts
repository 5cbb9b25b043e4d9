import { codeOf, countOf, yesNoOf, type Known } from './factValues.ts'
import type { Facts } from './facts.ts'
import type { FieldKey } from './fields.ts'
import type {
  BusinessStability,
  OperatingStatus,
  PartyOrgStatus,
  UnionStatus,
  YouthStatus,
} from './fields/codes.ts'
import { partyOrgExists } from './fields/hanging.ts'
import { movedOf, standsWhereItWent } from './movedFirm.ts'
import type { FirmRecord, OrganisationRecord } from './records.ts'
import { threshold, type RuleSet } from './ruleSet.ts'

export type YesNo = Known<'yes' | 'no'>

/** What the decision table reads. Not knowing is `unknown`, never zero and never no. */
export interface FirmState {
  readonly outOfScope: 'no' | 'closed' | 'moved' | 'duplicate'
  /** Somebody answered at least once. */
  readonly surveyed: boolean
  /** Its own cell or committee, one it shares, or none; a mobile cell is none. */
  readonly org: Known<'own' | 'joint' | 'none'>
  /** Its own organisation is a committee already. */
  readonly isCommittee: boolean
  /** Official members; of the whole cell where it is shared. */
  readonly official: Known<number>
  /** The total of a shared cell is not known, only that its known firms have so many. */
  readonly officialIsAtLeast: boolean
  /** Official members who work in this firm. */
  readonly ownOfficial: Known<number>
  /** Official members who have worked here long enough. */
  readonly stableOfficial: Known<number>
  readonly tenureKnown: boolean
  /** Official members who have not. */
  readonly shortTenureOfficial: Known<number>
  readonly probationary: Known<number>
  readonly hasMembers: YesNo
  /** A union that is dormant or shared counts as yes. */
  readonly union: YesNo
  readonly unionDormant: boolean
  readonly youth: YesNo
  readonly headcount: Known<number>
  readonly businessStable: YesNo
  /** Every member is in a mobile cell already. */
  readonly allInPool: Known<boolean>
}

export interface Established {
  /** yyyy-mm-dd */
  readonly on: string
  readonly joint: boolean
}

export interface FirmStateInput {
  readonly firm: FirmRecord
  readonly facts: Facts
  readonly surveyed: boolean
  readonly ruleSet: RuleSet
  readonly organisations: readonly OrganisationRecord[]
  /** A decision by which an organisation was set up here, for one firm or several; later than what visits knew. */
  readonly established?: Established | undefined
  /** Official members known of other firms, for the total of a shared cell. */
  readonly officialByFirm?: ReadonlyMap<string, number> | undefined
}

export function firmStateOf(input: FirmStateInput): FirmState {
  const { firm, facts, surveyed, organisations } = input
  const org = orgOf(input)
  const ownOfficial = memberCount(facts, 'membersOfficial')
  const probationary = memberCount(facts, 'membersProbationary')
  const whole =
    org === 'joint' ? jointOfficial(input, ownOfficial) : { official: ownOfficial, isAtLeast: false }
  return {
    outOfScope: outOfScopeOf(firm, facts),
    surveyed,
    org,
    isCommittee: codeOf<PartyOrgStatus>(facts, 'partyOrgStatus') === 'committee',
    official: whole.official,
    officialIsAtLeast: whole.isAtLeast,
    ownOfficial,
    ...tenureOf(facts, ownOfficial),
    probationary,
    hasMembers: hasMembersOf(facts, ownOfficial, probationary),
    union: unionOf(firm.id, facts, organisations),
    unionDormant: codeOf(facts, 'unionStatus') === 'dormant',
    youth: yesNoFrom<YouthStatus>(facts, 'youthStatus', ['cell', 'grassroots'], ['none']),
    headcount: countOf(facts, 'headcountTotal'),
    businessStable: businessStableOf(facts),
    allInPool: allInPoolOf(facts, ownOfficial, probationary),
  }
}

/** A firm that moved is back in scope once its record stands where it went. */
function outOfScopeOf(firm: FirmRecord, facts: Facts): FirmState['outOfScope'] {
  const duplicateOf = firm.fields['duplicateOf']?.value
  if (typeof duplicateOf === 'string' && duplicateOf !== '') return 'duplicate'
  if (codeOf<OperatingStatus>(facts, 'operatingStatus') === 'closed') return 'closed'
  const moved = movedOf(facts)
  return moved === undefined || standsWhereItWent(firm, moved) ? 'no' : 'moved'
}

/** A decision, or the supervisors' record of a shared cell, says more than a visit that knows of none. */
function orgOf({ firm, facts, organisations, established }: FirmStateInput): FirmState['org'] {
  const status = codeOf<PartyOrgStatus>(facts, 'partyOrgStatus')
  if (status === 'cell' || status === 'committee') return 'own'
  if (status === 'jointCell' || belongsTo('jointCell', firm.id, organisations) !== undefined) return 'joint'
  if (established !== undefined && (facts['partyOrgStatus']?.on ?? '') <= established.on) {
    return established.joint ? 'joint' : 'own'
  }
  return status === 'none' ? 'none' : 'unknown'
}

/** The whole cell's total; failing that what its known firms have, if that alone is enough for a cell. */
function jointOfficial(
  { firm, facts, organisations, officialByFirm, ruleSet }: FirmStateInput,
  ownOfficial: Known<number>,
): { readonly official: Known<number>; readonly isAtLeast: boolean } {
  const record = belongsTo('jointCell', firm.id, organisations)
  const named = facts['partyOrgFirmIds']?.value
  const others = new Set([...(record?.firmIds ?? []), ...(Array.isArray(named) ? (named as string[]) : [])])
  others.delete(firm.id)
  const sum = [...others].reduce(
    (total, id) => total + (officialByFirm?.get(id) ?? 0),
    ownOfficial === 'unknown' ? 0 : ownOfficial,
  )
  const total = record?.officialTotal ?? countOf(facts, 'orgOfficialTotal')
  if (total !== 'unknown') return { official: Math.max(total, sum), isAtLeast: false }
  const isEnough = sum >= threshold(ruleSet, 'minOfficialForCell')
  return { official: isEnough ? sum : 'unknown', isAtLeast: isEnough }
}

function belongsTo(
  kind: OrganisationRecord['kind'],
  firmId: string,
  organisations: readonly OrganisationRecord[],
) {
  return organisations.find(
    (organisation) => organisation.kind === kind && organisation.firmIds.includes(firmId),
  )
}

/** The newer word counts: «Không» after a number is none, «Có» after zeros is some, we don't know how many. */
function memberCount(facts: Facts, key: FieldKey): Known<number> {
  const count = facts[key]
  const leading = membersSaid(facts)
  const isNewer = leading !== undefined && (count === undefined || leading.on > count.on)
  if (isNewer && !leading.value) return 0
  if (isNewer && allZero(facts)) return 'unknown'
  return countOf(facts, key)
}

/** Whether there are members, by the last word on it: an organisation has some. */
function membersSaid(facts: Facts): { readonly value: boolean; readonly on: string } | undefined {
  const org = facts['partyOrgStatus']
  const said = facts['hasMembers']
  if (org !== undefined && partyOrgExists(org.value) && org.on >= (said?.on ?? ''))
    return { value: true, on: org.on }
  return said === undefined ? undefined : { value: said.value === true, on: said.on }
}

function allZero(facts: Facts): boolean {
  return countOf(facts, 'membersOfficial') === 0 && countOf(facts, 'membersProbationary') === 0
}

function hasMembersOf(facts: Facts, official: Known<number>, probationary: Known<number>): YesNo {
  if (isPositive(official) || isPositive(probationary)) return 'yes'
  if (official === 0 && probationary === 0) return 'no'
  return yesNoOf(facts, 'hasMembers') === true ? 'yes' : 'unknown'
}

function tenureOf(facts: Facts, official: Known<number>) {
  const said = countOf(facts, 'membersStable')
  if (official === 'unknown')
    return { stableOfficial: said, tenureKnown: false, shortTenureOfficial: 'unknown' } as const
  if (official === 0) return { stableOfficial: 0, tenureKnown: true, shortTenureOfficial: 0 }
  if (said === 'unknown') {
    return { stableOfficial: 'unknown', tenureKnown: false, shortTenureOfficial: 'unknown' } as const
  }
  const stableOfficial = Math.min(said, official)
  return { stableOfficial, tenureKnown: true, shortTenureOfficial: official - stableOfficial }
}

function unionOf(firmId: string, facts: Facts, organisations: readonly OrganisationRecord[]): YesNo {
  if (belongsTo('jointUnion', firmId, organisations) !== undefined) return 'yes'
  const without = ['none', 'beingOrganised', 'otherWorkersOrganisation'] as const
  return yesNoFrom<UnionStatus>(facts, 'unionStatus', ['active', 'joint', 'dormant'], without)
}

/** Whoever has suspended business is not stable, whatever was said before. */
function businessStableOf(facts: Facts): YesNo {
  if (codeOf<OperatingStatus>(facts, 'operatingStatus') === 'suspended') return 'no'
  return yesNoFrom<BusinessStability>(facts, 'businessStability', ['growing', 'stable'], ['difficult'])
}

function allInPoolOf(facts: Facts, official: Known<number>, probationary: Known<number>): Known<boolean> {
  const elsewhere = ['membersResidence', 'membersOther', 'membersUnknownPlace', 'membersOwnCell'] as const
  if (elsewhere.some((key) => isPositive(countOf(facts, key)))) return false
  const pool = countOf(facts, 'membersPool')
  if (pool === 'unknown' || official === 'unknown' || probationary === 'unknown') return 'unknown'
  return pool > 0 && pool >= official + probationary
}

/** A code that only a newer build knows says neither. */
function yesNoFrom<Code extends string>(
  facts: Facts,
  key: FieldKey,
  yes: readonly Code[],
  no: readonly Code[],
): YesNo {
  const code = codeOf<Code>(facts, key)
  if (code === 'unknown') return 'unknown'
  if (yes.includes(code)) return 'yes'
  return no.includes(code) ? 'no' : 'unknown'
}

function isPositive(count: Known<number>): boolean {
  return count !== 'unknown' && count > 0
}
