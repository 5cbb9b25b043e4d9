import type { Answer, Answers } from '#domain/answers.ts'
import { isDay, timeToMs } from '#domain/day.ts'
import { fieldOf, isFieldKey, type FieldKey } from '#domain/fields.ts'
import {
  respondentByOutcome,
  type NextAction,
  type Outcome,
  type RespondentRole,
} from '#domain/fields/codes.ts'
import { hangings } from '#domain/fields/hanging.ts'
import { vietnamDay } from '#domain/time.ts'
import type { VisitRecord, VisitRevision } from '#domain/visit.ts'
import { fitsField } from './fitsField.ts'

/** One answer of one visit, with all that decides whether it stands. */
export interface Statement {
  readonly key: FieldKey
  readonly answer: Answer
  readonly saidBy: string
  readonly on: string
  readonly visitId: string
  readonly personId: string
  readonly provisional: boolean
  /** Not said by anyone: a firm where someone answers is taken to be operating. */
  readonly assumed?: true
  /** Earlier next steps that this visit closes. */
  readonly settles?: readonly NextAction[]
}

/** A statement with its place in time: the day it holds for, the visit's moment, the first submission's number. */
export interface PlacedStatement extends Statement {
  readonly ms: number
  readonly seq: number
  readonly index: number
}

/** Who answered a visit; undefined when nobody did. */
export function statedBy(answers: Answers): RespondentRole | undefined {
  const outcome = answers['outcome']
  if (outcome?.kind !== 'value' || typeof outcome.value !== 'string') return undefined
  // a word that every object knows (`constructor`) is no outcome
  return Object.hasOwn(respondentByOutcome, outcome.value)
    ? respondentByOutcome[outcome.value as Outcome]
    : undefined
}

/** When a visit took place as far as it can be trusted: never after the server had it. */
export function visitMs(visit: VisitRecord, revision: VisitRevision): number {
  const occurred = timeToMs(revision.body.occurredAt)
  const received = Date.parse(firstRevision(visit).receivedAt)
  if (Number.isNaN(occurred)) return Number.isNaN(received) ? 0 : received
  return Number.isNaN(received) ? occurred : Math.min(occurred, received)
}

/** Everything a visit states, leading answers before what hangs on them. */
export function statementsOf(
  visit: VisitRecord,
  revision: VisitRevision,
  provisional: boolean,
): readonly PlacedStatement[] {
  const answers = revision.body.answers as Answers
  const respondent = statedBy(answers)
  const ms = visitMs(visit, revision)
  const day = vietnamDay(ms)
  const lastDay = vietnamDay(Math.max(ms, Date.parse(revision.receivedAt) || ms))
  const about = { visitId: visit.id, personId: visit.personId, provisional }
  const place = { ms, seq: firstRevision(visit).seq }
  const said = Object.entries({ ...answers, ...derivedFromCounts(answers) }).flatMap(([key, answer]) => {
    if (!isFieldKey(key) || fieldOf(key)?.fact !== true || !fitsField(key, answer) || key === 'nextActions')
      return []
    const saidBy = (answer.kind === 'value' ? answer.source : undefined) ?? respondent ?? 'surveyor'
    return [{ key, answer, saidBy, on: heldOn(answer, day, lastDay), ...about, ...place, index: order(key) }]
  })
  const common = { saidBy: respondent ?? 'surveyor', on: day, ...about, ...place }
  return [...said, ...assumedStatus(answers, common), nextStep(answers, common)]
}

type Common = Omit<PlacedStatement, 'key' | 'answer' | 'index'>

/** Numbers of members say whether there are any. */
function derivedFromCounts(answers: Answers): Answers {
  if (answers['hasMembers'] !== undefined) return {}
  const counts = [answers['membersOfficial'], answers['membersProbationary']].map((answer) =>
    answer?.kind === 'value' && typeof answer.value === 'number' ? answer.value : undefined,
  )
  const source = answers['membersOfficial'] ?? answers['membersProbationary']
  if (source === undefined) return {}
  if (counts.some((count) => count !== undefined && count > 0)) return { hasMembers: { ...source, ...yes } }
  return counts.every((count) => count === 0) ? { hasMembers: { ...source, ...no } } : {}
}
const yes = { kind: 'value', value: true } as const
const no = { kind: 'value', value: false } as const

/** Where someone answers the firm is operating, unless it was under construction and nothing was said of that. */
function assumedStatus(answers: Answers, common: Common): readonly PlacedStatement[] {
  if (statedBy(answers) === undefined || answers['operatingStatus'] !== undefined) return []
  const stage = answers['projectStage']
  const noProject = stage?.kind === 'value' && stage.value === 'none'
  const key = 'operatingStatus'
  const answer = { kind: 'value', value: 'operating' } as const
  return [{ ...common, key, answer, index: order(key), ...(!noProject && { assumed: true }) }]
}

/** What comes next, and which earlier steps are closed by word or by the visit itself. */
function nextStep(answers: Answers, common: Common): PlacedStatement {
  const answer = answers['nextActions'] ?? ({ kind: 'unknown', reason: 'notAsked' } as const)
  const done = answers['actionsDone']
  const closed = done?.kind === 'value' && Array.isArray(done.value) ? (done.value as NextAction[]) : []
  const respondent = statedBy(answers)
  const settles: NextAction[] = [...closed, 'revisit']
  if (respondent !== undefined) settles.push('surveyAgain')
  if (respondent === 'owner' || respondent === 'representative') settles.push('meetOwner')
  return { ...common, key: 'nextActions', answer, index: Number.MAX_SAFE_INTEGER, settles }
}

function heldOn(answer: Answer, day: string, lastDay: string): string {
  const asOf = answer.kind === 'value' ? answer.asOf : undefined
  if (asOf === undefined || !isDay(asOf)) return day
  return asOf < lastDay ? asOf : lastDay
}

const leadingKeys = [...new Set(hangings.map(({ leading }) => leading))]

function order(key: FieldKey): number {
  const index = leadingKeys.indexOf(key)
  return index === -1 ? leadingKeys.length : index
}

function firstRevision(visit: VisitRecord): VisitRevision {
  return visit.revisions.reduce((first, revision) => (revision.seq < first.seq ? revision : first))
}
