import './TextArea.css'
import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Field, splitWords, type FieldWords } from './Field.tsx'
import { IconButton } from './IconButton.tsx'

export interface SearchFieldProps extends FieldWords {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly placeholder?: string | undefined
}

export function SearchField(props: SearchFieldProps) {
  const [words, { value, onChange, placeholder }] = splitWords(props)
  const input = useRef<HTMLInputElement>(null)
  const clear = () => {
    onChange('')
    input.current?.focus()
  }
  return (
    <Field {...words}>
      {(control) => (
        <search className="search">
          <Search className="search-icon" aria-hidden />
          <input
            {...control}
            ref={input}
            type="search"
            className="input"
            inputMode="search"
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {value !== '' && <IconButton icon={X} label={m.ui_clearSearch()} onClick={clear} />}
        </search>
      )}
    </Field>
  )
}
