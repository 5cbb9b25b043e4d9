import { contactsOf, type Contacts } from './contacts.ts'
import { countedVisits } from './countedVisits.ts'
import type { Facts, Included } from './facts.ts'
import { knowsMembers } from './facts/standing.ts'
import type { NextAction } from './fields/codes.ts'
import { firmStateOf, type Established, type FirmState } from './firmState.ts'
import type { DatedStage } from './funnel.ts'
import { opinionsOf, type Opinion } from './opinions.ts'
import { appliedOverlays, isToEscalate, type AppliedOverlay, type OverlayId } from './overlays.ts'
import { appointmentOf, plannedActions } from './plannedActions.ts'
import { priorityKey, type PriorityKey } from './priority.ts'
import { profileOf } from './profile.ts'
import { proposalsOf, type Proposal } from './proposals.ts'
import type { FirmRecord, OrganisationRecord } from './records.ts'
import type { RuleSet } from './ruleSet.ts'
import { actionsOf, isAgreed, type ActionRule, type Situation } from './situation.ts'
import { decideTrack, standingTrack, type StandingTrack, type TrackOverride } from './track.ts'
import { trackTable, type TrackRowId } from './track/table.ts'
import type { VisitRecord } from './visit.ts'

/** All that is known of one firm; `facts` must be folded from the same visits with the same `include`. */
export interface AdviceInput {
  readonly firm: FirmRecord
  /** The firm's name as a search key. */
  readonly foldedName: string
  readonly facts: Facts
  readonly visits: readonly VisitRecord[]
  readonly include: Included
  /** Shared organisations; only those that this firm belongs to are looked at. */
  readonly organisations: readonly OrganisationRecord[]
  /** Official members known of other firms, for the total of a shared cell. */
  readonly officialByFirm?: ReadonlyMap<string, number> | undefined
  readonly park?: { readonly isKey: boolean } | undefined
  /** Steps of approach that the plan and outcomes date. */
  readonly datedStages?: readonly DatedStage[] | undefined
  readonly established?: Established | undefined
  readonly override?: TrackOverride | undefined
  readonly ruleSet: RuleSet
  /** Today, yyyy-mm-dd. */
  readonly asOf: string
}

export interface AdvisedAction {
  readonly action: NextAction
  /** What it is advised by: a row, an overlay, the last contact, or an unconfirmed number. */
  readonly from: TrackRowId | OverlayId | 'contact' | 'verify'
  /** It needs the owner, who has not agreed yet. A leader may go ahead. */
  readonly waitsForOwner: boolean
}

/** What the rules say of one firm: the same on a phone and on the server. */
export interface Advice {
  readonly state: FirmState
  readonly track: StandingTrack
  readonly overlays: readonly AppliedOverlay[]
  readonly contacts: Contacts
  readonly agreed: boolean
  /** What whoever leads the firm said, the earliest first. */
  readonly opinions: readonly Opinion[]
  readonly priority: PriorityKey
  /** Everything advised, in order, each step once. */
  readonly actions: readonly AdvisedAction[]
  /** One to three of them with a day, for «Làm gì tiếp?». */
  readonly proposals: readonly Proposal[]
  /** The day of the next step, appointment or re-check that is planned. */
  readonly followUpOn?: string
}

export function adviseFirm(input: AdviceInput): Advice {
  const { firm, facts, ruleSet, asOf, park } = input
  const visits = countedVisits(input.visits, input.include)
  const contacts = contactsOf({ visits, facts, datedStages: input.datedStages ?? [], ruleSet, asOf })
  const state = firmStateOf({ ...input, surveyed: contacts.surveyed })
  const profile = profileOf(firm, facts)
  const situation: Situation = { state, facts, contacts, profile, inKeyPark: park?.isKey === true, ruleSet }
  const track = standingTrack(decideTrack(state, ruleSet), input.override)
  const overlays = appliedOverlays(situation, track.row)
  const actions = advisedActions(situation, track.row, overlays)
  const followUpOn = followUpDay(facts)
  const { access, lastContactOn } = contacts
  const about = { firmId: firm.id, foldedName: input.foldedName, state, access: access.level }
  return {
    state,
    track,
    overlays,
    contacts,
    agreed: isAgreed(situation),
    opinions: opinionsOf(visits),
    priority: priorityKey({ ...about, lastContactOn, followUpOn, asOf }),
    actions,
    proposals: proposalsOf(actions, situation, track.row, asOf),
    ...(followUpOn !== undefined && { followUpOn }),
  }
}

/** The earliest day among what is planned and not done. */
export function followUpDay(facts: Facts): string | undefined {
  const recheckOn = facts['recheckOn']?.value
  const days = [
    ...plannedActions(facts['nextActions']?.value).map(({ dueOn }) => dueOn),
    appointmentOf(facts['appointmentAt']?.value)?.on,
    typeof recheckOn === 'string' ? recheckOn : undefined,
  ].filter((day) => day !== undefined)
  return days.toSorted()[0]
}

/** What the last contact calls for, whatever the track. */
const contactRules: readonly ActionRule[] = [
  { action: 'escalate', when: isToEscalate },
  {
    action: 'revisit',
    when: ({ contacts, ...situation }) =>
      ['absent', 'appointmentOnly'].includes(contacts.lastOutcome ?? '') ||
      (contacts.lastOutcome === 'refused' && !isToEscalate({ contacts, ...situation })),
  },
  { action: 'recheck', when: ({ contacts }) => contacts.lastOutcome === 'notFound' },
]

/** Steps that can't be taken without the owner. */
const ownerSteps: readonly NextAction[] = ['dossier', 'regulation', 'commitment']

function advisedActions(
  situation: Situation,
  row: TrackRowId,
  overlays: readonly AppliedOverlay[],
): readonly AdvisedAction[] {
  const waits = overlays.some(({ waitsForOwner }) => waitsForOwner)
  const advised = (actions: readonly NextAction[], from: AdvisedAction['from']) =>
    actions.map((action) => ({ action, from, waitsForOwner: waits && ownerSteps.includes(action) }))
  const all: readonly AdvisedAction[] = [
    ...advised(isToVerify(situation, row) ? ['verifyMembers'] : [], 'verify'),
    ...advised(row === 'D0' ? [] : actionsOf(contactRules, situation), 'contact'),
    ...advised(actionsOf(trackTable[row].actions, situation), row),
    ...overlays.flatMap(({ id, actions }) => advised(actions, id)),
  ]
  const once = all.filter(({ action }, index) => all.findIndex((other) => other.action === action) === index)
  return [...once.filter((each) => !each.waitsForOwner), ...once.filter((each) => each.waitsForOwner)]
}

/** A number of members decides here, and neither the cell nor a committee has said it. */
function isToVerify({ facts }: Situation, row: TrackRowId): boolean {
  return (trackTable[row].verify ?? []).some((key) => {
    const fact = facts[key]
    return fact !== undefined && !knowsMembers(fact.saidBy)
  })
}
