import './Segmented.css'
import { Check } from 'lucide-react'
import { Field, splitWords, type FieldWords } from './Field.tsx'

export interface ChipsProps<Value extends string> extends FieldWords {
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: readonly Value[]
  readonly onChange: (value: readonly Value[]) => void
}

/** Any number of several, in the order of the options. */
export function Chips<Value extends string>(props: ChipsProps<Value>) {
  const [words, { options, value, onChange }] = splitWords(props)
  const toggle = (changed: Value, on: boolean) =>
    onChange(
      options.map((option) => option.value).filter((each) => (each === changed ? on : value.includes(each))),
    )
  return (
    <Field {...words} kind="group">
      {() => (
        <div className="segments" data-layout="chips">
          {options.map((option) => (
            <label key={option.value} className="segment">
              <input
                type="checkbox"
                className="segment-input"
                checked={value.includes(option.value)}
                onChange={(event) => toggle(option.value, event.target.checked)}
              />
              <span className="segment-mark" aria-hidden>
                <Check />
              </span>
              <span className="segment-text">{option.label}</span>
            </label>
          ))}
        </div>
      )}
    </Field>
  )
}
