import { parkKindLabels } from '#app/admin/parkKindLabels.ts'
import { partnerWords } from '#app/firms/partnerNames.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { questionNames } from '#app/review/questionNames.ts'
import type { Around } from '#app/review/valueWords.ts'
import { requestStateWords } from '#app/firms/requestWords.ts'
import { organisationKindWords } from '#app/units/organisationWords.ts'
import { indicatorWords } from '#app/targets/indicatorWords.ts'
import { formatDate, formatDateTime, formatNumber } from '#app/ui/format.ts'
import { communeName, personName } from '#device/people.ts'
import { isDay } from '#domain/day.ts'
import { organisationKinds } from '#domain/organisation.ts'
import { requestStates } from '#domain/ownerRequests.ts'
import { indicators } from '#domain/targets.ts'
import { trackRowIds } from '#domain/track/table.ts'

interface Part {
  readonly label: () => string
  /** Where the label hangs on what is said. */
  readonly labelOf?: (value: unknown) => string
  /** Undefined for what is no such value. */
  readonly words: (value: unknown, around: Around) => string | undefined
}

/** What deeds say besides answers and profiles, in the order in which it is read. */
export const heldParts: Readonly<Record<string, Part>> = {
  occurredAt: {
    label: m.held_visited,
    words: (value) => dated(value, formatDateTime),
  },
  decision: {
    label: m.held_decision,
    words: (value) => (value === 'approve' ? m.held_decisionApprove() : m.decide_return()),
  },
  fields: { label: m.decide_returnFields, words: (value) => questionNames(texts(value)) },
  approve: { label: m.held_approvesFirm, words: yesOrNo },
  personId: { label: m.plan_member, words: (value, around) => nameOf(value, around) ?? m.plan_nobody() },
  helperIds: { label: m.held_helpers, words: (value, around) => listed(value, (id) => nameOf(id, around)) },
  dueOn: { label: m.plan_due, words: day },
  inApproachPlan: { label: m.plan_inPlan, words: yesOrNo },
  basis: { label: m.held_basis, words: text },
  pinned: { label: m.plan_putOnTop, words: yesOrNo },
  track: { label: m.plan_track, words: trackWords },
  firmIds: { label: m.nav_firms, words: (value, { names }) => partnerWords(texts(value), names) },
  inCharge: { label: m.requests_inCharge, words: text },
  state: { label: m.requests_state, words: requestState },
  answer: { label: m.requests_outcome, words: text },
  fileName: { label: m.lists_file, words: text },
  rowsTaken: { label: m.held_rowsTaken, words: number },
  on: { label: m.units_on, words: day },
  instrument: { label: m.units_instrument, words: text },
  changes: {
    label: m.held_changes,
    words: (value) => number(Array.isArray(value) ? value.length : undefined),
  },
  firms: {
    label: m.nav_firms,
    words: (value, { names }) => partnerWords(partsIn(value, 'firmId'), names),
  },
  withdrawn: { label: m.held_withdrawn, words: yesOrNo },
  outcome: { label: m.item_target, words: indicatorIn },
  indicator: { label: m.item_target, words: indicatorIn },
  decidedOn: { label: m.held_decidedOn, words: day },
  decisionNo: { label: m.held_decisionNo, words: text },
  count: { label: m.held_count, words: number },
  value: { label: m.targets_value, words: number },
  assignedBy: { label: m.held_assignedBy, words: text },
  closed: { label: m.item_period, words: yesOrNo },
  choice: {
    label: m.held_choice,
    words: (value) => (value === 'kept' ? m.held_choiceKept() : m.held_choiceLost()),
  },
  name: { label: m.admin_parkName, words: text },
  formerNames: { label: m.admin_parkFormer, words: (value) => listed(value, (name) => name) },
  kind: {
    label: m.admin_parkKind,
    words: (value) => labelOf(parkKindLabels, value) ?? organisationKind(value),
  },
  isKey: { label: m.admin_parkKey, words: yesOrNo },
  communeIds: {
    label: m.item_commune,
    words: (value, { reference }) =>
      listed(value, (id) => (reference === undefined ? id : communeName(reference, id))),
  },
  names: { label: m.held_names, words: (value) => listed(partsIn(value, 'name'), (name) => name) },
  provinceName: { label: m.held_province, words: text },
  number: { label: m.admin_letterNumber, words: text },
  date: { label: m.admin_letterDate, words: day },
  purpose: { label: m.admin_letterPurpose, words: text },
  phone: { label: m.admin_letterPhone, words: text },
  version: { label: m.admin_noticeVersion, words: text },
  text: { label: m.admin_noticeText, words: text },
  contactText: { label: m.notice_whenContact, words: text },
  effectiveFrom: { label: m.admin_noticeFrom, words: day },
  into: { label: m.held_into, words: firmWords },
  from: {
    label: m.held_from,
    labelOf: (value) => (isDate(value) ? m.held_from() : m.held_outOf()),
    words: (value, around) => (isDate(value) ? day(value) : firmWords(value, around)),
  },
  to: { label: m.held_to, words: day },
  explanations: { label: m.held_explained, words: (value) => listed(valuesIn(value), (said) => said) },
  reply: { label: m.detail_reply, words: replyWords },
  reason: { label: m.ui_reason, words: text },
}

