import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { answered } from '#domain/answers.ts'
import type { Control } from '#domain/questionnaire/question.ts'
import { useVisitForm } from '#app/visit/formInHand.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { unknownOption, useChoice } from './Choice.tsx'

type TwoStepControl = Extract<Control, { kind: 'twoStep' }>

/** «Có / Chưa có / Chưa rõ», then which: the commonest is in force after the first tap. */
export function TwoStep(props: QuestionProps & { readonly control: TwoStepControl }) {
  const { yes, no } = props.control
  const key = props.question.keys[0]
  const { value, onChange, ...words } = useChoice(props, key)
  const { answer } = useVisitForm()
  const side =
    value === undefined ? undefined : yes.includes(value) ? yes : no.includes(value) ? no : undefined
  const step = side === yes ? 'yes' : side === no ? 'no' : value
  const choose = (chosen: string) => {
    // a tap on the row that is shown already keeps what was refined in it
    if (chosen === step && value !== undefined) onChange(value)
    else if (chosen === 'yes' || chosen === 'no') answer(key, answered((chosen === 'yes' ? yes : no)[0]!))
    else onChange(chosen)
  }
  return (
    <>
      <Segmented
        {...words}
        value={step}
        onChange={choose}
        layout="row"
        options={[
          { value: 'yes', label: m.twoStep_yes() },
          { value: 'no', label: m.twoStep_no() },
          ...unknownOption(true),
        ]}
      />
      {side !== undefined && side.length > 1 && (
        <div className="refine">
          <Segmented
            label={m.form_refine({ question: props.label })}
            labelHidden
            state={words.state}
            value={value}
            onChange={onChange}
            options={side.map((code) => ({ value: code, label: optionLabel(key, code) }))}
          />
        </div>
      )}
    </>
  )
}
