import type { Answers } from './answers.ts'
import { checkAnswers, type Finding } from './checks.ts'
import { conflictingSameDay, type Contradiction } from './compareVisits.ts'
import { timeToMs } from './day.ts'
import { isClockFarOff, type Facts } from './facts.ts'
import { fieldOf } from './fields.ts'
import type { SurveyLimits } from './questionnaire/question.ts'
import { standing, type HistoryBody } from './merge/history.ts'
import { farAboveUsual } from './peers.ts'
import type { FirmRecord, HistoryRecord } from './records.ts'
import { headRevision, type VisitRecord, type VisitRevision } from './visit.ts'

/** Why a visit needs a human eye. Words: `check_<check>` for findings, `flag_<kind>` for the others. */
export type ReviewFlag =
  | { readonly kind: 'finding'; readonly finding: Finding; readonly explanation?: string | undefined }
  /** Somebody else's visit that day says another number. */
  | { readonly kind: 'contradiction'; readonly contradiction: Contradiction }
  | { readonly kind: 'clockFarOff' }
  /** So many answers in so short a time that they can hardly have been asked for. */
  | { readonly kind: 'tooFast' }
  /** Far more members among the workers than other firms of the park have; both shares from 0 to 1. */
  | { readonly kind: 'unlikePeers'; readonly share: number; readonly usual: number }
  /** There is a rival revision on the same base. */
  | { readonly kind: 'diverged' }
  /** The firm was given to somebody else before it arrived. */
  | { readonly kind: 'reassigned' }
  | { readonly kind: 'newFirm' }
  | { readonly kind: 'refused' }

export interface ReviewInput {
  readonly visit: VisitRecord
  readonly firm: FirmRecord | undefined
  readonly assignment: HistoryRecord | undefined
  /** All visits of the firm. */
  readonly visits: readonly VisitRecord[]
  /** Approved facts at this moment. */
  readonly before: Facts
  readonly limits: SurveyLimits
}

/** What the newest revision of a visit should be looked at for, the most pressing first. */
export function reviewFlags({
  visit,
  firm,
  assignment,
  visits,
  before,
  limits,
}: ReviewInput): readonly ReviewFlag[] {
  const revision = headRevision(visit)
  const answers = revision.body.answers as Answers
  const findings = checkAnswers({
    answers,
    before,
    occurredAt: revision.body.occurredAt,
    nowMs: timeToMs(revision.receivedAt),
    limits,
  })
  const contradictions = conflictingSameDay(visits).filter(({ said }) =>
    said.some(({ visitId }) => visitId === visit.id),
  )
  const outcome = answers['outcome']
  return [
    ...findings.map((finding) => ({
      kind: 'finding' as const,
      finding,
      explanation: revision.body.explanations?.[finding.check],
    })),
    ...contradictions.map((contradiction) => ({ kind: 'contradiction' as const, contradiction })),
    ...when(isClockFarOff(revision), 'clockFarOff'),
    ...when(isTooFast(revision), 'tooFast'),
    ...when(
      visit.revisions.some((one) => one.diverged === true),
      'diverged',
    ),
    ...when(wasReassigned(visit.personId, assignment, revision.seq), 'reassigned'),
    ...when(firm?.status === 'proposed', 'newFirm'),
    ...when(outcome?.kind === 'value' && outcome.value === 'refused', 'refused'),
  ]
}

/** What stands out beside other firms of the park: apart, because it takes all firms to tell. */
export function peerFlags(visit: VisitRecord, usual: number | undefined): readonly ReviewFlag[] {
  const found = farAboveUsual(headRevision(visit).body.answers as Answers, usual)
  return found === undefined ? [] : [{ kind: 'unlikePeers', ...found }]
}

/** Once the author's to visit, and given to somebody else by the time this came. */
function wasReassigned(author: string, assignment: HistoryRecord | undefined, seq: number): boolean {
  const entries = assignment?.entries.filter((entry) => entry.seq < seq) ?? []
  const isTheirs = (body: unknown) => {
    const { personId, helperIds = [] } = body as HistoryBody<'assignment'>
    return personId === author || helperIds.includes(author)
  }
  const last = assignment && standing('assignment', { ...assignment, entries })
  return last?.personId != null && !isTheirs(last) && entries.some(({ body }) => isTheirs(body))
}

const fewestAnswers = 8
const fastestAnswerMs = 1_500

/** By what was said anew: a tap takes over a whole form. A clock that stood still tells nothing. */
function isTooFast({ body }: VisitRevision): boolean {
  const { startedAt, completedAt } = body
  if (startedAt === undefined || completedAt === undefined) return false
  const tookMs = Date.parse(completedAt) - Date.parse(startedAt)
  const said = Object.entries(body.answers as Answers).filter(
    ([key, answer]) => answer.kind === 'value' && answer.unchanged !== true && fieldOf(key)?.fact === true,
  )
  return said.length >= fewestAnswers && tookMs > 0 && tookMs < said.length * fastestAnswerMs
}

function when<Kind extends 'clockFarOff' | 'tooFast' | 'diverged' | 'reassigned' | 'newFirm' | 'refused'>(
  holds: boolean,
  kind: Kind,
) {
  return holds ? [{ kind }] : []
}
