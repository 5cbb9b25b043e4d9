import { putDraft, readDraft } from '#device/drafts.ts'
import { noteSignIn } from '#device/session.ts'
import { startVisit, type VisitForm } from '#device/visits.ts'
import type { Answers } from '#domain/answers.ts'
import { answersToDraft } from '#domain/draft.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { pull } from '#sync/pull.ts'
import { deviceOf, roadBy, world } from './devices.ts'

export interface FormWanted {
  readonly identity: EnrolAnswer
  readonly firmId: string
  /** Said already, so that all sections are open; nothing for a form just begun. */
  readonly answers: Answers
}

/** Signs in on this origin with everything the person has; returns the visit whose form can be opened. */
export async function prepareForm({ identity, firmId, answers }: FormWanted): Promise<string> {
  const device = await deviceOf(identity)
  const { failure } = await pull(device, roadBy(fetch.bind(globalThis)))
  if (failure !== undefined) throw new Error(`pull: ${JSON.stringify(failure)}`)
  await noteSignIn(device.identity, world.now())
  const started = await startVisit(device, firmId)
  if (!started.ok) throw new Error(started.problem.code)
  const { visitId } = started.value
  const draft = (await readDraft<VisitForm>(device, visitId))!
  const said = { ...draft.form.answers, ...answersToDraft(answers) }
  await putDraft(device, { ...draft, form: { ...draft.form, answers: said } })
  return visitId
}

/** Signs in with nothing pulled yet. */
export async function signInEmpty(identity: EnrolAnswer): Promise<void> {
  const device = await deviceOf(identity)
  await noteSignIn(device.identity, world.now())
}
