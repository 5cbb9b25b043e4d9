import type { CheckInput, Check, Hit, Severity } from './checks/check.ts'
import { comparisonChecks } from './checks/comparisons.ts'
import { countChecks } from './checks/counts.ts'
import { textChecks } from './checks/texts.ts'
import { timeChecks } from './checks/times.ts'
import type { FieldKey } from './fields.ts'

/** Every rule that answers are held against, hard ones and soft ones. */
export const checks: readonly Check[] = [...countChecks, ...textChecks, ...timeChecks, ...comparisonChecks]

export interface Finding extends Hit {
  /** The rule's key; its words are `check_<key>`. */
  readonly check: string
  readonly severity: Severity
}

/** What is wrong or odd with these answers, errors first. */
export function checkAnswers(input: CheckInput): readonly Finding[] {
  const found = checks.flatMap(({ key, severity, find }) =>
    find(input).map((hit): Finding => ({ check: key, severity, ...hit })),
  )
  return found.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
}

/** Findings that still bar «Hoàn tất»: errors, and odd values nobody has confirmed or explained yet. */
export function barringFindings(
  findings: readonly Finding[],
  explanations: Readonly<Record<string, string>>,
): readonly Finding[] {
  return findings.filter(
    (finding) =>
      finding.severity === 'error' ||
      (finding.severity === 'confirm' && !Object.hasOwn(explanations, finding.check)),
  )
}

/** Explanations that still stand after an answer changed: those of rules that look at it are asked for again. */
export function keptExplanations(
  explanations: Readonly<Record<string, string>>,
  changed: FieldKey | 'occurredAt',
): Readonly<Record<string, string>> {
  const asksAgain = checks.filter(({ fields }) => fields.includes(changed)).map(({ key }) => key)
  return Object.fromEntries(Object.entries(explanations).filter(([check]) => !asksAgain.includes(check)))
}

const severities: readonly Severity[] = ['error', 'confirm', 'warning']
