import { addMonths, workingDayFrom } from './calendar.ts'
import type { NextAction } from './fields/codes.ts'
import { plannedActions } from './plannedActions.ts'
import { threshold } from './ruleSet.ts'
import type { Situation } from './situation.ts'
import { addDays } from './time.ts'
import type { TrackRowId } from './track/table.ts'

/** A next step that is put forward, with a working day. */
export interface Proposal {
  readonly action: NextAction
  /** yyyy-mm-dd */
  readonly dueOn: string
}

/** An advised step as far as proposing it goes. */
export interface Advised {
  readonly action: NextAction
  readonly waitsForOwner: boolean
}

const mostProposals = 3

/** Days until a step falls due, unless something else says when. Our own choice. */
const dueInDays: Readonly<Record<NextAction, number>> = {
  surveyAgain: 14,
  revisit: 7,
  meetOwner: 14,
  dialogue: 14,
  verifyMembers: 14,
  residence: 14,
  transfer: 30,
  dossier: 30,
  consolidate: 7,
  admissionPlan: 30,
  regulation: 30,
  nurture: 30,
  unionSetup: 30,
  unionStrengthen: 30,
  youthPilot: 60,
  commitment: 14,
  request: 7,
  escalate: 1,
  recheck: 90,
  handOver: 7,
  watch: 365,
}

/** Steps that mean going to the firm: not while it rests after a refusal. */
const goingThere: readonly NextAction[] = ['surveyAgain', 'revisit', 'meetOwner', 'dialogue']

/**
 * One to three next steps, none only where the firm is out of scope and needs none. Steps that are planned already
 * and steps that wait for the owner are put forward only when there is nothing else.
 */
export function proposalsOf(
  actions: readonly Advised[],
  situation: Situation,
  row: TrackRowId,
  asOf: string,
): readonly Proposal[] {
  const open = plannedActions(situation.facts['nextActions']?.value).map(({ action }) => action)
  const isFree = ({ action, waitsForOwner }: Advised) => !waitsForOwner && !open.includes(action)
  const free = actions.filter(isFree)
  const chosen = free.length > 0 ? free.slice(0, mostProposals) : actions.slice(0, 1)
  return chosen.map(({ action }) => ({ action, dueOn: workingDayFrom(dueDay(action, situation, row, asOf)) }))
}

function dueDay(action: NextAction, situation: Situation, row: TrackRowId, asOf: string): string {
  const { coolDownUntil } = situation.contacts
  if (action === 'watch') return addMonths(asOf, threshold(situation.ruleSet, 'watchMonths'))
  if (action === 'recheck') return recheckDay(situation, row, asOf)
  const usual = addDays(asOf, dueInDays[action])
  return goingThere.includes(action) && coolDownUntil !== undefined && coolDownUntil > usual
    ? coolDownUntil
    : usual
}

/** As agreed; for members who do not count yet, when they will at the latest. */
function recheckDay({ facts, ruleSet, state }: Situation, row: TrackRowId, asOf: string): string {
  const agreed = facts['recheckOn']?.value
  if (typeof agreed === 'string' && agreed > asOf) return agreed
  const isShort = state.shortTenureOfficial !== 'unknown' && state.shortTenureOfficial > 0
  const since = facts[isShort ? 'membersStable' : 'membersProbationary']?.on
  const months = threshold(ruleSet, isShort ? 'minTenureMonths' : 'probationMonths')
  const end = row === 'D7' && since !== undefined ? addMonths(since, months) : asOf
  return end > asOf ? end : addDays(asOf, dueInDays.recheck)
}
