import { answered, type Answers } from '#domain/answers.ts'
import { barringFindings, checkAnswers } from '#domain/checks.ts'
import { answersToDraft, type DraftAnswers } from '#domain/draft.ts'
import { standing } from '#domain/merge/history.ts'
import { noticeOn, type Notice } from '#domain/notice.ts'
import { correctionDraft, prefilledDraft } from '#domain/prefill.ts'
import { textOf } from '#domain/profile.ts'
import { missingQuestions } from '#domain/questionnaire.ts'
import type { QuestionnaireContext } from '#domain/questionnaire/question.ts'
import type { HistoryRecord, UnitRecord } from '#domain/records.ts'
import { refuse, type Result } from '#domain/result.ts'
import { surveyLimitsOf } from '#domain/ruleSet.ts'
import { vietnamDay, vietnamTime } from '#domain/time.ts'
import { headRevision, standingDecision, type VisitDecision, type VisitRecord } from '#domain/visit.ts'
import { companionsToday } from './companions.ts'
import type { Device } from './device.ts'
import { createDraft, discardDraft, putDraft, readDraft, readDrafts, type Draft } from './drafts.ts'
import { openFirm, openFirmOrCard, type FirmView } from './firmView.ts'
import { readNotices } from './notices.ts'
import { readPending } from './pending.ts'
import { readRuleSetOfToday } from './ruleSets.ts'
import { submitVisit } from './submitVisit.ts'
import { readRecord } from './view.ts'
import { bodyOf } from './visitBody.ts'

/** The form of a visit while it is open: what is on disk is enough to reopen it as it was. */
export interface VisitForm {
  readonly answers: DraftAnswers
  /** When the visit took place: `2026-11-21T09:40+07:00`. */
  readonly occurredAt: string
  readonly shortForm: boolean
  /** The question in hand. */
  readonly focus?: string | undefined
  readonly openFolds: readonly string[]
  /** Why a soft check does not apply, by its key. */
  readonly explanations: Readonly<Record<string, string>>
  /** Of a returned visit: how it was looked into again, and what was left as it was, by question. */
  readonly reply?:
    | { readonly how?: string | undefined; readonly kept: Readonly<Record<string, string>> }
    | undefined
  /** The returned visit that this one takes the place of. */
  readonly replacesVisitId?: string | undefined
}

export type VisitDraft = Draft<VisitForm>

/** What the form's screen needs besides the draft. */
export interface OpenVisit {
  readonly draft: VisitDraft
  readonly view: FirmView
  readonly context: QuestionnaireContext
  readonly unit: UnitRecord | undefined
  /** Wordings of the spoken notice, by first day. */
  readonly notices: readonly [Notice, ...Notice[]]
  /** Why it came back, and which questions were marked. */
  readonly returned?: VisitDecision | undefined
}

/** Opens the form for a firm: the draft in hand if there is one, else a new one, prefilled. */
export async function startVisit(device: Device, firmId: string): Promise<Result<VisitDraft>> {
  const [open] = await readDrafts<VisitForm>(device, { firmId })
  if (open !== undefined) return { ok: true, value: open }
  const view = await openFirmOrCard(device, firmId)
  // only a guess: what is wrong with a visit elsewhere keeps no form closed
  const companions = await companionsToday(device).catch(() => [])
  const answers = prefilledDraft({ facts: view.own, companions })
  const preset: DraftAnswers = { mode: { answer: answered('inPerson'), confirmed: true } }
  return createDraft(device, { firmId, form: newForm(device, { ...answers, ...preset }) })
}

/** «Đến lại»: a new visit that takes the place of a returned one; the correction in hand is thrown away. */
export async function startReplacement(device: Device, correction: VisitDraft): Promise<Result<VisitDraft>> {
  const { firmId, visitId } = correction
  const discarded = await discardDraft(device, visitId)
  if (!discarded.ok) return discarded
  const started = await startVisit(device, firmId)
  if (!started.ok) return started
  const { form, ...draft } = started.value
  const replacing = { ...draft, revision: draft.revision + 1, form: { ...form, replacesVisitId: visitId } }
  const saved = await putDraft(device, replacing)
  return saved.ok ? { ok: true, value: replacing } : saved
}

