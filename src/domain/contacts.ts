import { accessEaseOf, type AccessLevel } from './accessEase.ts'
import type { Answers } from './answers.ts'
import { addMonths } from './calendar.ts'
import { isContact, isMeeting, isRefusal, valueSaid, type CountedVisit } from './countedVisits.ts'
import type { Facts } from './facts.ts'
import { fieldOf } from './fields.ts'
import { partyOrgExists, placeKeys } from './fields/hanging.ts'
import { funnelOf, type DatedStage, type Funnel } from './funnel.ts'
import { threshold, type RuleSet } from './ruleSet.ts'
import { addDays } from './time.ts'

/** What visits say about being in touch with a firm. Worked out, never asked. Days are yyyy-mm-dd. */
export interface Contacts {
  readonly access: AccessLevel
  readonly funnel: Funnel
  /** Somebody answered at least once. */
  readonly surveyed: boolean
  readonly met: boolean
  readonly lastMetOn?: string
  readonly lastVisitOn?: string
  readonly lastContactOn?: string
  /** What came of the last visit. */
  readonly lastOutcome?: string
  readonly refusalsInRow: number
  /** No visit before this day; absent when nothing was refused or the days have passed. */
  readonly coolDownUntil?: string
  /** So many visits in a row confirmed everything as it was. */
  readonly unchangedRuns: number
  readonly unchangedTooOften: boolean
  /** Nobody has been there for so long that it should be called to mind. */
  readonly untouched: boolean
}

export interface ContactsInput {
  /** The earliest first. */
  readonly visits: readonly CountedVisit[]
  readonly facts: Facts
  /** Steps that a plan or an outcome dates. */
  readonly datedStages: readonly DatedStage[]
  readonly ruleSet: RuleSet
  /** Today, yyyy-mm-dd. */
  readonly asOf: string
}

export function contactsOf({ visits, facts, datedStages, ruleSet, asOf }: ContactsInput): Contacts {
  const refusals = refusalsInRow(visits)
  const coolDownUntil = coolDownEnd(visits, refusals, ruleSet)
  const lastMetOn = visits.findLast(isMeeting)?.on
  const lastVisitOn = visits.at(-1)?.on
  const lastContactOn = visits.findLast(isContact)?.on
  const lastOutcome = visits.map((visit) => valueSaid(visit, 'outcome')).at(-1)
  const unchangedRuns = countUnchanged(visits)
  return {
    access: accessEaseOf(visits, ruleSet, asOf),
    funnel: funnelOf(visits, facts, datedStages, refusals),
    surveyed: visits.some((visit) => visit.respondent !== undefined),
    met: lastMetOn !== undefined,
    ...(lastMetOn !== undefined && { lastMetOn }),
    ...(lastVisitOn !== undefined && { lastVisitOn }),
    ...(lastContactOn !== undefined && { lastContactOn }),
    ...(typeof lastOutcome === 'string' && { lastOutcome }),
    refusalsInRow: refusals,
    ...(coolDownUntil !== undefined && asOf < coolDownUntil && { coolDownUntil }),
    unchangedRuns,
    unchangedTooOften: unchangedRuns >= threshold(ruleSet, 'unchangedRunsToFlag'),
    // most of a new list were never visited: no day is worked out for them
    untouched:
      lastVisitOn === undefined || lastVisitOn < addMonths(asOf, -threshold(ruleSet, 'untouchedMonths')),
  }
}

/** Refusals since somebody last talked to us; finding nobody there neither adds nor ends. */
function refusalsInRow(visits: readonly CountedVisit[]): number {
  const lastTalk = visits.findLastIndex((visit) => isContact(visit) && !isRefusal(visit))
  return visits.slice(lastTalk + 1).filter(isRefusal).length
}

function coolDownEnd(
  visits: readonly CountedVisit[],
  refusals: number,
  ruleSet: RuleSet,
): string | undefined {
  const last = visits.findLast(isRefusal)
  if (refusals === 0 || last === undefined) return undefined
  return addDays(last.on, threshold(ruleSet, 'coolDownDays'))
}

/** Of the visits in which someone answered, the last ones that confirmed every value and changed none. */
function countUnchanged(visits: readonly CountedVisit[]): number {
  const answered = visits.filter((visit) => visit.respondent !== undefined)
  const lastChange = answered.findLastIndex((visit) => !isUnchanged(visit))
  return answered.length - 1 - lastChange
}

function isUnchanged({ answers }: CountedVisit): boolean {
  const said = Object.entries(answers).flatMap(([key, answer]) =>
    isConfirmable(key) && answer.kind !== 'unknown' && !isImplied(key, answers)
      ? [answer.kind === 'value' && answer.unchanged === true]
      : [],
  )
  return said.length > 0 && said.every(Boolean)
}

/** What the form adds by itself: no members are none of either kind, members of an organisation are in it. */
function isImplied(key: string, answers: Answers): boolean {
  const said = (leading: string) => (answers[leading]?.kind === 'value' ? answers[leading].value : undefined)
  if (key === 'membersOfficial' || key === 'membersProbationary') return said('hasMembers') === false
  return placeKeys.some((place) => place === key) && partyOrgExists(said('partyOrgStatus'))
}

/** Values of the firm, its mass organisations and its members: what «Tất cả vẫn như cũ» confirms. */
function isConfirmable(key: string): boolean {
  const field = fieldOf(key)
  return field?.prefilled === true && [2, 3, 4].includes(field.section ?? 0)
}
