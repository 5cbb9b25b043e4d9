import { answered, type Answer, type Answers, type AnswerValue } from '#domain/answers.ts'
import { applyAnswer } from '#domain/applyAnswer.ts'
import type { DraftAnswers } from '#domain/draft.ts'
import type { Fact, Facts } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'
import { defaultSurveyLimits, type QuestionnaireContext } from '#domain/questionnaire/question.ts'
import type { VisitRecord, VisitRevision } from '#domain/visit.ts'

export const doesNotKnow: Answer = { kind: 'unknown', reason: 'doesNotKnow' }
export const declined: Answer = { kind: 'unknown', reason: 'declined' }
export const notAsked: Answer = { kind: 'unknown', reason: 'notAsked' }
export const cleared: Answer = { kind: 'cleared' }

/** A firm without an organisation, as read on the card «Tất cả vẫn như cũ». */
export const knownFirm = {
  headcountTotal: 1250,
  businessStability: 'stable',
  unionStatus: 'active',
  unionMembers: 1100,
  youthStatus: 'none',
  partyOrgStatus: 'none',
  hasMembers: true,
  membersOfficial: 4,
  membersProbationary: 1,
  membersStable: 4,
  membersOwnCell: 0,
  membersResidence: 5,
  membersPool: 0,
  membersOther: 0,
  membersUnknownPlace: 0,
} as const

export function makeContext(changes: Partial<QuestionnaireContext> = {}): QuestionnaireContext {
  return {
    firstVisit: false,
    day: '2026-11-21',
    facts: {},
    profile: { unitKind: 'enterprise', ownershipGroup: 'domesticPrivate' },
    park: { isKey: false },
    unit: { noticeVersion: 'v1', asksOwnerMembership: false, allowsPhotos: false },
    limits: defaultSurveyLimits,
    shortForm: false,
    ...changes,
  }
}

/** Values as answers; answers stay as they are. */
export function makeAnswers(values: Partial<Record<FieldKey, AnswerValue | Answer>>): Answers {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, toAnswer(value)]))
}

/** A form filled in by tapping these answers one after the other. */
export function fill(
  values: Partial<Record<FieldKey, AnswerValue | Answer>>,
  context: QuestionnaireContext = makeContext(),
  draft: DraftAnswers = {},
): DraftAnswers {
  return Object.entries(values).reduce(
    (next, [key, value]) => applyAnswer(next, key as FieldKey, toAnswer(value), context),
    draft,
  )
}

export function makeFact(value: AnswerValue, changes: Partial<Fact> = {}): Fact {
  return {
    value,
    on: '2026-09-14',
    saidBy: 'staff',
    personId: 'binh',
    visitId: 'earlier',
    provisional: false,
    ...changes,
  }
}

export function makeFacts(
  values: Partial<Record<FieldKey, AnswerValue>>,
  changes: Partial<Fact> = {},
): Facts {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, makeFact(value, changes)]))
}

export interface VisitSketch {
  readonly id?: string
  readonly by?: string
  readonly at?: string
  readonly receivedAt?: string
  readonly seq?: number
  readonly state?: VisitRecord['state']
  readonly firmId?: string
}

/** An approved visit of one revision, unless said otherwise. */
export function makeVisit(
  values: Partial<Record<FieldKey, AnswerValue | Answer>>,
  {
    id,
    by = 'binh',
    at = '2026-11-21T09:40+07:00',
    receivedAt,
    seq = 1,
    state = 'approved',
    firmId = 'firm',
  }: VisitSketch = {},
): VisitRecord {
  const revision = makeRevision(values, { at, seq, ...(receivedAt !== undefined && { receivedAt }), firmId })
  return {
    id: id ?? `visit-${seq}`,
    firmId,
    personId: by,
    state,
    headRevisionId: revision.revisionId,
    ...(state === 'approved' && { approvedRevisionId: revision.revisionId }),
    revisions: [revision],
    decisions: [],
  }
}

export function makeRevision(
  values: Partial<Record<FieldKey, AnswerValue | Answer>>,
  {
    at = '2026-11-21T09:40+07:00',
    receivedAt,
    seq = 1,
    firmId = 'firm',
  }: Omit<VisitSketch, 'by' | 'id' | 'state'> = {},
): VisitRevision {
  return {
    revisionId: `revision-${seq}`,
    seq,
    schemaVersion: 1,
    bodyHash: '',
    clientTime: at,
    receivedAt: receivedAt ?? new Date(Date.parse(at) + 3_600_000).toISOString(),
    body: { firmId, occurredAt: at, questionnaireVersion: 1, answers: makeAnswers(values) as never },
  }
}

function toAnswer(value: AnswerValue | Answer): Answer {
  const isAnswer = typeof value === 'object' && !Array.isArray(value) && 'kind' in value
  return isAnswer ? (value as Answer) : answered(value as AnswerValue)
}
