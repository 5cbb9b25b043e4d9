import './Segmented.css'
import './Toggle.css'
import { Check } from 'lucide-react'
import { useId } from 'react'
import { describedBy, FieldFoot, type FieldWords } from './Field.tsx'

export interface ToggleProps extends Omit<FieldWords, 'notKnown' | 'labelHidden'> {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** `switch`: on or off at once. `checkbox`: a tick, such as «Đã nói rõ mục đích». */
  readonly look?: 'switch' | 'checkbox' | undefined
  readonly disabled?: boolean | undefined
}

/** One wide row, on or off. */
export function Toggle({ checked, onChange, look = 'switch', disabled, ...words }: ToggleProps) {
  const id = useId()
  return (
    <div
      className="field"
      data-state={words.state}
      data-invalid={words.error === undefined ? undefined : true}
    >
      <label className="segment toggle" data-look={look}>
        <input
          id={id}
          type="checkbox"
          role={look === 'switch' ? 'switch' : undefined}
          className="segment-input"
          aria-labelledby={`${id}label`}
          aria-describedby={describedBy(id, words)}
          aria-invalid={words.error === undefined ? undefined : true}
          aria-required={words.required || undefined}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className={look === 'switch' ? 'toggle-track' : 'segment-mark'} aria-hidden>
          {look === 'checkbox' && <Check />}
        </span>
        <span className="segment-text">
          <span id={`${id}label`}>{words.label}</span>
          {words.hint !== undefined && (
            <span id={`${id}hint`} className="segment-hint">
              {words.hint}
            </span>
          )}
        </span>
      </label>
      <FieldFoot id={id} {...words} />
    </div>
  )
}
