import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { groupLabel, optionLabel } from '#app/messages/labels.ts'
import { Chips } from '#app/ui/Chips.tsx'
import { Segmented, type SegmentedOption } from '#app/ui/Segmented.tsx'
import { answered, type UnknownReason } from '#domain/answers.ts'
import type { DraftAnswer } from '#domain/draft.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { Control } from '#domain/questionnaire/question.ts'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { RenameDialog } from './RenameDialog.tsx'

type ControlOf<Kind extends Control['kind']> = Extract<Control, { kind: Kind }>
const unknown = '?'

/** One of several, as big buttons; «Chưa rõ» is one of them where it is an answer. */
export function BigButtons(props: QuestionProps & { readonly control: ControlOf<'bigButtons'> }) {
  const { question, control } = props
  const key = question.keys[0]
  const [renames, setRenames] = useState(false)
  const choice = useChoice(props, key)
  const grouped = control.groups.length > 1
  const options: SegmentedOption<string>[] = control.groups.flatMap((group) =>
    group.codes.map((code) => ({
      value: code,
      label: optionLabel(key, code, props.unitKind),
      group: grouped ? groupLabel(group.id) : undefined,
    })),
  )
  const many = options.length > 4 || grouped
  return (
    <>
      <Segmented
        {...choice}
        onChange={(code) => (code === 'renamed' ? setRenames(true) : choice.onChange(code))}
        options={[...options, ...unknownOption(question.need === 'valueOrUnknown')]}
        layout={many ? 'column' : 'grid'}
        large={grouped}
      />
      {renames && <RenameDialog onClose={() => setRenames(false)} />}
    </>
  )
}

/** Short answers side by side: one, or any number of them. */
export function ChipsQuestion(props: QuestionProps & { readonly control: ControlOf<'chips'> }) {
  return props.control.many ? <ManyChips {...props} /> : <OneChip {...props} />
}

function OneChip(props: QuestionProps & { readonly control: ControlOf<'chips'> }) {
  const key = props.question.keys[0]
  const choice = useChoice(props, key)
  const options = props.control.codes.map((code) => ({
    value: code,
    label: optionLabel(key, code, props.unitKind),
  }))
  return (
    <Segmented
      {...choice}
      options={[...options, ...unknownOption(key === 'ownerNationality')]}
      layout="row"
    />
  )
}

function ManyChips(props: QuestionProps & { readonly control: ControlOf<'chips'> }) {
  const key = props.question.keys[0]
  const entry = useEntry(key)
  const { notKnown: _, ...words } = useWords(props, key, entry)
  const { answer, confirm } = useVisitForm()
  const options = props.control.codes.map((code) => ({
    value: code,
    label: optionLabel(key, code, props.unitKind),
  }))
  return (
    <Chips
      {...words}
      onConfirm={() => confirm(key)}
      options={options}
      value={codesOf(entry)}
      onChange={(codes) => answer(key, answered(codes))}
    />
  )
}

/** «Có», «Không», and the third that is neither. */
export function YesNo(props: QuestionProps) {
  const key = props.question.keys[0]
  const entry = useEntry(key)
  const { notKnown: _, ...words } = useWords(props, key, entry)
  const { answer, confirm } = useVisitForm()
  const third: UnknownReason = key === 'ownerIsPartyMember' ? 'declined' : 'doesNotKnow'
  const choose = (chosen: string) => {
    if (entry?.confirmed === false && chosen === yesNoOf(entry)) confirm(key)
    else answer(key, chosen === unknown ? { kind: 'unknown', reason: third } : answered(chosen === 'yes'))
  }
  return (
    <Segmented
      {...words}
      stateText={third === 'declined' && entry?.answer.kind === 'unknown' ? undefined : words.stateText}
      value={yesNoOf(entry)}
      onChange={choose}
      layout="row"
      options={[
        { value: 'yes', label: m.twoStep_yes() },
        { value: 'no', label: isFirmly(key) ? m.option_hasMembers_no() : m.option_admissionPlan_no() },
        {
          value: unknown,
          label: third === 'declined' ? m.option_ownerIsPartyMember_declined() : m.answer_notKnown(),
        },
      ]}
    />
  )
}

/** The chosen code, and what a tap on one does: confirm what was known, or say something else. */
export function useChoice(props: QuestionProps, key: FieldKey) {
  const entry = useEntry(key)
  const { notKnown: _, ...words } = useWords(props, key, entry)
  const { answer, confirm } = useVisitForm()
  const value = codeOf(entry)
  const onChange = (code: string) => {
    if (code === unknown) answer(key, { kind: 'unknown', reason: 'doesNotKnow' })
    else if (code === value && entry?.confirmed === false) confirm(key)
    else answer(key, answered(code))
  }
  return { ...words, value, onChange }
}

export function unknownOption(offered: boolean): SegmentedOption<string>[] {
  return offered ? [{ value: unknown, label: m.answer_notKnown() }] : []
}

export function codeOf(entry: DraftAnswer | undefined): string | undefined {
  if (entry?.answer.kind === 'unknown') return entry.answer.reason === 'doesNotKnow' ? unknown : undefined
  const value = entry?.answer.kind === 'value' ? entry.answer.value : undefined
  return typeof value === 'string' ? value : undefined
}

export function codesOf(entry: DraftAnswer | undefined): readonly string[] {
  const value = entry?.answer.kind === 'value' ? entry.answer.value : undefined
  return Array.isArray(value) ? (value as readonly string[]) : []
}

function yesNoOf(entry: DraftAnswer | undefined): string | undefined {
  if (entry?.answer.kind === 'unknown') return entry.answer.reason === 'notAsked' ? undefined : unknown
  const value = entry?.answer.kind === 'value' ? entry.answer.value : undefined
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined
}

/** Where the opposite of «Có» is «Không», not «Chưa». */
function isFirmly(key: FieldKey): boolean {
  return key === 'hasMembers' || key === 'ownerIsPartyMember'
}
