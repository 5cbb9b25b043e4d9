import type { AnswerValue, Precision, UnknownReason } from './answers.ts'
import { timeToMs } from './day.ts'
import { applyStatement, type MutableFacts } from './facts/applyStatement.ts'
import { statementsOf, type PlacedStatement } from './facts/statements.ts'
import { placeKeys } from './fields/hanging.ts'
import { approvedRevision, headRevision, type VisitRecord, type VisitRevision } from './visit.ts'

/** One thing known of a firm, and by whom, when and from which visit. */
export interface Fact {
  readonly value: AnswerValue
  readonly precision?: Precision | undefined
  /** The day it held, yyyy-mm-dd: the day of the visit or the answer's own `asOf`. */
  readonly on: string
  /** Who said it: a respondent role, or another source of the answer (`labourReport`, …). */
  readonly saidBy: string
  /** The surveyor who recorded it. */
  readonly personId: string
  readonly visitId: string
  /** From a visit that is not approved yet. */
  readonly provisional: boolean
  /** Someone of lower standing confirmed it later: «nhân sự xác nhận 21/11». */
  readonly confirmed?: { readonly saidBy: string; readonly on: string; readonly visitId: string } | undefined
  /** It was asked again later and stayed unknown: «hỏi lại 21/11, chưa rõ». */
  readonly askedAgain?: { readonly on: string; readonly reason: UnknownReason } | undefined
}

/** Present facts of a firm by question key; a key that is absent is unknown. */
export type Facts = Readonly<Record<string, Fact>>

/** Whose visits count: approved ones, or on a surveyor's device their own undecided ones too. */
export type Included = 'approved' | { readonly approvedAndOwnOf: string }

/**
 * What is known of one firm after its visits: of every question the latest known value. Visits are ordered by
 * when they took place, never later than the server had them, then by the number of their first submission.
 */
export function foldFacts(
  visits: readonly VisitRecord[],
  { include }: { readonly include: Included },
): Facts {
  const statements = visits.flatMap((visit) => {
    const counted = countedRevision(visit, include)
    return counted === undefined ? [] : statementsOf(visit, counted.revision, counted.provisional)
  })
  const facts: MutableFacts = {}
  for (const statement of statements.toSorted(byTime)) applyStatement(facts, statement)
  dropExceeding(facts)
  return facts
}

/** The revision of a visit that facts are read from, if it counts. */
export function countedRevision(
  visit: VisitRecord,
  include: Included,
): { readonly revision: VisitRevision; readonly provisional: boolean } | undefined {
  if (visit.state === 'void') return undefined
  const isOwn = include !== 'approved' && include.approvedAndOwnOf === visit.personId
  if (isOwn && visit.state !== 'approved') return { revision: headRevision(visit), provisional: true }
  const revision = approvedRevision(visit)
  return revision === undefined ? undefined : { revision, provisional: false }
}

const aheadMs = 10 * 60_000
const longAgoMs = 60 * 86_400_000

/** Whether the time of a visit hardly fits the server's: later than it was received, or months before. */
export function isClockFarOff({ body, receivedAt }: VisitRevision): boolean {
  const difference = timeToMs(body.occurredAt) - Date.parse(receivedAt)
  return Number.isNaN(difference) || difference > aheadMs || difference < -longAgoMs
}

function byTime(one: PlacedStatement, other: PlacedStatement): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1
  return one.ms - other.ms || one.seq - other.seq || one.index - other.index
}

/** A part that is larger than its newer whole no longer holds. */
function dropExceeding(facts: MutableFacts): void {
  const official = countOf(facts, 'membersOfficial')
  const probationary = countOf(facts, 'membersProbationary')
  if (official === undefined) return
  if ((countOf(facts, 'membersStable') ?? 0) > official) delete facts['membersStable']
  if (probationary === undefined) return
  const placed = placeKeys.reduce((sum, key) => sum + (countOf(facts, key) ?? 0), 0)
  if (placed > official + probationary) for (const key of placeKeys) delete facts[key]
}

function countOf(facts: Facts, key: string): number | undefined {
  const value = facts[key]?.value
  return typeof value === 'number' ? value : undefined
}
