import * as z from 'zod/mini'
import { ruleSet2026 } from './ruleSet/ruleSet2026.ts'
import type { SurveyLimits } from './questionnaire/question.ts'

/** Every number the rules depend on. Counts of people, unless the name says another unit. */
export const thresholdNames = [
  /** Official members a cell needs. */
  'minOfficialForCell',
  /** Members from which several cells form a committee. */
  'minForCommittee',
  'minForUnion',
  /** Months in the same firm after which a member works there stably. */
  'minTenureMonths',
  /** Months for which a new member is probationary. */
  'probationMonths',
  /** Working days within which a transfer of activity should be completed. */
  'transferWorkingDays',
  /** Days without a visit after a refusal. */
  'coolDownDays',
  /** Refusals in a row after which the leader is told. */
  'refusalsToEscalate',
  /** Unanswered visits in a row after which a firm is hard to reach. */
  'unansweredToHard',
  /** Months that the ease of access looks back. */
  'accessWindowMonths',
  /** Age in days up to which all values may be confirmed at once. */
  'unchangedMaxDays',
  /** Visits in a row with everything unchanged after which the reviewer is told. */
  'unchangedRunsToFlag',
  /** Days after which the work of a cell is asked about again. */
  'cellActivityEveryDays',
  /** Workers from which young workers are asked about. */
  'youthQuestionFrom',
  'youthPilotMinYoung',
  /** Per cent of the young workers; below it the Youth Union has few members. */
  'youthPilotMaxPercent',
  /** Months after which a fact is stale. */
  'staleMonths',
  /** Months without any visit after which a firm is called to mind. */
  'untouchedMonths',
  /** Months after which a firm that is only watched is looked at again. */
  'watchMonths',
  'headcountJumpPercent',
  'headcountJumpPeople',
] as const
export type ThresholdName = (typeof thresholdNames)[number]

const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const textSchema = z.string().check(z.maxLength(300))

/** A document that a rule rests on. */
export const legalReferenceSchema = z.looseObject({
  /** Its number, or its name where it has none. */
  number: textSchema,
  issuer: textSchema,
  date: daySchema,
  /** `party` and `law` bind; `practice` is how a unit went about it. */
  kind: z.enum(['party', 'law', 'practice']),
  /** How sure we are of what is quoted: the text was compared, or others report it. */
  certainty: z.enum(['compared', 'reported']),
})
export type LegalReference = z.infer<typeof legalReferenceSchema>

/** A place in a document: the id of a reference, and the article as its own text counts (`21.2`). */
export const basisSchema = z.looseObject({ reference: textSchema, article: z.optional(textSchema) })
export interface Basis {
  readonly reference: string
  readonly article?: string | undefined
}

const thresholdSchema = z.looseObject({
  value: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  /** Empty for a choice of the unit's own. */
  basis: z.array(basisSchema),
})
export interface Threshold {
  readonly value: number
  readonly basis: readonly Basis[]
}

/** A rule set as it is published. What it does not say stays as built in. */
export const ruleSetSchema = z.looseObject({
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  effectiveFrom: daySchema,
  effectiveTo: z.optional(daySchema),
  thresholds: z.optional(z.partialRecord(z.enum(thresholdNames), thresholdSchema)),
  references: z.optional(z.record(z.string(), legalReferenceSchema)),
  rowBasis: z.optional(z.record(z.string(), z.array(basisSchema))),
})

/** Dated rules: thresholds, and what thresholds and rows of the decision table rest on. */
export interface RuleSet {
  readonly version: string
  /** First and last day, yyyy-mm-dd; without a last day it holds on. */
  readonly effectiveFrom: string
  readonly effectiveTo?: string | undefined
  readonly thresholds: Readonly<Record<ThresholdName, Threshold>>
  readonly references: Readonly<Record<string, LegalReference>>
  /** By row of the decision table or overlay: `D4`, `O1`. */
  readonly rowBasis: Readonly<Record<string, readonly Basis[]>>
}

/** The rule set that comes with this build. */
export const builtInRuleSet: RuleSet = ruleSet2026

/** A published rule set, completed from the built-in one; undefined when it can't be read. */
export function readRuleSet(published: unknown): RuleSet | undefined {
  const parsed = ruleSetSchema.safeParse(published)
  if (!parsed.success) return undefined
  const { version, effectiveFrom, effectiveTo, thresholds, references, rowBasis } = parsed.data
  return {
    version,
    effectiveFrom,
    ...(effectiveTo !== undefined && { effectiveTo }),
    thresholds: { ...builtInRuleSet.thresholds, ...thresholds },
    references: { ...builtInRuleSet.references, ...references },
    rowBasis: { ...builtInRuleSet.rowBasis, ...rowBasis },
  }
}

/**
 * The rule set that holds on a day (yyyy-mm-dd): the one that began last; of two that began on one day, the one
 * listed later. Days for which none was published, and days before the first, have the built-in one.
 */
export function ruleSetOn(ruleSets: readonly RuleSet[], date: string): RuleSet {
  const holding = ruleSets.filter(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= date && date <= (effectiveTo ?? '9999-12-31'),
  )
  return (
    holding.reduce<RuleSet | undefined>(
      (best, next) => (best === undefined || next.effectiveFrom >= best.effectiveFrom ? next : best),
      undefined,
    ) ?? builtInRuleSet
  )
}

export function threshold(ruleSet: RuleSet, name: ThresholdName): number {
  return ruleSet.thresholds[name].value
}

/** The thresholds that the form and its checks ask for. */
export function surveyLimitsOf(ruleSet: RuleSet): SurveyLimits {
  return {
    youthAskedFrom: threshold(ruleSet, 'youthQuestionFrom'),
    confirmAllDays: threshold(ruleSet, 'unchangedMaxDays'),
    activityEveryDays: threshold(ruleSet, 'cellActivityEveryDays'),
    minOfficialForCell: threshold(ruleSet, 'minOfficialForCell'),
    headcountJumpPercent: threshold(ruleSet, 'headcountJumpPercent'),
    headcountJumpPeople: threshold(ruleSet, 'headcountJumpPeople'),
  }
}
