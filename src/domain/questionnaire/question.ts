import type { DraftAnswers } from '#domain/draft.ts'
import type { Facts } from '#domain/facts.ts'
import type { FieldKey, SectionNumber } from '#domain/fields.ts'
import type { OwnershipGroup, UnitKind } from '#domain/fields/codes.ts'
import type { UnitRecord } from '#domain/records.ts'

/** Thresholds of the form and its checks; a unit's rule set may carry others. */
export interface SurveyLimits {
  /** Young workers are asked from this many workers on. */
  readonly youthAskedFrom: number
  /** Values up to this old may be confirmed all at once. */
  readonly confirmAllDays: number
  /** How a cell works is asked again after so many days. */
  readonly activityEveryDays: number
  readonly minOfficialForCell: number
  /** A change of the workforce by this share and by this many people is asked back. */
  readonly headcountJumpPercent: number
  readonly headcountJumpPeople: number
}

export const defaultSurveyLimits: SurveyLimits = {
  youthAskedFrom: 50,
  confirmAllDays: 180,
  activityEveryDays: 365,
  minOfficialForCell: 3,
  headcountJumpPercent: 50,
  headcountJumpPeople: 20,
}

/** What the form knows besides its answers. */
export interface QuestionnaireContext {
  /** No approved visit yet in which someone answered. */
  readonly firstVisit: boolean
  /** The day of the visit, yyyy-mm-dd. */
  readonly day: string
  /** Present facts: approved ones, and the surveyor's own undecided ones. */
  readonly facts: Facts
  /** The firm as the supervisors keep it. */
  readonly profile: {
    readonly unitKind?: UnitKind | undefined
    readonly ownershipGroup?: OwnershipGroup | undefined
  }
  readonly park?: { readonly isKey: boolean } | undefined
  readonly unit: Pick<UnitRecord, 'noticeVersion' | 'asksOwnerMembership' | 'allowsPhotos'>
  readonly limits: SurveyLimits
  /** «Hỏi nhanh» is switched on. */
  readonly shortForm: boolean
  /** Fields that the reviewer of a returned visit marked: something has to be said of each. */
  readonly marked?: readonly string[] | undefined
}

/**
 * `required` wants a real answer (inside a section that may be put off, putting it off will do);
 * `valueOrUnknown` a value or one of the three kinds of not knowing.
 */
export type Need = 'required' | 'valueOrUnknown' | 'optional'

export type Condition = (draft: DraftAnswers, context: QuestionnaireContext) => boolean

/** How a question is put; the codes of a choice stand in the order in which they are shown. */
export type Control =
  | { readonly kind: 'bigButtons'; readonly groups: readonly ButtonGroup[] }
  /** «Có / Chưa có / Chưa rõ», then a second row; the first code of each row is the usual one. */
  | { readonly kind: 'twoStep'; readonly yes: readonly string[]; readonly no: readonly string[] }
  | {
      readonly kind: 'count'
      readonly input: 'keypad' | 'stepper'
      /** «Khoảng» may be switched on. */
      readonly approximate?: true
      /** One tap takes the whole of another number: «Tất cả». */
      readonly all?: FieldKey
    }
  | { readonly kind: 'percentOrCount'; readonly of: FieldKey; readonly percents: readonly number[] }
  | { readonly kind: 'chips'; readonly codes: readonly string[]; readonly many: boolean }
  | { readonly kind: 'yesNoUnknown' }
  | { readonly kind: 'date' }
  | { readonly kind: 'shortText' }
  | { readonly kind: 'longText' }
  | { readonly kind: SpecialControl }

/** Controls made for one question. */
export type SpecialControl =
  | 'accessLine'
  | 'appointment'
  | 'concerns'
  | 'contact'
  | 'meetingLine'
  | 'movedTo'
  | 'notice'
  | 'organisation'
  | 'photos'
  | 'places'
  | 'profileCard'
  | 'proposals'

export interface ButtonGroup {
  readonly id: string
  readonly codes: readonly string[]
}

export const folds = ['profile', 'decision', 'activity', 'candidates', 'ownerOpinion'] as const
/** Questions that stay closed until tapped. */
export type Fold = (typeof folds)[number]

export interface Question {
  /** The first key, or a name of its own where several keys are one question. */
  readonly id: string
  readonly section: SectionNumber
  readonly keys: readonly [FieldKey, ...FieldKey[]]
  /** Any of its keys answers it; otherwise the first does. */
  readonly anyKey?: true
  readonly control: Control
  readonly need: Need | ((draft: DraftAnswers, context: QuestionnaireContext) => Need)
  readonly when?: Condition
  /** Asked in «Hỏi nhanh» too. */
  readonly short?: true | Condition
  readonly fold?: Fold
}
