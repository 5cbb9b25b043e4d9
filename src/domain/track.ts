import type { FirmState } from './firmState.ts'
import { message, type Message } from './message.ts'
import { threshold, type Basis, type RuleSet } from './ruleSet.ts'
import { facetsOf, matches, type Facets } from './track/facets.ts'
import { explainFacet, type Reason } from './track/reasons.ts'
import { trackRowIds, trackTable, type TrackCode, type TrackRow, type TrackRowId } from './track/table.ts'

/** The way forward for a firm («hướng triển khai») as the rules see it, and why. */
export interface TrackDecision {
  readonly row: TrackRowId
  readonly code: TrackCode
  readonly reason: readonly Reason[]
  readonly basis: readonly Basis[]
  /** What should be known beside it. */
  readonly notes: readonly Message[]
}

/** What a leader set instead, with a sentence; null goes back to the rules. */
export interface TrackOverride {
  readonly track: string | null
  readonly reason: string
  /** Who set it, and on which day (yyyy-mm-dd). */
  readonly personId: string
  readonly on: string
}

/** The way forward that stands. */
export interface StandingTrack {
  readonly row: TrackRowId
  readonly code: TrackCode
  readonly decided: TrackDecision
  /** Where a leader set it, and why. */
  readonly override?: TrackOverride
}

/** Exactly one row applies to every state: a test walks through all of them. */
export function decideTrack(state: FirmState, ruleSet: RuleSet): TrackDecision {
  const facets = facetsOf(state, ruleSet)
  const [row, ...others] = matchingRows(facets)
  if (row === undefined || others.length > 0) throw new Error('the decision table is not disjoint and total')
  return {
    row: row.row,
    code: row.code,
    reason: reasonsOf(row, state, facets, ruleSet),
    basis: ruleSet.rowBasis[row.row] ?? [],
    notes: notesOf(state, facets, ruleSet),
  }
}

export function matchingRows(facets: Facets): readonly TrackRow[] {
  return trackRowIds
    .map((id) => trackTable[id])
    .filter((row) => row.when.some((pattern) => matches(facets, pattern)))
}

/** A leader's choice stands beside what the rules say, until it is taken back. */
export function standingTrack(decided: TrackDecision, override: TrackOverride | undefined): StandingTrack {
  const row = trackRowIds.find((id) => id === override?.track)
  if (override === undefined || row === undefined) return { row: decided.row, code: decided.code, decided }
  return { row, code: trackTable[row].code, decided, override }
}

/** What every pattern that applies looks at; so that all that is missing is named at once. */
function reasonsOf(row: TrackRow, state: FirmState, facets: Facets, ruleSet: RuleSet): readonly Reason[] {
  const looked = row.when
    .filter((pattern) => matches(facets, pattern))
    .flatMap((pattern) => Object.keys(pattern) as (keyof Facets)[])
  return [...new Set(looked)].flatMap((facet) => explainFacet[facet](state, facets, ruleSet))
}

function notesOf(state: FirmState, facets: Facets, ruleSet: RuleSet): readonly Message[] {
  if (facets.scope === 'out' || facets.surveyed === 'no') return []
  const needed = threshold(ruleSet, 'minOfficialForCell')
  const months = threshold(ruleSet, 'minTenureMonths')
  const { official, tenureKnown } = state
  const notes: Message[] = []
  const hasNoOrg = facets.org === 'none' && official !== 'unknown'
  // enough by the Charter, which asks for no tenure: a leader may decide for a cell
  if (hasNoOrg && official >= needed && tenureKnown && facets.official !== 'enough') {
    notes.push(message('trackNote_threeOfficialAwaitTenure', { count: official, needed, months }))
  }
  if (hasNoOrg && official > 0 && !tenureKnown) notes.push(message('trackNote_tenureUnknown', { months }))
  if (state.officialIsAtLeast) notes.push(message('trackNote_jointTotalAtLeast', { count: Number(official) }))
  if (state.org === 'joint' && official === 'unknown')
    notes.push(message('trackNote_jointTotalMissing', { needed }))
  return [...notes, ...committeeNote(state, ruleSet)]
}

function committeeNote(state: FirmState, ruleSet: RuleSet): readonly Message[] {
  if (state.org !== 'own' || state.isCommittee || state.official === 'unknown') return []
  const needed = threshold(ruleSet, 'minForCommittee')
  const count = state.official + (state.probationary === 'unknown' ? 0 : state.probationary)
  return count >= needed ? [message('trackNote_committeePossible', { count, needed })] : []
}
