import type { Answers } from '#domain/answers.ts'
import type { Tab, Place } from './phones.ts'

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
