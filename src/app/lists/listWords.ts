import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import type { BannerProps } from '#app/ui/Banner.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatNumber } from '#app/ui/format.ts'
import type { Unreadable } from '#device/lists/openedList.ts'
import type { DuplicateReason } from '#domain/duplicates.ts'
import type { KnownPolicy } from '#domain/lists/choices.ts'
import type { ColumnKey } from '#domain/lists/columns.ts'
import type { LeftOut } from '#domain/lists/listRow.ts'
import type { Proposal, RowNote } from '#domain/lists/proposal.ts'
import type { Separator } from '#domain/lists/separators.ts'
import type { TextEncoding } from '#domain/lists/textEncoding.ts'
import type { CellFault } from '#domain/lists/values.ts'
import { verdictKinds, type VerdictKind } from '#domain/lists/verdict.ts'
import type { Step } from './useListWork.ts'

const columns: Readonly<Record<ColumnKey, () => string>> = {
  ordinal: m.lists_col_ordinal,
  name: m.field_name,
  taxCode: m.field_taxCode,
  legalForm: m.field_legalForm,
  address: m.field_address,
  park: m.firms_park,
  commune: m.lists_col_commune,
  district: m.lists_col_district,
  industry: m.field_industry,
  nationality: m.lists_col_nationality,
  headcountTotal: m.lists_col_headcountTotal,
  headcountVn: m.lists_col_headcountVn,
  headcountWomen: m.lists_col_headcountWomen,
  members: m.lists_col_members,
  membersOfficial: m.lists_col_membersOfficial,
  membersProbationary: m.lists_col_membersProbationary,
  partyOrg: m.lists_col_partyOrg,
  union: m.lists_col_union,
  unionMembers: m.lists_col_unionMembers,
  youth: m.lists_col_youth,
  youthMembers: m.lists_col_youthMembers,
  representative: m.lists_col_representative,
  phone: m.lists_col_phone,
  day: m.lists_col_day,
  note: m.lists_col_note,
}
const encodings: Readonly<Record<TextEncoding, () => string>> = {
  'utf-8': m.lists_enc_utf8,
  'utf-16le': m.lists_enc_utf16,
  'utf-16be': m.lists_enc_utf16be,
  'windows-1258': m.lists_enc_1258,
  tcvn3: m.lists_enc_tcvn3,
  vni: m.lists_enc_vni,
}
const signs: Readonly<Record<Separator, () => string>> = {
  ',': m.lists_sep_comma,
  ';': m.lists_sep_semicolon,
  '\t': m.lists_sep_tab,
}
const policies: Readonly<Record<KnownPolicy, () => string>> = {
  fill: m.lists_policy_fill,
  replace: m.lists_policy_replace,
  leave: m.lists_policy_leave,
}
const verdicts: Readonly<Record<VerdictKind, () => string>> = {
  new: m.lists_verdict_new,
  known: m.lists_verdict_known,
  likely: m.lists_verdict_likely,
  again: m.lists_verdict_again,
  wrong: m.lists_verdict_wrong,
  leftOut: m.lists_verdict_leftOut,
}
const faults: Readonly<Record<CellFault, () => string>> = {
  notANumber: m.lists_fault_notANumber,
  notADay: m.lists_fault_notADay,
  dayImpossible: m.lists_fault_dayImpossible,
  formulaFailed: m.lists_fault_formulaFailed,
  nameMissing: m.lists_fault_nameMissing,
  nameTooLong: m.lists_fault_nameTooLong,
  notATaxCode: m.lists_fault_notATaxCode,
}
const leftOut: Readonly<Record<LeftOut, () => string>> = {
  empty: m.lists_left_empty,
  total: m.lists_left_total,
  numbering: m.lists_left_numbering,
  title: m.lists_left_title,
}
const notes: Readonly<Record<RowNote, (words: { code: string }) => string>> = {
  codeUnverified: m.lists_note_codeUnverified,
  codeShort: m.lists_note_codeShort,
  codePersonal: m.lists_note_codePersonal,
  parkUnknown: m.lists_note_parkUnknown,
  communeUnknown: m.lists_note_communeUnknown,
  textTooLong: m.lists_note_textTooLong,
}
const reasons: Readonly<Record<DuplicateReason, () => string>> = {
  taxCode: m.lists_why_taxCode,
  branch: m.lists_why_taxCode,
  sameName: m.lists_why_sameName,
  sameNameElsewhere: m.lists_why_sameNameElsewhere,
  nearName: m.lists_why_nearName,
}
const steps: Readonly<Record<Step[0], (words: { done: string; of: string }) => string>> = {
  reading: m.lists_step_reading,
  judging: m.lists_step_judging,
  taking: m.lists_step_taking,
  looking: m.lists_step_looking,
  undoing: m.lists_step_undoing,
}

export const columnWords = (key: ColumnKey) => columns[key]()
export const encodingWords = (encoding: TextEncoding) => encodings[encoding]()
export const separatorWords = (separator: Separator) => signs[separator]()
export const policyWords = (policy: KnownPolicy) => policies[policy]()
export const verdictWords = (kind: VerdictKind) => verdicts[kind]()
export const faultWords = (fault: CellFault) => faults[fault]()
export const leftOutWords = (why: LeftOut) => leftOut[why]()
export const whyWords = (why: DuplicateReason) => reasons[why]()

export function noteWords(note: RowNote, { padded = '' }: Proposal): string {
  return notes[note]({ code: padded })
}

/** «Đang xem 500/20.000 dòng» */
export function stepWords([step, done, of]: Step): string {
  const locale = getLocale()
  return steps[step]({ done: formatNumber(done, locale), of: formatNumber(of, locale) })
}

/** As much of a text as is needed to know it again. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** «Mới 21 · Sai 9» */
export function countsWords(counts: Readonly<Record<VerdictKind, number>>): string {
  return dotted(verdictKinds.map((kind) => (counts[kind] > 0 ? countWordsOf(kind, counts[kind]) : undefined)))
}

export function countWordsOf(kind: VerdictKind, count: number): string {
  return m.plan_listCount({ name: verdictWords(kind), n: formatNumber(count, getLocale()) })
}

/** Why a file shows no list, and what to do about it. */
export function unreadableWords(why: Unreadable): BannerProps {
  const [what, todo] = unreadable[why]
  return { tone: 'bad', what: what(), safe: m.lists_unreadableSafe(), todo: todo() }
}

const unreadable: Readonly<Record<Unreadable, readonly [what: () => string, todo: () => string]>> = {
  notAList: [m.lists_notAList, m.lists_notAListTodo],
  locked: [m.lists_locked, m.lists_lockedTodo],
  empty: [m.lists_emptyFile, m.lists_emptyFileTodo],
}
