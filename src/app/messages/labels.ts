import type { AnswerValue } from '#domain/answers.ts'
import { fieldOf, type FieldKey, type SectionNumber } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { m } from './compiled/messages.js'
import { optionLabels, valueLabels } from './optionLabels.ts'
import { foldLabels, groupLabels, questionLabels, sourceLabels } from './questionLabels.ts'

/** What whoever leads the place is called, within a sentence and at its beginning. */
export interface OwnerWords {
  readonly owner: string
  readonly Owner: string
}

export type Label = (words: OwnerWords) => string

/** Words for codes, questions and sections. A code that only a newer build knows is shown as it is. */
export function optionLabel(key: FieldKey, code: string, unitKind?: UnitKind): string {
  return optionLabels[key]?.[code]?.(ownerWords(unitKind)) ?? code
}

/** A value in words, away from its question: «Có công đoàn». */
export function valueLabel(key: FieldKey, value: AnswerValue, unitKind?: UnitKind): string {
  const words = ownerWords(unitKind)
  const one = (code: string) => valueLabels[key]?.[code]?.(words) ?? optionLabel(key, code, unitKind)
  if (typeof value === 'boolean') return value ? m.twoStep_yes() : m.option_hasMembers_no()
  if (Array.isArray(value)) return (value as readonly string[]).map(one).join(', ')
  if (typeof value === 'string') return fieldOf(key)?.codes === undefined ? value : one(value)
  return typeof value === 'number' ? String(value) : ''
}

export function questionLabel(id: string, unitKind?: UnitKind): string {
  const label = (isFacility(unitKind) ? questionLabels[`${id}_facility`] : undefined) ?? questionLabels[id]
  return label?.(ownerWords(unitKind)) ?? id
}

/** A clinic or a school: what is «sản xuất, kinh doanh» elsewhere is «hoạt động» there. */
export function isFacility(unitKind: UnitKind | undefined): boolean {
  return unitKind === 'healthFacility' || unitKind === 'school'
}

export function groupLabel(id: string): string {
  return groupLabels[id]?.(ownerWords(undefined)) ?? id
}

export function foldLabel(id: string): string {
  return foldLabels[id]?.(ownerWords(undefined)) ?? id
}

/** «nhân sự», «báo cáo lao động» */
export function sourceLabel(code: string, unitKind?: UnitKind): string {
  return sourceLabels[code]?.(ownerWords(unitKind)) ?? code
}

export function sectionLabel(section: SectionNumber, unitKind?: UnitKind): string {
  return sectionLabels[section](ownerWords(unitKind))
}

export function ownerWords(unitKind: UnitKind | undefined): OwnerWords {
  const [owner, first] = owners[unitKind ?? 'enterprise'] ?? owners.enterprise
  return { owner: owner(), Owner: first() }
}

const sectionLabels: Readonly<Record<SectionNumber, Label>> = {
  1: m.section_1,
  2: m.section_2,
  3: m.section_3,
  4: m.section_4,
  5: m.section_5,
  6: m.section_6,
}

const owners: Readonly<Record<UnitKind, readonly [() => string, () => string]>> = {
  enterprise: [m.owner_enterprise, m.ownerFirst_enterprise],
  cooperative: [m.owner_cooperative, m.ownerFirst_cooperative],
  healthFacility: [m.owner_healthFacility, m.ownerFirst_healthFacility],
  school: [m.owner_school, m.ownerFirst_school],
  other: [m.owner_other, m.ownerFirst_other],
}
