import { Field, splitWords, type FieldWords } from './Field.tsx'
import { NumberInput, type NumberInputProps } from './NumberInput.tsx'

/** A large count, typed: `1.250` while typing. */
export function NumberField(props: FieldWords & NumberInputProps) {
  const [words, input] = splitWords(props)
  return (
    <Field {...words} className="field-number">
      {(control) => <NumberInput {...input} {...control} />}
    </Field>
  )
}
