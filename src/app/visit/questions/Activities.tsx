import { optionLabel } from '#app/messages/labels.ts'
import { Chips } from '#app/ui/Chips.tsx'
import { answered } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { Control } from '#domain/questionnaire/question.ts'
import { usualActivities } from '#domain/submittedAnswers.ts'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { codesOf } from './Choice.tsx'

const keys: readonly FieldKey[] = ['activities', 'outcome', 'ownerStance']

/** What was done; as 1.1 and 5.1 tell it until somebody says otherwise. */
export function Activities(props: QuestionProps & { readonly control: Extract<Control, { kind: 'chips' }> }) {
  const [entry] = useEntries(keys)
  const { notKnown: _, ...words } = useWords(props, 'activities', entry)
  const { read, answer } = useVisitForm()
  const value = entry === undefined ? usualActivities(read().answers) : codesOf(entry)
  return (
    <Chips
      {...words}
      options={props.control.codes.map((code) => ({
        value: code,
        label: optionLabel('activities', code, props.unitKind),
      }))}
      value={value}
      onChange={(codes) => answer('activities', answered(codes))}
    />
  )
}
