import { answered, type Answer, type AnswerValue } from '#domain/answers.ts'
import { applyAnswer } from '#domain/applyAnswer.ts'
import type { FieldKey } from '#domain/fields.ts'
import { putDraft } from '#device/drafts.ts'
import { openFirm } from '#device/firmView.ts'
import { completeVisit, openVisit, startVisit, type OpenVisit, type VisitDraft } from '#device/visits.ts'
import { must, type Participant } from './participant.ts'

/** Whoever has a device to write on. */
type Writer = Pick<Participant, 'device'>

export type Filled = Readonly<Partial<Record<FieldKey, AnswerValue | Answer>>>

/** Somebody from the staff, with a plan to come again: the least that finishes a visit in which one was met. */
export const shortVisit: Filled = {
  outcome: 'metStaff',
  noticeGiven: true,
  profileConfirmed: true,
  headcountTotal: 1250,
  businessStability: 'stable',
  unionStatus: 'active',
  unionMembers: 1100,
  youthStatus: 'none',
  partyOrgStatus: 'none',
  hasMembers: { kind: 'unknown', reason: 'doesNotKnow' },
  nextActions: { revisit: { dueOn: '2026-12-01' } },
}

/** The owner was met and answered everything; five members, none of them in an organisation of the firm. */
export const ownerVisit: Filled = {
  ...shortVisit,
  outcome: 'metOwner',
  hasMembers: true,
  membersOfficial: 4,
  membersProbationary: 1,
  membersStable: 4,
  membersResidence: 4,
  membersOther: 1,
  ownerStance: 'support',
  ownerAgreedTo: ['cell'],
  nextActions: { residence: { dueOn: '2026-12-04' } },
}

/** Opens the form of a firm and writes answers into it as a person would, each saved with the draft. */
export async function fillVisit(who: Writer, firmId: string, filled: Filled): Promise<OpenVisit> {
  const draft = must(await startVisit(who.device, firmId))
  return fillDraft(who, draft.visitId, filled)
}

export async function fillDraft(who: Writer, visitId: string, filled: Filled): Promise<OpenVisit> {
  const open = await openVisit(who.device, visitId)
  if (open === undefined) throw new Error('there is no such draft')
  let answers = open.draft.form.answers
  for (const [key, value] of Object.entries(filled)) {
    answers = applyAnswer(answers, key as FieldKey, isAnswer(value) ? value : answered(value), open.context)
  }
  const draft: VisitDraft = {
    ...open.draft,
    form: { ...open.draft.form, answers },
    revision: open.draft.revision + 1,
  }
  must(await putDraft(who.device, draft))
  return { ...open, draft }
}

/** Fills the form of a firm and completes it; returns the visit's id. */
export async function recordVisit(who: Writer, firmId: string, filled: Filled = shortVisit): Promise<string> {
  const { draft, context } = await fillVisit(who, firmId, filled)
  must(await completeVisit(who.device, draft, context))
  return draft.visitId
}

/** A visit as this person's device shows it. */
export async function seenVisit(who: Writer, firmId: string, visitId: string) {
  const view = await openFirm(who.device, firmId)
  return view?.visits.find((visit) => visit.id === visitId)
}

function isAnswer(value: AnswerValue | Answer): value is Answer {
  return (
    typeof value === 'object' && !Array.isArray(value) && 'kind' in value && typeof value.kind === 'string'
  )
}
