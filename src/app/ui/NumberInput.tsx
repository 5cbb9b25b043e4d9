import { useLayoutEffect, useRef, type FocusEventHandler, type KeyboardEvent, type Ref } from 'react'
import { getLocale } from '#app/messages/compiled/runtime.js'
import type { ControlAttributes } from './Field.tsx'
import { focusNextNumber } from './focusNextNumber.ts'
import { caretFor, entryText, readNumberEntry, type NumberEntry } from './numberEntry.ts'

export interface NumberInputProps {
  readonly value: NumberEntry
  /** Hears of text too: what was typed is kept, and the caller says in words what is wrong with it. */
  readonly onChange: (entry: NumberEntry) => void
  readonly onBlur?: FocusEventHandler<HTMLInputElement> | undefined
  readonly name?: string | undefined
  readonly placeholder?: string | undefined
  readonly disabled?: boolean | undefined
  readonly ref?: Ref<HTMLInputElement>
}

/** The box for a whole number: digit keypad, separators while typing, Enter goes to the next number. */
export function NumberInput({ value, onChange, ref, ...rest }: NumberInputProps & ControlAttributes) {
  const locale = getLocale()
  const caret = useRef<{ input: HTMLInputElement; position: number } | undefined>(undefined)
  const shown = entryText(value, locale)

  useLayoutEffect(() => {
    const moved = caret.current
    caret.current = undefined
    if (moved && moved.input.ownerDocument.activeElement === moved.input)
      moved.input.setSelectionRange(moved.position, moved.position)
  })

  const change = (input: HTMLInputElement) => {
    const entry = readNumberEntry(input.value, value, locale)
    const right = input.value.slice(input.selectionEnd ?? input.value.length)
    const next = entryText(entry, locale)
    if (next !== input.value)
      caret.current = { input, position: caretFor(next, right.replaceAll(/\D/g, '').length) }
    onChange(entry)
  }

  return (
    <input
      {...rest}
      ref={ref}
      type="text"
      inputMode="numeric"
      enterKeyHint="next"
      autoComplete="off"
      data-number=""
      className="input"
      value={shown}
      onChange={(event) => change(event.target)}
      onKeyDown={goToNextNumber}
    />
  )
}

function goToNextNumber(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  focusNextNumber(event.currentTarget)
}
