import { answered, type Answer, type Answers } from './answers.ts'
import { confirmedAnswers, type DraftAnswers } from './draft.ts'
import { isFieldKey, type FieldKey } from './fields.ts'
import type { Activity } from './fields/codes.ts'
import { partyOrgExists, placeKeys } from './fields/hanging.ts'
import { normaliseAnswers } from './normaliseAnswers.ts'
import { appointmentOf, planAnswer } from './plannedActions.ts'
import { everybodyIn } from './applyAnswer.ts'
import { lockedQuestions, needOf, postponedQuestions, relevantQuestions } from './questionnaire.ts'
import { respondentIn, someoneAnswered } from './questionnaire/conditions.ts'
import type { QuestionnaireContext } from './questionnaire/question.ts'

/**
 * What the form says when it is completed: confirmed answers to the questions that are asked, what follows from
 * them, and «not asked» for what was locked or left out. Values of questions that make no sense are not in it.
 */
export function submittedAnswers(draft: DraftAnswers, context: QuestionnaireContext): Answers {
  const confirmed = confirmedAnswers(draft)
  const asked: Record<string, Answer> = {}
  const sent = sentAnswers(draft, context)
  for (const { keys } of relevantQuestions(draft, context)) {
    copy(confirmed, keys, asked)
    // who answers a part of a marked question leaves the rest of it as it was sent
    const isSaid = keys.some((key) => asked[key] !== undefined)
    if (isSaid) copy(sent, keys, asked)
  }
  // a newer build's answers travel on as they came
  copy(
    confirmed,
    Object.keys(confirmed).filter((key) => !isFieldKey(key)),
    asked,
  )
  return normaliseAnswers({
    ...notAskedAnswers(draft, context),
    ...asked,
    ...impliedAnswers(asked, draft, context),
  })
}

/** Of a visit that came back, what was sent and not touched since. */
function sentAnswers(draft: DraftAnswers, { marked = [] }: QuestionnaireContext): Answers {
  const left = marked.flatMap((key) => {
    const entry = draft[key]
    return entry === undefined || entry.confirmed ? [] : [[key, entry.answer] as const]
  })
  return Object.fromEntries(left)
}

function copy(from: Answers, keys: readonly string[], to: Record<string, Answer>): void {
  for (const key of keys) {
    const answer = from[key]
    if (answer !== undefined) to[key] = answer
  }
}

function notAskedAnswers(draft: DraftAnswers, context: QuestionnaireContext): Answers {
  const needed = [...lockedQuestions(draft, context), ...postponedQuestions(draft, context)].filter(
    (question) => question.id === 'contact' || needOf(question, draft, context) !== 'optional',
  )
  return Object.fromEntries(
    needed.map((question) => [question.keys[0], { kind: 'unknown', reason: 'notAsked' } as const]),
  )
}

/** What follows from the answers without a tap. */
function impliedAnswers(asked: Answers, draft: DraftAnswers, context: QuestionnaireContext): Answers {
  return {
    ...impliedMeeting(asked, draft, context),
    ...impliedMembers(asked),
    ...impliedPlaces(asked),
    ...impliedNextAction(asked),
  }
}

function impliedMeeting(asked: Answers, draft: DraftAnswers, context: QuestionnaireContext): Answers {
  if (asked['outcome'] === undefined) return {}
  const isNoticeGiven = valueOf(asked, 'noticeGiven') === true
  return {
    mode: asked['mode'] ?? answered('inPerson'),
    ...(isNoticeGiven && { noticeVersion: answered(context.unit.noticeVersion) }),
    ...(someoneAnswered(draft) && { activities: asked['activities'] ?? answered(usualActivities(draft)) }),
  }
}

/** What was done, as far as 1.1 and 5.1 tell it. */
export function usualActivities(draft: DraftAnswers): readonly Activity[] {
  const respondent = respondentIn(draft)
  if (respondent === undefined) return []
  const stance = draft['ownerStance']
  const spokeWithOwner = respondent === 'owner' || respondent === 'representative'
  const gaveOpinion = spokeWithOwner && stance?.confirmed === true && stance.answer.kind === 'value'
  return gaveOpinion ? ['survey', 'ownerOutreach'] : ['survey']
}

/** «Không» is none of either kind; «Chưa rõ» leaves both unknown. */
function impliedMembers(asked: Answers): Answers {
  const answer = asked['hasMembers']
  if (answer?.kind === 'unknown') return { membersOfficial: answer, membersProbationary: answer }
  if (valueOf(asked, 'hasMembers') !== false) return {}
  return { membersOfficial: answered(0), membersProbationary: answered(0) }
}

/** With an organisation of the firm its members are taken to be there, unless it was said otherwise. */
function impliedPlaces(asked: Answers): Answers {
  const official = valueOf(asked, 'membersOfficial')
  const probationary = valueOf(asked, 'membersProbationary')
  const isSaid = placeKeys.some((key) => asked[key] !== undefined)
  if (isSaid || !partyOrgExists(valueOf(asked, 'partyOrgStatus'))) return {}
  if (typeof official !== 'number' || typeof probationary !== 'number') return {}
  return everybodyIn('membersOwnCell', official + probationary)
}

/** An appointment and nothing else is a plan to come back that day. */
function impliedNextAction(asked: Answers): Answers {
  const appointment = appointmentOf(valueOf(asked, 'appointmentAt'))
  if (asked['nextActions'] !== undefined || appointment === undefined) return {}
  return { nextActions: planAnswer([{ action: 'revisit', dueOn: appointment.on }]) }
}

function valueOf(answers: Answers, key: FieldKey) {
  const answer = answers[key]
  return answer?.kind === 'value' ? answer.value : undefined
}
