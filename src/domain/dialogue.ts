import { codeOf, yesNoOf } from './factValues.ts'
import type { Facts } from './facts.ts'
import type { BusinessStability, OwnerConcern } from './fields/codes.ts'
import { openConcerns } from './overlays.ts'
import type { Basis } from './ruleSet.ts'

/** One thing to say or do about a concern, and what it rests on; without a basis it is plain good practice. */
export interface Argument {
  /** Its words are `dialogue_<key>`. */
  readonly key: string
  readonly basis: readonly Basis[]
}

/** A conference of which only the report is known: no document of a rule set. */
export const practiceSources = ['hoangMai'] as const

const offShift = argument('offShift', at('tayHo'), at('hoangMai'))
const passedOn = argument('passedOn', at('tayHo'))

/** What may be said to each concern of whoever leads the firm. Voluntary in tone: nothing here is a condition. */
export const dialogue: Readonly<Record<OwnerConcern, readonly Argument[]>> = {
  burden: [
    offShift,
    argument('noLeave', at('decree98'), at('phuTho')),
    argument('fittingTasks', at('phuTho')),
    argument('notABurden', at('hoangMai')),
  ],
  production: [offShift, argument('emulation', at('phuTho')), argument('discipline', at('tayHo'))],
  unclearRole: [
    argument('bridge', at('phuTho'), at('haiPhong')),
    argument('ownRules', at('regulation170')),
    argument('networking', at('hoangMai')),
    argument('results', at('phuTho')),
  ],
  ownerNotMember: [
    argument('membersCount', at('charter', '21.2')),
    argument('coordination', at('tayHo'), at('hoangMai')),
    argument('ownerMayJoin', at('guidance08'), at('phuTho')),
  ],
  businessDifficulty: [
    argument('notNow', at('directive33')),
    passedOn,
    argument('meanwhile', at('charter', '21.2'), at('directive33')),
    argument('stableFirst', at('hoangMai')),
  ],
  parentRules: [
    argument('allKinds', at('decree98', '3')),
    argument('foreignFirms', at('haiPhong')),
    argument('unionFirst', at('unionLaw', '19.2'), at('unionLawAmended', '4.2')),
    argument('askWhichRule'),
  ],
  notStated: [argument('listen'), argument('leaveLetter'), argument('leaderComes', at('hoangMai'))],
  other: [argument('noteIt'), passedOn],
}

/** Concerns to prepare for before the next talk: those still felt, and those that what is known points to. */
export function concernsToDiscuss(facts: Facts): readonly OwnerConcern[] {
  const likely: readonly [OwnerConcern, boolean][] = [
    ['ownerNotMember', yesNoOf(facts, 'ownerIsPartyMember') === false],
    ['businessDifficulty', codeOf<BusinessStability>(facts, 'businessStability') === 'difficult'],
  ]
  const pointedTo = likely.flatMap(([concern, isLikely]) => (isLikely ? [concern] : []))
  return [...new Set([...openConcerns(facts), ...pointedTo])]
}

function argument(key: string, ...basis: readonly Basis[]): Argument {
  return { key, basis }
}

function at(reference: string, article?: string): Basis {
  return article === undefined ? { reference } : { reference, article }
}