/** Opens the next revision of a returned visit, with the marked questions to be answered anew. */
export async function startCorrection(
  device: Device,
  firmId: string,
  visitId: string,
): Promise<Result<VisitDraft>> {
  const open = await readDraft<VisitForm>(device, visitId)
  if (open !== undefined && open.discardedAt === undefined) return { ok: true, value: open }
  const visit = (await openFirm(device, firmId))?.visits.find((one) => one.id === visitId)
  if (visit === undefined) return refuse('visitUnknown')
  const { body, revisionId } = headRevision(visit)
  const marked = standingDecision(visit)?.fields ?? []
  const form: VisitForm = {
    ...newForm(
      device,
      marked.length > 0 ? correctionDraft(body, marked) : answersToDraft(body.answers as never),
    ),
    occurredAt: body.occurredAt,
    explanations: body.explanations ?? {},
    reply: { kept: {} },
  }
  // it goes on being a visit to the firm it was recorded for
  const recorded = await readRecord<VisitRecord>(device, 'visit', visitId)
  const recordedFor = recorded?.firmId ?? firmId
  return createDraft(device, { firmId: recordedFor, visitId, baseRevisionId: revisionId, form })
}

/** The draft with all that its form rests on; undefined when there is no such draft. */
export async function openVisit(device: Device, visitId: string): Promise<OpenVisit | undefined> {
  const [draft, pending] = await Promise.all([readDraft<VisitForm>(device, visitId), readPending(device)])
  if (draft === undefined) return undefined
  const [view, unit, ruleSet] = await Promise.all([
    openFirmOrCard(device, draft.firmId, pending),
    readRecord<UnitRecord>(device, 'unit', device.identity.unitId, pending),
    readRuleSetOfToday(device),
  ])
  const parkId = textOf(view.profile, 'parkId')
  const [park, notices] = await Promise.all([
    parkId === undefined ? undefined : readRecord<HistoryRecord>(device, 'park', parkId, pending),
    readNotices(device, unit, pending),
  ])
  const visit = view.visits.find((one) => one.id === visitId)
  const returned = visit?.state === 'returned' ? standingDecision(visit) : undefined
  return {
    draft,
    view,
    unit,
    notices,
    context: contextOf(view, draft.form, unit, {
      notices,
      isKeyPark: standing('park', park)?.isKey ?? false,
      limits: surveyLimitsOf(ruleSet),
      marked: returned?.fields,
    }),
    returned,
  }
}

/** The form's surroundings as it now stands; `shortForm` and day follow the form. */
function contextOf(
  view: FirmView,
  form: VisitForm,
  unit: UnitRecord | undefined,
  {
    isKeyPark,
    notices,
    ...rest
  }: Pick<OpenVisit, 'notices'> &
    Pick<QuestionnaireContext, 'limits' | 'marked'> & { readonly isKeyPark: boolean },
): QuestionnaireContext {
  const day = form.occurredAt.slice(0, 10)
  return {
    firstVisit: Object.keys(view.approved).length === 0,
    day,
    facts: view.own,
    profile: {
      unitKind: textOf(view.profile, 'unitKind') as QuestionnaireContext['profile']['unitKind'],
      ownershipGroup: textOf(
        view.profile,
        'ownershipGroup',
      ) as QuestionnaireContext['profile']['ownershipGroup'],
    },
    park: { isKey: isKeyPark },
    unit: {
      asksOwnerMembership: unit?.asksOwnerMembership ?? false,
      allowsPhotos: unit?.allowsPhotos ?? false,
      noticeVersion: noticeOn(notices, day).version,
    },
    shortForm: form.shortForm,
    ...rest,
  }
}

/** «Hoàn tất»: into the outbox, if nothing is missing and nothing is wrong. The draft goes in the same transaction. */
export async function completeVisit(
  device: Device,
  draft: VisitDraft,
  context: QuestionnaireContext,
): Promise<Result<readonly string[]>> {
  const [missing] = missingQuestions(draft.form.answers, context)
  if (missing !== undefined) return refuse('visitIncomplete', { at: missing.id })
  const body = await bodyOf(device, draft, context)
  const findings = checkAnswers({
    answers: body.answers as Answers,
    before: context.facts,
    occurredAt: body.occurredAt,
    nowMs: device.now(),
    limits: context.limits,
  })
  const [barring] = barringFindings(findings, draft.form.explanations)
  if (barring !== undefined)
    return refuse('visitHasErrors', { at: barring.at, parameters: { check: barring.check } })
  return submitVisit(device, draft, body)
}

function newForm(device: Device, answers: DraftAnswers): VisitForm {
  const now = device.now()
  return {
    answers,
    occurredAt: `${vietnamDay(now)}T${vietnamTime(now).slice(11, 16)}+07:00`,
    shortForm: false,
    openFolds: [],
    explanations: {},
  }
}
