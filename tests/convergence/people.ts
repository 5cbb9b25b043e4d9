import { answered, type Answer, type AnswerValue } from '#domain/answers.ts'
import { applyAnswer } from '#domain/applyAnswer.ts'
import type { FieldKey } from '#domain/fields.ts'
import { photosIn } from '#domain/photo.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { submittedAnswers } from '#domain/submittedAnswers.ts'
import { createDraftSaver, type DraftSaver } from '#device/draftSaver.ts'
import type { DraftRow } from '#device/database.ts'
import { discardDraft, readDrafts, restoreDraft } from '#device/drafts.ts'
import type { Device } from '#device/device.ts'
import { addFirm } from '#device/firms.ts'
import { readRecords } from '#device/view.ts'
import {
  completeVisit,
  openVisit,
  startCorrection,
  startVisit,
  type OpenVisit,
  type VisitDraft,
  type VisitForm,
} from '#device/visits.ts'
import type { Result } from '#domain/result.ts'
import { shortVisit } from '../support/visitForm.ts'
import type { Locks } from './locks.ts'
import type { Place, Tab } from './phones.ts'
import { photosShown, takePhoto } from './photographers.ts'
import { draftKey, type Completed, type Save } from './saves.ts'
import { chance, pick, type SimulatedWorld } from './world.ts'

/** A visit's form on somebody's screen. */
export interface FormInHand {
  readonly open: OpenVisit
  readonly saver: DraftSaver<VisitForm>
  latest: VisitForm
  readonly letGo: () => void
}

export type Act = (world: SimulatedWorld, tab: Tab, device: Device) => Promise<void>

/** A person does something on a page, and waits for it; what goes wrong there is words on the screen. */
export function act(world: SimulatedWorld, tab: Tab, words: string, work: Act): void {
  tab.isBusy = true
  world.trace(`${tab.name}: ${words}`)
  world.time.soon(tab.thread, () => {
    void work(world, tab, tab.device!)
      .catch((error: unknown) => world.trace(`${tab.name}: ${words} failed: ${String(error)}`))
      .finally(() => {
        tab.isBusy = false
      })
  })
}

/** How what was saved is found again. */
interface Found<Value> {
  readonly idsOf?: (value: Value) => readonly string[]
  /** Where the page hears only of the record that was made. */
  readonly recordOf?: (value: Value) => string
  readonly completed?: Completed
}

/** Keeps what a person was told about something they wanted kept. */
export async function tell<Value>(
  world: SimulatedWorld,
  tab: Tab,
  words: string,
  work: () => Promise<Result<Value>>,
  more: Found<Value>,
): Promise<Result<Value> | undefined> {
  const { idsOf, recordOf, completed } = more
  const { place } = tab
  const save: Save = {
    place,
    words,
    startedAt: world.time.now(),
    tab,
    operationIds: [],
    outcome: 'waiting',
    completed,
  }
  world.saves.push(save)
  const result = await work().catch((error: unknown) => {
    world.trace(`${tab.name}: ${words}: ${String(error)}`)
    return undefined
  })
  save.outcome = result?.ok === true ? 'saved' : 'failed'
  if (result?.ok === true) {
    save.operationIds = idsOf?.(result.value) ?? []
    save.recordId = recordOf?.(result.value)
    tab.schedule?.wake()
  }
  world.trace(`${tab.name}: ${words}: ${save.outcome} ${result?.ok === false ? result.problem.code : ''}`)
  return result
}

/** Opens a firm's form, the one in hand or a new one. */
export const openForm: Act = async (world, tab, device) => {
  const firms = await device.database.base
    .where('[collection+id]')
    .between(['firm', ''], ['firm', '\uffff'])
    .primaryKeys()
  const drafts = await readDrafts<VisitForm>(device)
  const inHand = pick(world.dice, drafts)
  const firmId =
    inHand !== undefined && chance(world.dice, 0.6) ? inHand.firmId : pick(world.dice, firms)?.[1]
  if (firmId === undefined) return
  const started = await startVisit(device, firmId)
  if (started.ok) await takeForm(world, tab, device, started.value)
}

/** Takes up a visit that came back. */
export const correct: Act = async (world, tab, device) => {
  const returned = await readRecords<VisitRecord>(device, 'visit', 'returned')
  const visit = pick(
    world.dice,
    returned.filter(({ personId }) => personId === device.identity.personId),
  )
  if (visit === undefined) return openForm(world, tab, device)
  const started = await startCorrection(device, visit.firmId, visit.id)
  if (started.ok) await takeForm(world, tab, device, started.value)
}

