import './TextArea.css'
import type { FocusEventHandler, Ref } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Field, splitWords, type FieldWords } from './Field.tsx'
import { formatNumber } from './format.ts'

export interface TextAreaProps extends FieldWords {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur?: FocusEventHandler<HTMLTextAreaElement> | undefined
  readonly name?: string | undefined
  readonly rows?: number | undefined
  /** Counted down under the box. More is kept and told, never cut off. */
  readonly maxLength?: number | undefined
  readonly placeholder?: string | undefined
  /** Takes focus when its dialog opens. */
  readonly autoFocusInDialog?: boolean | undefined
  readonly ref?: Ref<HTMLTextAreaElement>
}

export function TextArea(props: TextAreaProps) {
  const [words, { value, onChange, maxLength, rows = 3, autoFocusInDialog, ref, ...native }] =
    splitWords(props)
  const over = maxLength !== undefined && value.length > maxLength ? value.length - maxLength : 0
  const error =
    words.error ?? (over > 0 ? m.ui_charactersOver({ n: formatNumber(over, getLocale()) }) : undefined)
  return (
    <Field {...words} error={error}>
      {(control) => (
        <>
          <textarea
            {...native}
            {...control}
            ref={ref}
            rows={rows}
            className="input text-area"
            data-autofocus={autoFocusInDialog || undefined}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {maxLength !== undefined && over === 0 && (
            <div className="text-area-count">
              {m.ui_charactersLeft({ n: formatNumber(maxLength - value.length, getLocale()) })}
            </div>
          )}
        </>
      )}
    </Field>
  )
}
