import { adviseView, readAdviceContext, type AdviceContext } from '#device/adviceContext.ts'
import type { Device } from '#device/device.ts'
import type { OpenVisit, VisitForm } from '#device/visits.ts'
import type { Advice } from '#domain/advice.ts'
import { foldFacts, type Included } from '#domain/facts.ts'
import { questionnaireVersion } from '#domain/questionnaire.ts'
import type { QuestionnaireContext } from '#domain/questionnaire/question.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import type { VisitBody, VisitRecord } from '#domain/visit.ts'
import type { Propose } from './layout.ts'

/** Reads what the advice rests on, once; then next steps can be proposed as the form changes. */
export async function proposing(device: Device): Promise<Propose> {
  const advising = await readAdviceContext(device)
  return (open, form, context) => adviseDraft(open, form, context, advising).proposals
}

/** What the rules would say if the form were completed as it stands; next steps already chosen are left aside. */
function adviseDraft(
  open: OpenVisit,
  form: VisitForm,
  context: QuestionnaireContext,
  advising: AdviceContext,
): Advice {
  const { personId } = advising
  const { draft, view } = open
  const { nextActions: _, actionsDone: __, ...answers } = submittedAnswers(form.answers, context)
  const body: VisitBody = {
    firmId: draft.firmId,
    occurredAt: form.occurredAt,
    questionnaireVersion,
    answers: answers as VisitBody['answers'],
  }
  const visit: VisitRecord = {
    id: draft.visitId,
    firmId: draft.firmId,
    personId,
    state: 'submitted',
    headRevisionId: draft.revisionId,
    revisions: [
      {
        revisionId: draft.revisionId,
        seq: Number.MAX_SAFE_INTEGER,
        schemaVersion: 1,
        bodyHash: '',
        clientTime: form.occurredAt,
        receivedAt: form.occurredAt,
        body,
      },
    ],
    decisions: [],
  }
  const visits = [visit, ...view.visits.filter((each) => each.id !== visit.id)]
  const include: Included = { approvedAndOwnOf: personId }
  return adviseView({ ...view, visits, own: foldFacts(visits, { include }) }, advising, include)
}
