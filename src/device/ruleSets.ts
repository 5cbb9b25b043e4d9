import { standing } from '#domain/merge/history.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { builtInRuleSet, readRuleSet, ruleSetOn, type RuleSet } from '#domain/ruleSet.ts'
import type { PublishedRuleSet } from '#domain/ruleSetDraft.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { readRecords } from './view.ts'

/** The rule set of today: the published one that holds, or the one that came with the app. */
export async function readRuleSetOfToday(device: Device): Promise<RuleSet> {
  return ruleSetOfDay(await readRecords<HistoryRecord>(device, 'ruleSet'), vietnamDay(device.now()))
}

/** The rule set that holds on a day (yyyy-mm-dd), of those published. */
export function ruleSetOfDay(records: readonly HistoryRecord[], day: string): RuleSet {
  const published = publishedIn(records)
  return published.length === 0 ? builtInRuleSet : ruleSetOn(published, day)
}

/** What each record says last, as far as it can be read. */
export function publishedIn(records: readonly HistoryRecord[]): PublishedRuleSet[] {
  return records.flatMap((record) => {
    const ruleSet = readRuleSet(standing('ruleSet', record))
    return ruleSet === undefined ? [] : [{ ...ruleSet, id: record.id }]
  })
}
