import { codeOf, codesOf, countOf, yesNoOf } from './factValues.ts'
import type { Facts } from './facts.ts'
import type { NextAction, OwnerConcern, OwnerNationality, OwnerStance } from './fields/codes.ts'
import { message, type Message } from './message.ts'
import { textOf } from './profile.ts'
import { threshold, type Basis } from './ruleSet.ts'
import { actionsOf, isAgreed, isForeignInvested, type ActionRule, type Situation } from './situation.ts'
import type { TrackRowId } from './track/table.ts'

export const overlayIds = ['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7', 'O8', 'O9'] as const
export type OverlayId = (typeof overlayIds)[number]

/** Advice that is added to a track and never replaces it. */
export interface Overlay {
  readonly when: (situation: Situation) => boolean
  readonly actions: readonly ActionRule[]
  readonly parameters?: (situation: Situation) => Message['parameters']
  /** Said even while the facts for a track are still missing. */
  readonly whileSurveying?: true
  /** Steps that need the owner wait for the owner's consent. */
  readonly waitsForOwner?: true
  /** Tells whether the owner is a Party member: not for everyone's eyes, and never exported. */
  readonly sensitive?: true
}

export interface AppliedOverlay {
  readonly id: OverlayId
  readonly words: Message
  readonly actions: readonly NextAction[]
  readonly basis: readonly Basis[]
  readonly waitsForOwner: boolean
  readonly sensitive: boolean
}

export const overlays: Readonly<Record<OverlayId, Overlay>> = {
  /** A new project in a key park: the owner's commitment belongs into the investment agreement. */
  O1: {
    when: ({ facts, inKeyPark }) => inKeyPark && isNewProject(facts),
    actions: [
      {
        action: 'commitment',
        when: ({ facts }) => !['included', 'refused'].includes(codeOf(facts, 'commitmentInAgreement')),
      },
    ],
    whileSurveying: true,
  },
  /** The owner is known not to be a Party member: more talk about role and benefit; a Vietnamese owner may join. */
  O2: {
    when: ({ facts }) => yesNoOf(facts, 'ownerIsPartyMember') === false,
    actions: [
      { action: 'dialogue' },
      {
        action: 'nurture',
        when: ({ facts }) => codeOf<OwnerNationality>(facts, 'ownerNationality') === 'vietnamese',
      },
    ],
    sensitive: true,
  },
  /** The owner hesitates: the track stays, what needs the owner waits. */
  O3: {
    when: (situation) =>
      !isAgreed(situation) && (isHesitant(situation.facts) || hasConcern(situation.facts, 'burden')),
    actions: [{ action: 'dialogue' }],
    waitsForOwner: true,
  },
  /** Refused: some days of rest, and after several refusals the leader is told. */
  O4: {
    when: ({ contacts }) => contacts.refusalsInRow > 0,
    actions: [{ action: 'escalate', when: isToEscalate }],
    parameters: ({ contacts }) => ({ count: contacts.refusalsInRow }),
    whileSurveying: true,
  },
  /** Business is difficult: put off, with a day to look again. */
  O5: {
    when: ({ state }) => state.businessStable === 'no',
    actions: [{ action: 'recheck' }],
  },
  /** Members active where they live. */
  O6: {
    when: ({ facts }) => isPositive(countOf(facts, 'membersResidence')),
    actions: [{ action: 'residence' }],
    parameters: ({ facts, ruleSet }) => ({
      count: Number(countOf(facts, 'membersResidence')),
      days: threshold(ruleSet, 'transferWorkingDays'),
    }),
  },
  /** Foreign capital: union beside Party and youth; foreigners can't be candidates. */
  O7: {
    when: isForeignInvested,
    actions: [
      { action: 'unionSetup', when: ({ state }) => state.union === 'no' },
      { action: 'youthPilot', when: ({ state }) => state.youth === 'no' },
    ],
  },
  /** Many young workers, few of them in the Youth Union. */
  O8: {
    when: hasYoungPotential,
    actions: [{ action: 'youthPilot', when: ({ state }) => state.youth === 'no' }],
    parameters: ({ facts }) => ({ count: Number(countOf(facts, 'headcountYouth')) }),
  },
  /** Registered elsewhere than it works: both units are told, the team at the site acts. */
  O9: {
    when: ({ profile }) => {
      const headOffice = textOf(profile, 'hqCommuneId')
      const site = textOf(profile, 'siteCommuneId')
      return headOffice !== undefined && site !== undefined && headOffice !== site
    },
    actions: [],
  },
}

/** What is to be added to a track, in the order of the list; nothing where the firm is out of scope. */
export function appliedOverlays(situation: Situation, row: TrackRowId): readonly AppliedOverlay[] {
  if (row === 'D0') return []
  return overlayIds.flatMap((id) => {
    const overlay = overlays[id]
    if (row === 'D1' && overlay.whileSurveying !== true) return []
    if (!overlay.when(situation)) return []
    return [
      {
        id,
        words: message(`overlay_${id}`, overlay.parameters?.(situation)),
        actions: actionsOf(overlay.actions, situation),
        basis: situation.ruleSet.rowBasis[id] ?? [],
        waitsForOwner: overlay.waitsForOwner === true,
        sensitive: overlay.sensitive === true,
      },
    ]
  })
}

/** Concerns of the owner that are still felt. */
export function openConcerns(facts: Facts): readonly OwnerConcern[] {
  const stated = facts['ownerConcerns']
  const settled = facts['ownerConcernsSettled']
  const open = codesOf<OwnerConcern>(facts, 'ownerConcerns')
  if (stated === undefined || settled === undefined || settled.on < stated.on) return open
  const over = codesOf<OwnerConcern>(facts, 'ownerConcernsSettled')
  return open.filter((concern) => !over.includes(concern))
}

export function isToEscalate({ contacts, ruleSet }: Situation): boolean {
  return contacts.refusalsInRow >= threshold(ruleSet, 'refusalsToEscalate')
}

function hasConcern(facts: Facts, concern: OwnerConcern): boolean {
  return openConcerns(facts).includes(concern)
}

function isHesitant(facts: Facts): boolean {
  const stance = codeOf<OwnerStance>(facts, 'ownerStance')
  return stance === 'hesitant' || stance === 'notAgreed'
}

function isNewProject(facts: Facts): boolean {
  const stage = codeOf(facts, 'projectStage')
  return (
    stage === 'applying' || stage === 'granted' || codeOf(facts, 'operatingStatus') === 'underConstruction'
  )
}

function hasYoungPotential({ facts, state, ruleSet }: Situation): boolean {
  const young = countOf(facts, 'headcountYouth')
  if (young === 'unknown' || young < threshold(ruleSet, 'youthPilotMinYoung')) return false
  if (state.youth === 'no') return true
  const members = countOf(facts, 'youthMembers')
  return members !== 'unknown' && members * 100 < young * threshold(ruleSet, 'youthPilotMaxPercent')
}

function isPositive(count: number | 'unknown'): boolean {
  return count !== 'unknown' && count > 0
}
