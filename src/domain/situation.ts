import type { Contacts } from './contacts.ts'
import { codeOf } from './factValues.ts'
import type { Facts } from './facts.ts'
import type { NextAction } from './fields/codes.ts'
import type { FirmState } from './firmState.ts'
import { namesStep } from './funnel.ts'
import { textOf, type Profile } from './profile.ts'
import type { RuleSet } from './ruleSet.ts'

/** Everything that rules look at to say what should be done for one firm. */
export interface Situation {
  readonly state: FirmState
  readonly facts: Facts
  readonly contacts: Contacts
  readonly profile: Profile
  readonly inKeyPark: boolean
  readonly ruleSet: RuleSet
}

/** A step that is advised always, or only in some situations. */
export interface ActionRule {
  readonly action: NextAction
  readonly when?: (situation: Situation) => boolean
}

export function actionsOf(rules: readonly ActionRule[], situation: Situation): readonly NextAction[] {
  return rules.filter(({ when }) => when?.(situation) ?? true).map(({ action }) => action)
}

/** The owner is in favour and has named what of. */
export function isAgreed({ facts }: Situation): boolean {
  return codeOf(facts, 'ownerStance') === 'support' && namesStep(facts['ownerAgreedTo']?.value)
}

export function isForeignInvested({ profile }: Situation): boolean {
  const group = textOf(profile, 'ownershipGroup')
  return group === 'foreign' || group === 'jointVenture'
}
