import type { InputHTMLAttributes, Ref } from 'react'
import { Field, splitWords, type FieldWords } from './Field.tsx'

type NativeProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'name'
  | 'autoComplete'
  | 'autoCapitalize'
  | 'inputMode'
  | 'enterKeyHint'
  | 'placeholder'
  | 'disabled'
  | 'min'
  | 'max'
  | 'list'
  | 'spellCheck'
  | 'onBlur'
  | 'onKeyDown'
>

export interface TextFieldProps extends FieldWords, NativeProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly type?:
    | 'text'
    | 'password'
    | 'tel'
    | 'email'
    | 'url'
    | 'date'
    | 'time'
    | 'datetime-local'
    | undefined
  readonly ref?: Ref<HTMLInputElement>
}

export function TextField(props: TextFieldProps) {
  const [words, { value, onChange, type = 'text', ref, ...native }] = splitWords(props)
  return (
    <Field {...words}>
      {(control) => (
        <input
          {...native}
          {...control}
          ref={ref}
          type={type}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
