import type { FieldKey } from '#domain/fields.ts'
import type { FirmState } from '#domain/firmState.ts'
import { message, type Message } from '#domain/message.ts'
import { threshold, type RuleSet } from '#domain/ruleSet.ts'
import { countedOfficial, type Facets } from './facets.ts'

/** One thing that decided, in words, with the facts in which stand who said it and when. */
export interface Reason extends Message {
  readonly factKeys: readonly FieldKey[]
  readonly value: string | number | boolean
}

type Explain = (state: FirmState, facets: Facets, ruleSet: RuleSet) => readonly Reason[]

/** What a facet of the table says of this firm; facets every firm shares are not worth a word. */
export const explainFacet: Readonly<Record<keyof Facets, Explain>> = {
  scope: ({ outOfScope }) => {
    if (outOfScope === 'no') return []
    const factKeys: readonly FieldKey[] = outOfScope === 'duplicate' ? [] : ['operatingStatus']
    return [reason(`trackWhy_${outOfScope}`, factKeys, outOfScope)]
  },
  surveyed: ({ surveyed }) => (surveyed ? [] : [reason('trackWhy_notSurveyed', [], false)]),
  org: ({ org }) => [reason(`trackWhy_org_${org}`, ['partyOrgStatus'], org)],
  official: (state, facets, ruleSet) =>
    facets.org === 'yes' ? officialOfOrg(state, facets, ruleSet) : officialHere(state, facets, ruleSet),
  others: explainOthers,
  union: ({ union, unionDormant }) => [
    reason(`trackWhy_union_${unionDormant ? 'dormant' : union}`, ['unionStatus'], union),
  ],
  youth: ({ youth }) => [reason(`trackWhy_youth_${youth}`, ['youthStatus'], youth)],
  workers: ({ headcount }, { workers }, ruleSet) => [
    reason(`trackWhy_workers_${workers}`, ['headcountTotal'], headcount, {
      ...(headcount !== 'unknown' && { count: headcount }),
      needed: threshold(ruleSet, 'minForUnion'),
    }),
  ],
  business: ({ businessStable }) => [
    reason(`trackWhy_business_${businessStable}`, ['businessStability', 'operatingStatus'], businessStable),
  ],
  pool: ({ allInPool }, { pool }) => [
    reason(
      `trackWhy_pool_${pool}`,
      ['membersPool', 'membersResidence', 'membersOther', 'membersUnknownPlace'],
      allInPool,
    ),
  ],
}

function officialOfOrg(state: FirmState, { official }: Facets, ruleSet: RuleSet): readonly Reason[] {
  const isJoint = state.org === 'joint'
  const factKeys: readonly FieldKey[] = isJoint
    ? ['orgOfficialTotal', 'membersOfficial']
    : ['membersOfficial']
  const whose = isJoint ? 'jointCell' : 'ownCell'
  if (state.official === 'unknown') return [reason(`trackWhy_${whose}_unknown`, factKeys, 'unknown')]
  const isEnough = official === 'enough'
  const how = state.officialIsAtLeast ? 'atLeast' : isEnough ? 'enough' : 'few'
  const parameters = { count: state.official, needed: threshold(ruleSet, 'minOfficialForCell') }
  return [reason(`trackWhy_${whose}_${how}`, factKeys, state.official, parameters)]
}

function officialHere(state: FirmState, { official }: Facets, ruleSet: RuleSet): readonly Reason[] {
  const count = countedOfficial(state)
  if (count === 'unknown')
    return [reason('trackWhy_official_unknown', ['membersOfficial', 'hasMembers'], 'unknown')]
  // no official member that counts: the other members are named instead, or that there is none
  if (official === 'zero') return []
  const parameters = {
    count,
    needed: threshold(ruleSet, 'minOfficialForCell'),
    months: threshold(ruleSet, 'minTenureMonths'),
  }
  return state.tenureKnown
    ? [reason(`trackWhy_stable_${official}`, ['membersStable', 'membersOfficial'], count, parameters)]
    : [reason(`trackWhy_official_${official}`, ['membersOfficial'], count, parameters)]
}

function explainOthers(state: FirmState, { others }: Facets, ruleSet: RuleSet): readonly Reason[] {
  if (others === 'no') {
    return [reason('trackWhy_noMember', ['hasMembers', 'membersOfficial', 'membersProbationary'], false)]
  }
  if (others === 'unknown')
    return [reason('trackWhy_probationary_unknown', ['membersProbationary'], 'unknown')]
  const reasons: Reason[] = []
  const { shortTenureOfficial, probationary } = state
  if (shortTenureOfficial !== 'unknown' && shortTenureOfficial > 0) {
    const parameters = { count: shortTenureOfficial, months: threshold(ruleSet, 'minTenureMonths') }
    reasons.push(
      reason('trackWhy_shortTenure', ['membersStable', 'membersOfficial'], shortTenureOfficial, parameters),
    )
  }
  if (probationary !== 'unknown' && probationary > 0) {
    reasons.push(
      reason('trackWhy_probationary', ['membersProbationary'], probationary, { count: probationary }),
    )
  }
  return reasons
}

function reason(
  key: string,
  factKeys: readonly FieldKey[],
  value: Reason['value'],
  parameters: Message['parameters'] = {},
): Reason {
  return { ...message(key, parameters), factKeys, value }
}