/** Whether it has parts of its own; a list has none. */
export function isBody(value: unknown): value is { readonly [part: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function number(value: unknown): string | undefined {
  return typeof value === 'number' ? formatNumber(value, getLocale()) : undefined
}

function day(value: unknown): string | undefined {
  return dated(value, formatDate)
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && isDay(value)
}

function firmWords(value: unknown, { names }: Around): string | undefined {
  return typeof value === 'string' ? partnerWords([value], names) : undefined
}

function dated(value: unknown, format: typeof formatDate | typeof formatDateTime): string | undefined {
  if (typeof value !== 'string') return undefined
  return Number.isNaN(Date.parse(value)) ? value : format(value, getLocale())
}

function yesOrNo(value: unknown): string {
  return value === true ? m.fact_yes() : m.fact_no()
}

function trackWords(value: unknown): string {
  const row = trackRowIds.find((id) => id === value)
  return row === undefined ? m.override_backDo() : trackLabel(row)
}

function indicatorIn(value: unknown): string | undefined {
  const indicator = indicators.find((one) => one === value)
  return indicator === undefined ? text(value) : indicatorWords(indicator)
}

function replyWords(value: unknown): string | undefined {
  const kept = isBody(value) ? value['kept'] : undefined
  if (!isBody(kept)) return undefined
  return listed(Object.keys(kept), (key) => `${fieldLabel(key)}: ${text(kept[key]) ?? ''}`)
}

function nameOf(value: unknown, { reference }: Around): string | undefined {
  return typeof value === 'string' && reference !== undefined ? personName(reference, value) : undefined
}

function listed(value: unknown, words: (one: string) => string | undefined): string {
  return texts(value)
    .flatMap((one) => words(one) ?? [])
    .join(', ')
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function valuesIn(value: unknown): readonly unknown[] {
  return isBody(value) ? Object.values(value) : []
}

function partsIn(value: unknown, part: 'name' | 'firmId'): readonly string[] {
  return texts(Array.isArray(value) ? value.map((one) => (isBody(one) ? one[part] : undefined)) : [])
}

function requestState(value: unknown): string | undefined {
  const state = requestStates.find((one) => one === value)
  return state === undefined ? undefined : requestStateWords(state)
}

function organisationKind(value: unknown): string | undefined {
  const kind = organisationKinds.find((one) => one === value)
  return kind === undefined ? undefined : organisationKindWords(kind)
}

function labelOf(labels: Readonly<Record<string, () => string>>, value: unknown): string | undefined {
  return typeof value === 'string' && Object.hasOwn(labels, value) ? labels[value]!() : undefined
}
