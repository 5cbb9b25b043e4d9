import { getLocale } from '#app/messages/compiled/runtime.js'
import { m } from '#app/messages/compiled/messages.js'
import { sourceLabel } from '#app/messages/labels.ts'
import type { FieldWords } from '#app/ui/Field.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import type { DraftAnswer } from '#domain/draft.ts'
import { fieldOf, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import type { Question } from '#domain/questionnaire/question.ts'
import { useVisitForm } from './formInHand.ts'
import { SoftCheck } from './SoftCheck.tsx'

/** What the page tells a question: its words, and what is wrong or odd with its answer. */
export interface QuestionProps {
  readonly question: Question
  readonly label: string
  readonly hint?: string | undefined
  /** As the firm is, or as this form corrects it: what whoever leads it is called. */
  readonly unitKind: UnitKind | undefined
  readonly required: boolean
  readonly error?: string | undefined
  /** A soft check that wants a yes with a reason: its key, its words, and the reason once given. */
  readonly oddCheck?: string | undefined
  readonly oddWords?: string | undefined
  readonly oddReason?: string | undefined
  /** Only told. */
  readonly warning?: string | undefined
}

/** The words around the control of one key, as `Field` takes them. */
export function useWords(props: QuestionProps, key: FieldKey, entry: DraftAnswer | undefined): FieldWords {
  const { answer, clear } = useVisitForm()
  const { label, hint, required, error } = props
  const isUnknown = entry?.confirmed === true && entry.answer.kind === 'unknown'
  const notKnown = {
    pressed: isUnknown && entry.answer.kind === 'unknown' && entry.answer.reason === 'doesNotKnow',
    onChange: (pressed: boolean) =>
      pressed ? answer(key, { kind: 'unknown', reason: 'doesNotKnow' }) : clear(key),
  }
  return {
    label,
    hint,
    required,
    error,
    warning: warningOf(props),
    notKnown,
    ...stateOf(key, entry, props.unitKind),
  }
}

function warningOf({ oddCheck, oddWords, oddReason, warning }: QuestionProps): FieldWords['warning'] {
  if (oddCheck !== undefined && oddWords !== undefined)
    return <SoftCheck check={oddCheck} words={oddWords} reason={oddReason} />
  return warning
}

/** «14/05, chưa xác nhận», «Như lần 14/05», «Không cung cấp». */
export function stateOf(
  key: FieldKey,
  entry: DraftAnswer | undefined,
  unitKind?: UnitKind,
): Pick<FieldWords, 'state' | 'stateText'> {
  if (entry === undefined) return {}
  const day = entry.on === undefined ? undefined : formatDayMonth(entry.on, getLocale())
  const isMemberCount = fieldOf(key)?.sensitivity === 'sensitive' && fieldOf(key)?.type === 'count'
  const source =
    isMemberCount && entry.saidBy !== undefined ? ` · ${sourceLabel(entry.saidBy, unitKind)}` : ''
  if (!entry.confirmed) {
    const date = day ?? m.form_lastTime()
    return { state: 'unconfirmed', stateText: m.answer_notConfirmed({ date }) + source }
  }
  if (entry.answer.kind === 'unknown') {
    const words = { declined: m.answer_declined(), notAsked: m.answer_nextTime(), doesNotKnow: undefined }
    const text = words[entry.answer.reason]
    return text === undefined ? { state: 'confirmed' } : { state: 'confirmed', stateText: text }
  }
  const isSame = entry.answer.kind === 'value' && entry.answer.unchanged === true && day !== undefined
  return isSame
    ? { state: 'confirmed', stateText: m.form_asBefore({ date: day }) + source }
    : { state: 'confirmed' }
}
