import { addMonths } from './calendar.ts'
import { isContact, isMeeting, isRefusal, valueSaid, type CountedVisit } from './countedVisits.ts'
import { accessEases, type AccessEase } from './fields/codes.ts'
import { threshold, type RuleSet } from './ruleSet.ts'

/** How easily a firm receives us, and from which visit that is known. */
export interface AccessLevel {
  readonly level: AccessEase | 'unknown'
  readonly because: 'received' | 'contacted' | 'refused' | 'unanswered' | 'corrected' | 'noContact'
  readonly on?: string
  readonly visitId?: string
  /** The sentence of whoever corrected it. */
  readonly reason?: string
}

const notKnown: AccessLevel = { level: 'unknown', because: 'noContact' }

/**
 * The best of the months that count: easy when the owner received us, medium on any other contact, which never
 * lowers easy. Hard only after a refusal or unanswered visits in a row, until something better. A correction
 * stands until a later visit says otherwise. `visits` the earliest first.
 */
export function accessEaseOf(visits: readonly CountedVisit[], ruleSet: RuleSet, asOf: string): AccessLevel {
  const unansweredToHard = threshold(ruleSet, 'unansweredToHard')
  let access = notKnown
  let unanswered = 0
  for (const visit of visitsInWindow(visits, ruleSet, asOf)) {
    unanswered = nextUnanswered(visit, unanswered)
    access = corrected(visit) ?? afterVisit(access, visit, unanswered >= unansweredToHard)
  }
  return access
}

/** Visits of the months that count. */
export function visitsInWindow(
  visits: readonly CountedVisit[],
  ruleSet: RuleSet,
  asOf: string,
): readonly CountedVisit[] {
  const from = addMonths(asOf, -threshold(ruleSet, 'accessWindowMonths'))
  return visits.filter(({ on }) => on >= from)
}

function afterVisit(before: AccessLevel, visit: CountedVisit, isUnanswered: boolean): AccessLevel {
  const at = { on: visit.on, visitId: visit.visitId }
  if (isRefusal(visit)) return { level: 'hard', because: 'refused', ...at }
  if (isMeeting(visit)) return { level: 'easy', because: 'received', ...at }
  if (isContact(visit))
    return before.level === 'easy' ? before : { level: 'medium', because: 'contacted', ...at }
  return isUnanswered ? { level: 'hard', because: 'unanswered', ...at } : before
}

function corrected(visit: CountedVisit): AccessLevel | undefined {
  const level = accessEases.find((ease) => ease === valueSaid(visit, 'accessEase'))
  if (level === undefined) return undefined
  const reason = valueSaid(visit, 'accessEaseReason')
  const why = typeof reason === 'string' ? { reason } : {}
  return { level, because: 'corrected', on: visit.on, visitId: visit.visitId, ...why }
}

/** A firm that was not found at its address neither answers nor fails to. */
function nextUnanswered(visit: CountedVisit, before: number): number {
  if (isContact(visit)) return 0
  return valueSaid(visit, 'outcome') === 'absent' ? before + 1 : before
}
