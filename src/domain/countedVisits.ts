import type { Answers, AnswerValue } from './answers.ts'
import { countedRevision, type Included } from './facts.ts'
import { statedBy, visitMs } from './facts/statements.ts'
import type { FieldKey } from './fields.ts'
import type { RespondentRole } from './fields/codes.ts'
import { vietnamDay } from './time.ts'
import type { VisitRecord } from './visit.ts'

/** A visit that counts, read from the one revision that counts. */
export interface CountedVisit {
  readonly visitId: string
  readonly personId: string
  /** The day it took place in Vietnam, yyyy-mm-dd; never later than the server had it. */
  readonly on: string
  readonly answers: Answers
  /** Who answered; undefined when nobody did. */
  readonly respondent: RespondentRole | undefined
  readonly provisional: boolean
}

/** The visits that count, the earliest first: the same order and the same revisions that facts are folded from. */
export function countedVisits(visits: readonly VisitRecord[], include: Included): readonly CountedVisit[] {
  return visits
    .flatMap((visit) => {
      const counted = countedRevision(visit, include)
      if (counted === undefined) return []
      const { revision, provisional } = counted
      const answers = revision.body.answers as Answers
      const ms = visitMs(visit, revision)
      const seq = Math.min(...visit.revisions.map((each) => each.seq))
      const about = { visitId: visit.id, personId: visit.personId, on: vietnamDay(ms), provisional }
      return [{ ms, seq, counted: { ...about, answers, respondent: statedBy(answers) } }]
    })
    .toSorted((one, other) => one.ms - other.ms || one.seq - other.seq)
    .map(({ counted }) => counted)
}

export function valueSaid(visit: CountedVisit, key: FieldKey): AnswerValue | undefined {
  const answer = visit.answers[key]
  return answer?.kind === 'value' ? answer.value : undefined
}

/** The owner, or whoever is authorised to speak for the owner. */
export function ownerAnswered(visit: CountedVisit): boolean {
  return visit.respondent === 'owner' || visit.respondent === 'representative'
}

/** The owner met in person, at the firm or at a conference; by telephone or through staff the firm was contacted. */
export function isMeeting(visit: CountedVisit): boolean {
  const mode = valueSaid(visit, 'mode') ?? 'inPerson'
  return ownerAnswered(visit) && (mode === 'inPerson' || mode === 'conference')
}

/** Somebody at the firm answered, by whatever means: a refusal or an appointment too. */
export function isContact(visit: CountedVisit): boolean {
  const outcome = valueSaid(visit, 'outcome')
  return visit.respondent !== undefined || outcome === 'appointmentOnly' || outcome === 'refused'
}

/** Nobody wants to receive us, or the owner does not want to talk on. */
export function isRefusal(visit: CountedVisit): boolean {
  const refusesToTalk = ownerAnswered(visit) && valueSaid(visit, 'ownerStance') === 'refused'
  return valueSaid(visit, 'outcome') === 'refused' || refusesToTalk
}
