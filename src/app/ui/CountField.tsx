import './CountField.css'
import { Minus, Plus } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { Field, splitWords, type FieldWords } from './Field.tsx'
import { entryOfNumber, type NumberEntry } from './numberEntry.ts'
import { NumberInput, type NumberInputProps } from './NumberInput.tsx'

export interface CountFieldProps extends FieldWords, NumberInputProps {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/** A small count: − and + at both ends, and the number itself can be typed. */
export function CountField(props: CountFieldProps) {
  const [words, { min = 0, max = Number.MAX_SAFE_INTEGER, ...input }] = splitWords(props)
  const { value, onChange } = input
  const number = value.kind === 'number' ? value.number : undefined
  const isStopped = (end: number) => input.disabled === true || isAtEnd(value, end)
  // A stopped button says so and keeps focus; a disabled one would lose it under the finger.
  const step = (end: number, next: number) => {
    if (!isStopped(end)) onChange(entryOfNumber(Math.min(max, Math.max(min, next))))
  }
  return (
    <Field {...words}>
      {(control) => (
        <div className="count" data-empty={number === undefined || undefined}>
          <button
            type="button"
            className="count-step"
            aria-label={m.ui_decrease({ label: words.label })}
            aria-disabled={isStopped(min) || undefined}
            onClick={() => step(min, (number ?? min) - 1)}
          >
            <Minus aria-hidden />
          </button>
          <NumberInput {...input} {...control} />
          <button
            type="button"
            className="count-step"
            aria-label={m.ui_increase({ label: words.label })}
            aria-disabled={isStopped(max) || undefined}
            onClick={() => step(max, number === undefined ? 1 : number + 1)}
          >
            <Plus aria-hidden />
          </button>
        </div>
      )}
    </Field>
  )
}

/** Text that is no number is never overwritten by a step. */
function isAtEnd(entry: NumberEntry, end: number): boolean {
  return entry.kind === 'text' || (entry.kind === 'number' && entry.number === end)
}
