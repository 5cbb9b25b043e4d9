import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { answered } from '#domain/answers.ts'
import type { DraftAnswer } from '#domain/draft.ts'
import { fieldOf } from '#domain/fields.ts'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { DayField } from './DayField.tsx'

export function DateQuestion(props: QuestionProps) {
  const { value, words, onChange } = useText(props)
  const { day } = useVisitForm().context()
  const limit = props.question.section === 6 ? { min: day } : { max: day }
  return <DayField {...words} {...limit} value={value} onChange={onChange} />
}

/** One line; what is too long is kept and told. */
export function ShortText(props: QuestionProps) {
  const { value, words, onChange } = useText(props)
  return <TextField {...words} value={value} onChange={onChange} autoCapitalize="sentences" />
}

export function LongText(props: QuestionProps) {
  const { value, words, onChange } = useText(props)
  const max = fieldOf(props.question.keys[0])?.max
  return <TextArea {...words} value={value} onChange={onChange} rows={3} maxLength={max} />
}

function useText(props: QuestionProps) {
  const key = props.question.keys[0]
  const entry = useEntry(key)
  const { notKnown: _, ...words } = useWords(props, key, entry)
  const { answer, clear, confirm } = useVisitForm()
  const onChange = (text: string) => (text === '' ? clear(key) : answer(key, answered(text)))
  return { value: textIn(entry), words: { ...words, onConfirm: () => confirm(key) }, onChange }
}

export function textIn(entry: DraftAnswer | undefined): string {
  const value = entry?.answer.kind === 'value' ? entry.answer.value : undefined
  return typeof value === 'string' ? value : ''
}
