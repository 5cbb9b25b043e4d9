import { m } from '#app/messages/compiled/messages.js'
import type { ThresholdName } from '#domain/ruleSet.ts'

/** Thresholds as they belong together, in the order in which they are read. */
export const thresholdGroups: readonly {
  readonly title: () => string
  readonly names: readonly ThresholdName[]
}[] = [
  { title: m.ruleSet_organisations, names: ['minOfficialForCell', 'minForCommittee', 'minForUnion'] },
  { title: m.ruleSet_members, names: ['minTenureMonths', 'probationMonths', 'transferWorkingDays'] },
  {
    title: m.ruleSet_approach,
    names: ['coolDownDays', 'refusalsToEscalate', 'unansweredToHard', 'accessWindowMonths'],
  },
  {
    title: m.ruleSet_followUp,
    names: [
      'staleMonths',
      'untouchedMonths',
      'watchMonths',
      'cellActivityEveryDays',
      'unchangedMaxDays',
      'unchangedRunsToFlag',
    ],
  },
  { title: m.ruleSet_youth, names: ['youthQuestionFrom', 'youthPilotMinYoung', 'youthPilotMaxPercent'] },
  { title: m.ruleSet_checks, names: ['headcountJumpPercent', 'headcountJumpPeople'] },
]

export function thresholdWords(name: ThresholdName): string {
  return words[name]()
}

const words: Readonly<Record<ThresholdName, () => string>> = {
  minOfficialForCell: m.threshold_minOfficialForCell,
  minForCommittee: m.threshold_minForCommittee,
  minForUnion: m.threshold_minForUnion,
  minTenureMonths: m.threshold_minTenureMonths,
  probationMonths: m.threshold_probationMonths,
  transferWorkingDays: m.threshold_transferWorkingDays,
  coolDownDays: m.threshold_coolDownDays,
  refusalsToEscalate: m.threshold_refusalsToEscalate,
  unansweredToHard: m.threshold_unansweredToHard,
  accessWindowMonths: m.threshold_accessWindowMonths,
  unchangedMaxDays: m.threshold_unchangedMaxDays,
  unchangedRunsToFlag: m.threshold_unchangedRunsToFlag,
  cellActivityEveryDays: m.threshold_cellActivityEveryDays,
  youthQuestionFrom: m.threshold_youthQuestionFrom,
  youthPilotMinYoung: m.threshold_youthPilotMinYoung,
  youthPilotMaxPercent: m.threshold_youthPilotMaxPercent,
  staleMonths: m.threshold_staleMonths,
  untouchedMonths: m.threshold_untouchedMonths,
  watchMonths: m.threshold_watchMonths,
  headcountJumpPercent: m.threshold_headcountJumpPercent,
  headcountJumpPeople: m.threshold_headcountJumpPeople,
}
