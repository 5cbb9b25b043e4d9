import { makeId } from '#domain/ids.ts'
import { normaliseText } from '#domain/normaliseAnswers.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { ruleSetOn, type RuleSet } from '#domain/ruleSet.ts'
import {
  bodyOf,
  nextRuleSetVersion,
  ruleSetFrom,
  wrongInDraft,
  type PublishedRuleSet,
  type RuleSetDraft,
} from '#domain/ruleSetDraft.ts'
import { addDays, vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation } from './recordOperation.ts'
import { publishedIn } from './ruleSets.ts'
import { readRecords } from './view.ts'

/** A version with who published it when; `isLast` of its record: it is what that record says now. */
export interface RuleSetVersion extends PublishedRuleSet {
  readonly operationId: string
  readonly personId: string
  readonly publishedAt: string
  readonly isLast: boolean
}

/** Every version there ever was, the one that begins last first. */
export async function readRuleSetVersions(device: Device): Promise<readonly RuleSetVersion[]> {
  const records = await readRecords<HistoryRecord>(device, 'ruleSet')
  return records
    .flatMap(({ id, entries }) =>
      entries.flatMap((entry) => {
        const [ruleSet] = publishedIn([{ id, entries: [entry] }])
        const { operationId, personId, clientTime: publishedAt } = entry
        const isLast = entry === entries.at(-1)
        return ruleSet === undefined ? [] : [{ ...ruleSet, operationId, personId, publishedAt, isLast }]
      }),
    )
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1))
}

/** The first day from today on that no version begins on (yyyy-mm-dd). */
export function firstFreeDay(versions: readonly RuleSetVersion[], today: string): string {
  const taken = new Set(versions.map(({ effectiveFrom }) => effectiveFrom))
  let day = today
  while (taken.has(day)) day = addDays(day, 1)
  return day
}

function keyOf({ effectiveFrom, publishedAt }: RuleSetVersion): string {
  return `${effectiveFrom} ${publishedAt}`
}

/** What holds from a day on where a draft is not published: the rule set of that day without the one it replaces. */
export function baseOf(versions: readonly RuleSetVersion[], day: string, replacedId?: string): RuleSet {
  return ruleSetOn(
    versions.filter(({ isLast, id }) => isLast && id !== replacedId),
    day,
  )
}

/** Publishes a rule set from a day on; in the place of one that has not begun, where `replacedId` names it. */
export async function publishRuleSet(
  device: Device,
  draft: RuleSetDraft,
  replacedId?: string,
): Promise<Result<string>> {
  if (!(await mayRecord(device, 'ruleSet.publish'))) return refuse('notAllowed')
  const versions = await readRuleSetVersions(device)
  const published = versions.filter(({ isLast }) => isLast)
  const today = vietnamDay(device.now())
  const replaced = published.find(({ id }) => id === replacedId)
  if (replaced !== undefined && replaced.effectiveFrom <= today) return refuse('stepNotAllowed')
  const base = baseOf(versions, draft.effectiveFrom, replacedId)
  const tidied = tidy(draft)
  const [wrong] = wrongInDraft(tidied, { base, published, today, replacedId })
  if (wrong !== undefined) return { ok: false, problem: wrong }
  const ruleSet = ruleSetFrom(tidied, base, nextRuleSetVersion(versions, draft.effectiveFrom))
  const recordId = replacedId ?? makeId(device.now(), device.randomBytes)
  const recorded = await recordOperation(device, { kind: 'ruleSet.publish', recordId, body: bodyOf(ruleSet) })
  return recorded.ok ? succeed(recordId) : recorded
}

function tidy(draft: RuleSetDraft): RuleSetDraft {
  const { document } = draft
  if (document === undefined) return draft
  const { number, issuer } = document
  return {
    ...draft,
    document: { ...document, number: normaliseText(number), issuer: normaliseText(issuer) },
  }
}
