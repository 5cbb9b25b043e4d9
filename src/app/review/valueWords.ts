import { partnerWords } from '#app/firms/partnerNames.ts'
import { appointmentWords } from '#app/firms/planWords.ts'
import { parkName } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel, sourceLabel, valueLabel } from '#app/messages/labels.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { communeName, personName, type Reference } from '#device/people.ts'
import type { Answer, AnswerValue, Precision } from '#domain/answers.ts'
import { fieldOf, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { appointmentOf, plannedActions } from '#domain/plannedActions.ts'

/** What values need to become words besides themselves. */
export interface Around {
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
  /** Of firms and organisations that something is shared with. */
  readonly names?: ReadonlyMap<string, string> | undefined
}

/** An answer in words, not knowing included. */
export function answerWords(key: FieldKey, answer: Answer, around: Around): string {
  if (answer.kind === 'value') return valueWords(key, answer.value, around, answer.precision)
  return answer.kind === 'cleared' ? m.answer_cleared() : unknownWords[answer.reason]()
}

/** «1.250», «khoảng 700», «Có công đoàn», «KCN Sông Xanh» */
export function valueWords(key: FieldKey, value: AnswerValue, around: Around, precision?: Precision): string {
  if (typeof value === 'number') return countInWords(value, precision)
  const field = fieldOf(key)
  switch (field?.type) {
    case 'date':
      return formatDate(textOf(value), getLocale())
    case 'reference':
      return referenceWords(key, textOf(value), around)
    case 'references':
      return referencesWords(key, value as readonly string[], around)
    case 'texts':
      return Array.isArray(value) ? value.join('; ') : textOf(value)
    case 'structure':
      return structureWords(key, value, around)
    case 'text':
      return textOf(value)
    default:
      return capital(valueLabel(key, value, around.unitKind))
  }
}

/** A value that is a text; nothing for any other. */
export function textOf(value: AnswerValue): string {
  return typeof value === 'string' ? value : ''
}

/** «nhân sự, 14/05/2026» */
export function saidWords(saidBy: string, on: string, unitKind: UnitKind | undefined): string {
  return m.detail_saidBy({ source: sourceLabel(saidBy, unitKind), date: formatDate(on, getLocale()) })
}

function countInWords(value: number, precision: Precision | undefined): string {
  const n = formatNumber(value, getLocale())
  if (precision === 'about') return m.precision_about({ n })
  return precision === 'moreThan' ? m.precision_moreThan({ n }) : n
}

function referenceWords(key: FieldKey, id: string, { reference, names }: Around): string {
  if (key === 'parkId') return parkName(reference, id) ?? '—'
  if (key === 'siteCommuneId' || key === 'hqCommuneId')
    return reference === undefined ? id : communeName(reference, id)
  return partnerWords([id], names)
}

function referencesWords(key: FieldKey, ids: readonly string[], { reference, names }: Around): string {
  if (key !== 'companions') return partnerWords(ids, names)
  return reference === undefined ? '—' : ids.map((id) => personName(reference, id)).join(', ')
}

function structureWords(key: FieldKey, value: AnswerValue, around: Around): string {
  if (key === 'nextActions') return dotted(plannedSteps(value, around)) || '—'
  if (key === 'appointmentAt') {
    const appointment = appointmentOf(value)
    return appointment === undefined ? '—' : appointmentWords(appointment)
  }
  const parts = value as { readonly [part: string]: unknown }
  if (key === 'movedTo') return movedWords(parts, around.reference)
  const said = ['name', 'role', 'phone'].map((part) => parts[part])
  return dotted(said.filter((part) => typeof part === 'string')) || '—'
}

/** «Đến lại, 23/11/2026», «Gặp chủ doanh nghiệp»: each step in words. */
export function plannedSteps(value: AnswerValue, { reference }: Around): readonly string[] {
  return plannedActions(value).map(({ action, dueOn, assignee }) =>
    [
      optionLabel('nextActions', action),
      dueOn === undefined ? undefined : formatDate(dueOn, getLocale()),
      assignee === undefined || reference === undefined ? undefined : personName(reference, assignee),
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  )
}

function movedWords(to: { readonly [part: string]: unknown }, reference: Reference | undefined): string {
  const parkId = to['parkId']
  const communeId = to['communeId']
  const park = typeof parkId === 'string' ? parkName(reference, parkId) : undefined
  const commune =
    typeof communeId === 'string' && reference !== undefined ? communeName(reference, communeId) : undefined
  return [park, commune].filter((part) => part !== undefined).join(', ') || m.answer_notKnown()
}

/** Words of the second row («đang hoạt động») stand alone here. */
function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(getLocale()) + words.slice(1)
}

const unknownWords = {
  doesNotKnow: m.answer_notKnown,
  declined: m.answer_declined,
  notAsked: m.answer_nextTime,
} as const
