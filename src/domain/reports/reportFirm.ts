import type { Advice } from '#domain/advice.ts'
import { ownerAnswered, valueSaid, type CountedVisit } from '#domain/countedVisits.ts'
import { countOf, type Known } from '#domain/factValues.ts'
import { foldFacts, type Facts } from '#domain/facts.ts'
import type { NextAction, OwnerConcern } from '#domain/fields/codes.ts'
import type { FirmState, YesNo } from '#domain/firmState.ts'
import type { FunnelAside } from '#domain/funnel.ts'
import { openConcerns } from '#domain/overlays.ts'
import { approachSteps, type ReachedSteps } from '#domain/overview.ts'
import { plannedActions, type PlannedAction } from '#domain/plannedActions.ts'
import type { PriorityKey } from '#domain/priority.ts'
import { nameOf, textOf, type Profile } from '#domain/profile.ts'
import type { OrganisationRecord } from '#domain/records.ts'
import type { Period } from '#domain/targets.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import type { VisitRecord } from '#domain/visit.ts'

/** A firm as reports count it at the end of a period, from approved visits alone. Days are yyyy-mm-dd. */
export interface ReportFirm {
  readonly id: string
  readonly name: string
  readonly taxCode: string | undefined
  readonly taxCodeIs: 'valid' | 'unverified' | 'missing'
  readonly parkId: string | undefined
  readonly communeId: string | undefined
  readonly ownership: string | undefined
  readonly legalForm: string | undefined
  readonly row: TrackRowId
  readonly surveyed: boolean
  readonly org: FirmState['org']
  readonly isCommittee: boolean
  /** One name for every organisation, however many firms share it. */
  readonly orgKey: string | undefined
  /** Members who work in this firm. */
  readonly official: Known<number>
  readonly probationary: Known<number>
  readonly hasMembers: YesNo
  readonly union: YesNo
  readonly unionMembers: Known<number>
  readonly youth: YesNo
  readonly youthMembers: Known<number>
  readonly headcount: Known<number>
  readonly reached: ReachedSteps
  readonly asides: readonly FunnelAside[]
  readonly key: PriorityKey
  readonly pinned: boolean
  readonly planned: readonly PlannedAction[]
  /** What the rules advise first. */
  readonly advised: NextAction | undefined
  readonly assignedTo: string | undefined
  readonly dueOn: string | undefined
  readonly lastVisitOn: string | undefined
  /** All up to the end of the period, the earliest first. */
  readonly visits: readonly Pick<CountedVisit, 'visitId' | 'personId' | 'on'>[]
  readonly concerns: Concerns
}

export interface Concerns {
  /** Still felt at the end. */
  readonly open: readonly OwnerConcern[]
  /** Told within the period. */
  readonly raised: readonly OwnerConcern[]
  /** Felt at the beginning or told within the period, and gone at the end. */
  readonly settled: readonly OwnerConcern[]
}

export interface ReportFirmInput {
  readonly id: string
  readonly profile: Profile
  /** Where it lay at the end of the period. */
  readonly parkId: string | undefined
  readonly communeId: string | undefined
  readonly facts: Facts
  readonly advice: Advice
  /** Approved, up to the end of the period. */
  readonly visits: readonly VisitRecord[]
  readonly counted: readonly CountedVisit[]
  readonly organisations: readonly OrganisationRecord[]
  readonly pinned: boolean
  readonly assignedTo: string | undefined
  readonly dueOn: string | undefined
  readonly period: Period
}

export function reportFirmOf(input: ReportFirmInput): ReportFirm {
  const { id, profile, facts, advice, counted } = input
  const { state, contacts } = advice
  const taxCode = textOf(profile, 'taxCode')
  return {
    id,
    name: nameOf(profile),
    taxCode,
    taxCodeIs:
      taxCode === undefined ? 'missing' : checkTaxCode(taxCode).kind === 'valid' ? 'valid' : 'unverified',
    parkId: input.parkId,
    communeId: input.communeId,
    ownership: textOf(profile, 'ownershipGroup'),
    legalForm: textOf(profile, 'legalForm'),
    row: advice.track.row,
    surveyed: state.surveyed,
    org: state.org,
    isCommittee: state.isCommittee,
    orgKey: orgKeyOf(input),
    official: state.ownOfficial,
    probationary: state.probationary,
    hasMembers: state.hasMembers,
    union: state.union,
    unionMembers: state.union === 'yes' ? countOf(facts, 'unionMembers') : 0,
    youth: state.youth,
    youthMembers: state.youth === 'yes' ? countOf(facts, 'youthMembers') : 0,
    headcount: state.headcount,
    reached: Object.fromEntries(
      approachSteps.flatMap((step) => {
        const on = contacts.funnel.reached[step]
        return on === undefined || on > input.period.to ? [] : [[step, on]]
      }),
    ),
    asides: contacts.funnel.asides,
    key: advice.priority,
    pinned: input.pinned,
    planned: plannedActions(facts['nextActions']?.value),
    advised: advice.actions[0]?.action,
    assignedTo: input.assignedTo,
    dueOn: input.dueOn,
    lastVisitOn: counted.at(-1)?.on,
    visits: counted.map(({ visitId, personId, on }) => ({ visitId, personId, on })),
    concerns: concernsOf(input),
  }
}

function orgKeyOf({ id, facts, advice, organisations }: ReportFirmInput): string | undefined {
  const { org } = advice.state
  if (org === 'own') return id
  if (org !== 'joint') return undefined
  const record = organisations.find(({ kind, firmIds }) => kind === 'jointCell' && firmIds.includes(id))
  if (record !== undefined) return record.id
  const named = facts['partyOrgFirmIds']?.value
  return [...new Set([id, ...(Array.isArray(named) ? (named as string[]) : [])])].toSorted().join('+')
}

function concernsOf({ facts, visits, counted, period }: ReportFirmInput): Concerns {
  const told = counted.filter((visit) => ownerAnswered(visit) && toldConcerns(visit).length > 0)
  if (told.length === 0) return { open: [], raised: [], settled: [] }
  const open = openConcerns(facts)
  const raised = new Set(told.filter(({ on }) => period.from <= on).flatMap(toldConcerns))
  const before = new Set(counted.filter(({ on }) => on < period.from).map(({ visitId }) => visitId))
  const atStart = openConcerns(
    foldFacts(
      visits.filter(({ id }) => before.has(id)),
      { include: 'approved' },
    ),
  )
  const settled = [...new Set([...atStart, ...raised])].filter((concern) => !open.includes(concern))
  return { open, raised: [...raised], settled }
}

function toldConcerns(visit: CountedVisit): readonly OwnerConcern[] {
  const value = valueSaid(visit, 'ownerConcerns')
  return Array.isArray(value) ? (value as OwnerConcern[]) : []
}
