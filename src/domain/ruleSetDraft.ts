import { isDay } from './day.ts'
import type { Problem } from './result.ts'
import {
  builtInRuleSet,
  thresholdNames,
  type LegalReference,
  type RuleSet,
  type Threshold,
  type ThresholdName,
} from './ruleSet.ts'

/** What makes sense for each threshold, both ends included. */
export const thresholdRanges: Readonly<Record<ThresholdName, readonly [least: number, most: number]>> = {
  minOfficialForCell: [2, 30],
  minForCommittee: [10, 300],
  minForUnion: [1, 100],
  minTenureMonths: [0, 60],
  probationMonths: [1, 36],
  transferWorkingDays: [1, 250],
  coolDownDays: [0, 730],
  refusalsToEscalate: [1, 10],
  unansweredToHard: [1, 10],
  accessWindowMonths: [1, 60],
  unchangedMaxDays: [0, 730],
  unchangedRunsToFlag: [1, 20],
  cellActivityEveryDays: [30, 1100],
  youthQuestionFrom: [0, 10_000],
  youthPilotMinYoung: [1, 10_000],
  youthPilotMaxPercent: [0, 100],
  staleMonths: [1, 60],
  untouchedMonths: [1, 60],
  watchMonths: [1, 60],
  headcountJumpPercent: [5, 500],
  headcountJumpPeople: [1, 10_000],
}

/** A rule set as somebody writes it: numbers from a day on, and the document they rest on. */
export interface RuleSetDraft {
  readonly effectiveFrom: string
  /** Undefined where nothing, or no number, is typed. */
  readonly values: Readonly<Record<ThresholdName, number | undefined>>
  /** None for a choice of the unit's own. */
  readonly document?: Pick<LegalReference, 'number' | 'issuer' | 'date' | 'kind'> | undefined
}

/** A rule set that was published, and the record that holds it. */
export interface PublishedRuleSet extends RuleSet {
  readonly id: string
}

export function draftOf(ruleSet: RuleSet, effectiveFrom: string): RuleSetDraft {
  const values = thresholdNames.map((name) => [name, ruleSet.thresholds[name].value])
  return { effectiveFrom, values: Object.fromEntries(values) as RuleSetDraft['values'] }
}

/** The thresholds that a draft sets otherwise. */
export function changedThresholds({ values }: RuleSetDraft, base: RuleSet): readonly ThresholdName[] {
  return thresholdNames.filter((name) => values[name] !== base.thresholds[name].value)
}

/**
 * Everything that keeps a draft from being published, by field. One rule set begins on a day, and none in the past:
 * what was advised then stays as it was. `replacedId` is of a rule set to come that this one takes the place of.
 */
export function wrongInDraft(
  draft: RuleSetDraft,
  { base, published, today, replacedId }: DraftGround,
): readonly Problem[] {
  const { effectiveFrom, values, document } = draft
  const isTaken = published.some((one) => one.id !== replacedId && one.effectiveFrom === effectiveFrom)
  const wrong = (at: string, isWrong: boolean): readonly Problem[] =>
    isWrong ? [{ code: 'notApplicable', at }] : []
  const outOfRange = thresholdNames.filter((name) => {
    const [least, most] = thresholdRanges[name]
    const value = values[name]
    return value === undefined || !Number.isInteger(value) || value < least || value > most
  })
  const { minForCommittee = 0, minOfficialForCell = 0 } = values
  return [
    ...wrong('effectiveFrom', !isDay(effectiveFrom) || effectiveFrom < today),
    ...wrong('effectiveFrom.taken', isTaken),
    ...outOfRange.flatMap((name) => wrong(name, true)),
    ...wrong('minForCommittee.small', minForCommittee <= minOfficialForCell),
    ...wrong('document.number', document?.number.trim() === ''),
    ...wrong('document.issuer', document?.issuer.trim() === ''),
    ...wrong('document.date', document !== undefined && !isDay(document.date)),
    ...wrong('nothing', changedThresholds(draft, base).length === 0),
  ]
}

export interface DraftGround {
  /** What would hold on that day without it. */
  readonly base: RuleSet
  readonly published: readonly PublishedRuleSet[]
  readonly today: string
  readonly replacedId?: string | undefined
}

const ownDocument = 'ownDocument'

/** A draft as a rule set: what it changes rests on its document, all else stays as it is in `base`. */
export function ruleSetFrom(draft: RuleSetDraft, base: RuleSet, version: string): RuleSet {
  const { effectiveFrom, values, document } = draft
  const reference = document === undefined ? undefined : `${ownDocument}.${version}`
  const changed = changedThresholds(draft, base).map((name): [ThresholdName, Threshold] => [
    name,
    { value: values[name] ?? 0, basis: reference === undefined ? [] : [{ reference }] },
  ])
  return {
    version,
    effectiveFrom,
    thresholds: { ...base.thresholds, ...(Object.fromEntries(changed) as RuleSet['thresholds']) },
    references:
      reference === undefined || document === undefined
        ? base.references
        : { ...base.references, [reference]: { ...document, certainty: 'compared' } },
    rowBasis: base.rowBasis,
  }
}

/** What is said of a rule set when it is published: the built-in one is said nowhere. */
export function bodyOf({ version, effectiveFrom, thresholds, references }: RuleSet): {
  readonly [field: string]: unknown
} {
  const unlike = <Value>(all: Readonly<Record<string, Value>>, known: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(all).filter(([name, value]) => known[name] !== value))
  return {
    version,
    effectiveFrom,
    thresholds: unlike<Threshold>(thresholds, builtInRuleSet.thresholds),
    references: unlike<LegalReference>(references, builtInRuleSet.references),
  }
}

/** A name for the next version: the day it begins, and a number where that day has one. */
export function nextRuleSetVersion(published: readonly RuleSet[], effectiveFrom: string): string {
  const taken = new Set([builtInRuleSet, ...published].map(({ version }) => version))
  for (let number = 1; ; number += 1) {
    const version = number === 1 ? effectiveFrom : `${effectiveFrom}.${number}`
    if (!taken.has(version)) return version
  }
}
