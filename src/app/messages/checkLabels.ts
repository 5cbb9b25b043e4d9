import { formatDayMonth, formatNumber, formatPercent } from '#app/ui/format.ts'
import type { Finding } from '#domain/checks.ts'
import { m } from './compiled/messages.js'
import { getLocale } from './compiled/runtime.js'
import { sourceLabel } from './labels.ts'

/** What a check found, in words. */
export function checkWords({ check, parameters = {} }: Pick<Finding, 'check' | 'parameters'>): string {
  const shown = Object.entries(parameters).map(([name, value]) => [name, wordOf(name, value)])
  return checkLabels[check]?.(Object.fromEntries(shown) as never) ?? check
}

function wordOf(name: string, value: string | number): string {
  if (name === 'percent') return formatPercent(Number(value) / 100, getLocale())
  if (typeof value === 'number') return formatNumber(value, getLocale())
  if (name === 'saidBy' || name === 'saidBefore') return sourceLabel(value)
  return name === 'on' ? formatDayMonth(value, getLocale()) : value
}

// each check says for itself which values its words need
const checkLabels: Readonly<Record<string, (parameters: never) => string>> = {
  badAsOf: m.check_badAsOf,
  badDate: m.check_badDate,
  badTime: m.check_badTime,
  branchSuffixWrong: m.check_branchSuffixWrong,
  cellTooSmall: m.check_cellTooSmall,
  cellWithoutMembers: m.check_cellWithoutMembers,
  dayBeforeVisit: m.check_dayBeforeVisit,
  establishedInFuture: m.check_establishedInFuture,
  hasMembersButNone: m.check_hasMembersButNone,
  headcountDown: m.check_headcountDown,
  headcountFromNone: m.check_headcountFromNone,
  headcountUp: m.check_headcountUp,
  membersChangedByLesser: m.check_membersChangedByLesser,
  membersOverWorkers: m.check_membersOverWorkers,
  moreOfficialThanJointCell: m.check_moreOfficialThanJointCell,
  moreStableThanOfficial: m.check_moreStableThanOfficial,
  moreTrainedThanCandidates: m.check_moreTrainedThanCandidates,
  moreUnionMembersThanWorkers: m.check_moreUnionMembersThanWorkers,
  moreVietnameseThanWorkers: m.check_moreVietnameseThanWorkers,
  moreYoungThanWorkers: m.check_moreYoungThanWorkers,
  moreYouthMembersThanWorkers: m.check_moreYouthMembersThanWorkers,
  nameMissing: m.check_nameMissing,
  notAWholeNumber: m.check_notAWholeNumber,
  noteNames: m.check_noteNames,
  phoneOdd: m.check_phoneOdd,
  placedInMissingCell: m.check_placedInMissingCell,
  placesIncomplete: m.check_placesIncomplete,
  taxCode: m.check_taxCode,
  taxCodeIsNone: m.check_taxCodeIsNone,
  taxCodeIsPersonal: m.check_taxCodeIsPersonal,
  timeInFuture: m.check_timeInFuture,
  tooLargeNumber: m.check_tooLargeNumber,
  tooLongText: m.check_tooLongText,
}
