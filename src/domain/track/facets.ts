import type { Known } from '#domain/factValues.ts'
import type { FirmState, YesNo } from '#domain/firmState.ts'
import { threshold, type RuleSet } from '#domain/ruleSet.ts'

/** A firm's state in the few words the decision table is written in. */
export interface Facets {
  readonly scope: 'in' | 'out'
  readonly surveyed: 'yes' | 'no'
  readonly org: 'yes' | 'none' | 'unknown'
  /** Official members that count: of the organisation; where there is none, those who work here stably. */
  readonly official: 'enough' | 'few' | 'zero' | 'unknown'
  /** Members who do not count yet: probationary, or official for too short a time. */
  readonly others: YesNo
  readonly union: YesNo
  readonly youth: YesNo
  /** Enough for a union. */
  readonly workers: 'enough' | 'few' | 'unknown'
  readonly business: YesNo
  readonly pool: YesNo
}

/** Alternatives for some facets; the others may be anything. */
export type Pattern = { readonly [Facet in keyof Facets]?: readonly Facets[Facet][] }

export function facetsOf(state: FirmState, ruleSet: RuleSet): Facets {
  return {
    scope: state.outOfScope === 'no' ? 'in' : 'out',
    surveyed: state.surveyed ? 'yes' : 'no',
    org: state.org === 'own' || state.org === 'joint' ? 'yes' : state.org,
    official: officialFacet(countedOfficial(state), threshold(ruleSet, 'minOfficialForCell')),
    others: othersFacet(state),
    union: state.union,
    youth: state.youth,
    workers: workersFacet(state.headcount, threshold(ruleSet, 'minForUnion')),
    business: state.businessStable,
    pool: state.allInPool === 'unknown' ? 'unknown' : state.allInPool ? 'yes' : 'no',
  }
}

/** Where there is an organisation all its official members, whatever their tenure; else the stable ones if known. */
export function countedOfficial(state: FirmState): Known<number> {
  const isStableCounted = state.org === 'none' && state.official !== 'unknown' && state.tenureKnown
  return isStableCounted ? state.stableOfficial : state.official
}

export function matches(facets: Facets, pattern: Pattern): boolean {
  return Object.entries(pattern).every(([facet, allowed]) =>
    (allowed as readonly string[]).includes(facets[facet as keyof Facets]),
  )
}

function officialFacet(count: Known<number>, needed: number): Facets['official'] {
  if (count === 'unknown') return 'unknown'
  if (count === 0) return 'zero'
  return count >= needed ? 'enough' : 'few'
}

// one member of short tenure is a member, whether or not there are probationary ones besides
function othersFacet({ shortTenureOfficial, probationary }: FirmState): Facets['others'] {
  if (shortTenureOfficial !== 'unknown' && shortTenureOfficial > 0) return 'yes'
  if (probationary === 'unknown') return 'unknown'
  return probationary > 0 ? 'yes' : 'no'
}

function workersFacet(headcount: Known<number>, needed: number): Facets['workers'] {
  if (headcount === 'unknown') return 'unknown'
  return headcount >= needed ? 'enough' : 'few'
}
