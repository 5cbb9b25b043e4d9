import './TextArea.css'
import { ChevronDown } from 'lucide-react'
import { Field, splitWords, type FieldWords } from './Field.tsx'

export interface SelectFieldProps<Value extends string> extends FieldWords {
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean | undefined
}

/** For long lists in the office, such as parks. At the gate choices are `Segmented`. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const [words, { options, value, onChange, disabled }] = splitWords(props)
  const choose = (text: string) => {
    const chosen = options.find((option) => option.value === text)
    if (chosen) onChange(chosen.value)
  }
  return (
    <Field {...words}>
      {(control) => (
        <div className="select">
          <select
            {...control}
            className="input"
            value={value}
            disabled={disabled}
            onChange={(event) => choose(event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden />
        </div>
      )}
    </Field>
  )
}
