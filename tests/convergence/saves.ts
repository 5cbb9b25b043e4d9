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
  outcome: 'waiting' | 'saved' | 'failed'
  /** Of a completed visit: its answers, as they must be found again. */
  readonly answers?: unknown
}

/** What the form's head said of a draft. */
export interface DraftPromise {
  readonly place: Place
  readonly visitId: string
  readonly revisionId: string
  savedRevision: number
  isDiscarded: boolean
}