export async function takeForm(
  world: SimulatedWorld,
  tab: Tab,
  device: Device,
  draft: VisitDraft,
): Promise<void> {
  const { visitId, revisionId } = draft
  const place = tab.place
  const key = draftKey(place, visitId)
  const known = world.drafts.get(key)
  if (known?.revisionId !== revisionId)
    world.drafts.set(key, {
      place,
      visitId,
      revisionId,
      savedRevision: draft.revision,
      isDiscarded: false,
    })
  const others = [...place.phone.tabs].filter((other) => other !== tab)
  if (others.some(({ form }) => form?.open.draft.visitId === visitId)) world.hit('draftInTwoTabs')
  const letGo = await lockDraft(world, place.phone.locks, visitId)
  if (letGo === undefined) return
  const isBent = isDraftBent(world, place, visitId)
  const open = await openVisit(device, visitId)
  if (open === undefined) return letGo()
  if (isBent && isDraftBent(world, place, visitId))
    world.check('I1', open.draft.isDamaged === true, () => `${visitId} changed on disk and does not say so`)
  const saver = createDraftSaver(device, open.draft)
  saver.subscribe(() => {
    const promise = world.drafts.get(key)
    if (promise?.revisionId === revisionId)
      promise.savedRevision = Math.max(promise.savedRevision, saver.state().savedRevision)
  })
  tab.form = { open, saver, latest: open.draft.form, letGo }
}

/** It changed on disk, and says so when it is opened. */
function isDraftBent({ bentDrafts }: SimulatedWorld, { phone, database }: Place, visitId: string): boolean {
  const rows = phone.disk.rows<DraftRow>(database, 'drafts') ?? []
  return rows.some((row) => row.visitId === visitId && bentDrafts.has(row.sealed))
}

/** Undefined when another page has this form open. */
function lockDraft(
  { isLocked }: SimulatedWorld,
  locks: Locks,
  visitId: string,
): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    if (!isLocked) return resolve(() => undefined)
    void locks.request(`draft:${visitId}`, { ifAvailable: true }, (granted) => {
      if (granted === null) return resolve(undefined)
      return new Promise<void>((letGo) => resolve(letGo))
    })
  })
}

/** Answers some questions; each change goes into the draft. */
export const answer: Act = async (world, tab) => {
  const { form } = tab
  if (form === undefined) return
  for (let times = 0; times < 3; times += 1) {
    const [key, value] = pick(world.dice, Object.entries(shortVisit)) as [FieldKey, AnswerValue | Answer]
    change(form, key, key === 'headcountTotal' ? 1200 + Math.floor(world.dice.random() * 4000) : value)
    if (chance(world.dice, 0.5)) await form.saver.flush()
  }
}

function change(form: FormInHand, key: FieldKey, value: AnswerValue | Answer): void {
  const { open, saver, latest } = form
  const said = isAnswer(value) ? value : answered(value)
  form.latest = { ...latest, answers: applyAnswer(latest.answers, key, said, open.context) }
  saver.save(form.latest)
}

/** Answers what is left and completes the visit. Not saved means that the form stays as it is. */
export const complete: Act = async (world, tab, device) => {
  if (tab.form === undefined) await openForm(world, tab, device)
  const { form } = tab
  if (form === undefined) return
  for (const [key, value] of Object.entries(shortVisit)) {
    const isSame = key === 'headcountTotal' && form.latest.answers[key]?.confirmed === true
    if (!isSame) change(form, key as FieldKey, value as AnswerValue)
  }
  if (chance(world.dice, 0.7)) await form.saver.flush()
  const draft = { ...form.open.draft, form: form.latest }
  await takePhoto(world, device, draft)
  const taken = await photosShown(tab.place, device, draft)
  const answers = submittedAnswers(form.latest.answers, form.open.context)
  // a correction also names those of before
  const photos = [...photosIn(answers), ...taken.map(({ hash }) => hash)]
  const done = await tell(
    world,
    tab,
    `complete ${draft.visitId}`,
    () => completeVisit(device, draft, form.open.context),
    { idsOf: (ids) => ids, completed: { answers, photos } },
  )
  if (done?.ok !== true) return
  world.photos.promised.push(...taken)
  closeForm(tab)
}

/** «Gửi ngay». */
export const sendNow: Act = async (_world, tab) => tab.schedule?.now()

export function closeForm(tab: Tab): void {
  tab.form?.letGo()
  tab.form = undefined
}

/** Throws a draft away, or takes one back. */
export const discard: Act = async (world, { place }, device) => {
  const isBack = chance(world.dice, 0.5)
  const draft = pick(world.dice, await readDrafts(device, { discarded: isBack }))
  const promise = world.drafts.get(draftKey(place, draft?.visitId ?? ''))
  if (draft === undefined || promise === undefined) return
  const done = await (isBack ? restoreDraft : discardDraft)(device, draft.visitId)
  if (done.ok) promise.isDiscarded = !isBack
}

/** Enters a firm that is not known yet. */
export const enterFirm: Act = async (world, tab, device) => {
  const name = `Công ty mới ${Math.floor(world.dice.random() * 1e6)}`
  const parkId = pick(world.dice, world.template.parkIds)!
  await tell(world, tab, 'enter a firm', () => addFirm(device, { name, parkId }), { recordOf: (id) => id })
}

function isAnswer(value: AnswerValue | Answer): value is Answer {
  return (
    typeof value === 'object' && !Array.isArray(value) && 'kind' in value && typeof value.kind === 'string'
  )
}
