import type { AnswerValue, Precision, UnknownReason } from './answers.ts'

/** One thing known of a firm, and by whom, when and from which visit. */
export interface Fact {
  readonly value: AnswerValue
  readonly precision?: Precision | undefined
  /** The day it held, yyyy-mm-dd: the day of the visit or the answer's own `asOf`. */
  readonly on: string
  /** Who said it: a respondent role, or another source of the answer (`labourReport`, …). */
  readonly saidBy: string
  /** The surveyor who recorded it. */
  readonly personId: string
  readonly visitId: string
  /** From a visit that is not approved yet. */
  readonly provisional: boolean
  /** Someone of lower standing confirmed it later: «nhân sự xác nhận 21/11». */
  readonly confirmed?: { readonly saidBy: string; readonly on: string; readonly visitId: string } | undefined
  /** It was asked again later and stayed unknown: «hỏi lại 21/11, chưa rõ». */
  readonly askedAgain?: { readonly on: string; readonly reason: UnknownReason } | undefined
}

/** Present facts of a firm by question key; a key that is absent is unknown. */
export type Facts = Readonly<Record<string, Fact>>
