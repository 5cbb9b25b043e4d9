import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { isFacility, ownerWords, valueLabel } from '#app/messages/labels.ts'
import { placeLabels } from '#app/messages/questionLabels.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { countIn, valueIn, type DraftAnswers } from '#domain/draft.ts'
import { fieldOf, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { placeKeys } from '#domain/fields/hanging.ts'
import type { Question } from '#domain/questionnaire/question.ts'

export interface SummaryLine {
  readonly key: FieldKey
  readonly text: string
}

/** «Lao động 1.250», «Có công đoàn», «4 chính thức»: each value that would be confirmed, in words. */
export function summaryLines(
  questions: readonly Question[],
  answers: DraftAnswers,
  unitKind: UnitKind | undefined,
): readonly SummaryLine[] {
  return questions.flatMap((question): SummaryLine[] => {
    const key = question.keys[0]
    // the numbers say it
    if (key === 'hasMembers' && countIn(answers, 'membersOfficial') !== undefined) return []
    const text = question.id === 'places' ? placesText(answers) : textOf(key, answers, unitKind)
    return text === undefined ? [] : [{ key, text }]
  })
}

function textOf(key: FieldKey, answers: DraftAnswers, unitKind: UnitKind | undefined): string | undefined {
  const value = valueIn(answers, key)
  const name =
    key === 'businessStability' && isFacility(unitKind) ? m.field_businessStability_facility : fieldNames[key]
  if (value === undefined || name === undefined) return undefined
  if (typeof value === 'number') return `${name()}: ${formatNumber(value, getLocale())}`
  if (typeof value === 'string' && fieldOf(key)?.type === 'date')
    return `${name()}: ${formatDate(value, getLocale())}`
  const words = valueLabel(key, value, unitKind)
  return selfTelling.includes(key) ? words : `${name()}: ${words}`
}

/** «Có công đoàn» needs no «Công đoàn:» before it. */
const selfTelling: readonly FieldKey[] = ['unionStatus', 'youthStatus', 'partyOrgStatus']

function placesText(answers: DraftAnswers): string | undefined {
  const words = ownerWords(undefined)
  const parts = placeKeys.flatMap((key) => {
    const count = countIn(answers, key) ?? 0
    return count === 0 ? [] : [`${formatNumber(count, getLocale())} · ${placeLabels[key]?.(words) ?? key}`]
  })
  return parts.length === 0 ? undefined : `${m.form_places()}: ${parts.join(', ')}`
}

const fieldNames: Readonly<Partial<Record<FieldKey, () => string>>> = {
  headcountTotal: m.field_headcountTotal,
  headcountVn: m.field_headcountVn,
  headcountYouth: m.field_headcountYouth,
  businessStability: m.field_businessStability,
  projectStage: m.field_projectStage,
  unionStatus: m.field_unionStatus,
  unionMembers: m.field_unionMembers,
  youthStatus: m.field_youthStatus,
  youthMembers: m.field_youthMembers,
  partyOrgStatus: m.field_partyOrgStatus,
  hasMembers: m.field_hasMembers,
  membersOfficial: m.field_membersOfficial,
  membersProbationary: m.field_membersProbationary,
  orgOfficialTotal: m.field_orgOfficialTotal,
  membersStable: m.field_membersStable,
  establishedOn: m.field_establishedOn,
  decisionNo: m.field_decisionNo,
}
