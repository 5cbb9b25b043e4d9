import type { Answers } from '#domain/answers.ts'
import type { Tab, Place } from './phones.ts'
import type { SimulatedWorld } from './world.ts'

/** Something a person meant to be kept, and what they were told became of it. */
export interface Save {
  readonly place: Place
  readonly words: string
  readonly startedAt: number
  /** The page that was asked; dead pages answer nobody. */
  readonly tab: Tab
  operationIds: readonly string[]
  recordId?: string | undefined
  /** Its phone's disk came to hold something else: only the server has it. */
  isOnServerOnly?: true
  /** What came of it on one disk was sent again as a deed of its own, beside what another may have sent. */
  isSentAnew?: true
  /** `gone`: with the only disk that had it. */
  outcome: 'waiting' | 'saved' | 'failed' | 'gone'
  readonly completed?: Completed | undefined
}

/** Of a visit: what must be found again. */
export interface Completed {
  readonly answers: Answers
  /** By their hashes. */
  readonly photos: readonly string[]
}

/** A photo of a visit that was completed. */
export interface PhotoPromise {
  readonly place: Place
  readonly visitId: string
  readonly hash: string
  /** The server said that it has it. */
  isConfirmed: boolean
  /** With the only disk that had it. */
  isGone: boolean
}

export function draftKey({ phone, database }: Place, visitId: string): string {
  return `${phone.name} ${database} ${visitId}`
}

/** What the form's head said of a draft. */
export interface DraftPromise {
  readonly place: Place
  readonly visitId: string
  readonly revisionId: string
  savedRevision: number
  isDiscarded: boolean
}

/**
 * What lies on disk for a draft is to be kept, or what was completed of it. Where its name changed there, a form that
 * was opened before goes on under the former one, and completing that is the end of both.
 */
export function promiseDraft({ drafts, renamedDrafts }: SimulatedWorld, promise: DraftPromise): void {
  const { place, visitId, revisionId } = promise
  const key = draftKey(place, visitId)
  const forms = [...place.phone.tabs].filter((tab) => tab.place === place).map(({ form }) => form?.open.draft)
  const isOpenAsAnother = forms.some((draft) => draft?.visitId === visitId && draft.revisionId !== revisionId)
  if (renamedDrafts.has(key) && isOpenAsAnother) drafts.delete(key)
  else drafts.set(key, promise)
}
