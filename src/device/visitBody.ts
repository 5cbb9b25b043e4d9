import { answered, type Answers } from '#domain/answers.ts'
import { questionnaireVersion } from '#domain/questionnaire.ts'
import type { QuestionnaireContext } from '#domain/questionnaire/question.ts'
import { datedAnswers, inquiryOf } from '#domain/reply.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import { vietnamDay, vietnamTime } from '#domain/time.ts'
import type { VisitBody, VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { readSentPhotos, readTaken } from './photoRows.ts'
import { readRecord } from './view.ts'
import type { VisitDraft, VisitForm } from './visits.ts'

/** What a form says when it is completed, as it is sent. */
export async function bodyOf(
  device: Device,
  draft: VisitDraft,
  context: QuestionnaireContext,
): Promise<VisitBody> {
  const { form } = draft
  const answers = await datedByReply(device, draft, submittedAnswers(form.answers, context))
  return {
    firmId: draft.firmId,
    occurredAt: form.occurredAt,
    startedAt: vietnamTime(draft.startedAt),
    completedAt: vietnamTime(device.now()),
    questionnaireVersion,
    answers: { ...answers, ...(await photosAnswer(device, draft)) } as VisitBody['answers'],
    ...(Object.keys(form.explanations).length > 0 && { explanations: { ...form.explanations } }),
    ...replyOf(form),
    ...(form.replacesVisitId !== undefined && { replacesVisitId: form.replacesVisitId }),
  }
}

/** What this form's photos are, and those of earlier revisions: what was handed in once is never taken back. */
async function photosAnswer(device: Device, draft: VisitDraft): Promise<Answers> {
  const [taken, sent] = await Promise.all([
    readTaken(device, draft.revisionId),
    draft.baseRevisionId === undefined ? [] : readSentPhotos(device, draft.visitId),
  ])
  const named = [...new Set([...sent, ...taken.map(({ hash }) => hash)])]
  return named.length === 0 ? {} : { photos: answered(named) }
}

/** Of a visit that came back: what was asked again by telephone holds from the day of the call. */
async function datedByReply(device: Device, draft: VisitDraft, answers: Answers): Promise<Answers> {
  if (draft.form.reply === undefined) return answers
  const visit = await readRecord<VisitRecord>(device, 'visit', draft.visitId)
  if (visit === undefined) return answers
  return datedAnswers(answers, inquiryOf(visit, draft.form, vietnamDay(device.now())))
}

/** What is told to the reviewer of a returned visit; nothing for any other. */
function replyOf({ reply }: VisitForm): Pick<VisitBody, 'reply'> {
  if (reply === undefined || (reply.how === undefined && Object.keys(reply.kept).length === 0)) return {}
  const { how, kept } = reply
  return { reply: { ...(how !== undefined && { how: how as 'notes' }), kept: { ...kept } } }
}
