import './Segmented.css'
import { Check } from 'lucide-react'
import { Fragment, useId, type FocusEventHandler } from 'react'
import { Field, splitWords, type FieldWords } from './Field.tsx'

export interface SegmentedOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string | undefined
  /** A heading above the first option of each group. */
  readonly group?: string | undefined
  readonly disabled?: boolean | undefined
}

export interface SegmentedProps<Value extends string> extends FieldWords {
  readonly options: readonly SegmentedOption<Value>[]
  readonly value: Value | undefined
  /** Also called when the value shown but not yet confirmed is tapped. */
  readonly onChange: (value: Value) => void
  readonly onBlur?: FocusEventHandler<HTMLInputElement> | undefined
  /**
   * `column`: one under another. `grid`: two abreast where they fit. `row`: short answers side by side. `tabs`: parts
   * of a screen, of one width.
   */
  readonly layout?: 'column' | 'grid' | 'row' | 'tabs' | undefined
  /** 56 px rows, for the questions asked most. */
  readonly large?: boolean | undefined
}

/** One of several, as big native radio buttons: arrows move, the whole row is the target. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const [words, { options, value, onChange, onBlur, layout = 'column', large }] = splitWords(props)
  const name = useId()
  // A radio that is on fires no change, and Space on it not even a click: these are how it is confirmed.
  const confirm = (shown: Value) => {
    if (shown === value && words.state === 'unconfirmed') onChange(shown)
  }
  return (
    <Field {...words} kind="radiogroup">
      {() => (
        <div className="segments" data-layout={layout} data-large={large || undefined}>
          {options.map((option, index) => (
            <Fragment key={option.value}>
              {option.group !== undefined && option.group !== options[index - 1]?.group && (
                <div className="segments-group">{option.group}</div>
              )}
              <label className="segment" data-first={startsGroup(options, index) || undefined}>
                <input
                  type="radio"
                  name={name}
                  className="segment-input"
                  value={option.value}
                  checked={option.value === value}
                  disabled={option.disabled}
                  onBlur={onBlur}
                  onChange={() => onChange(option.value)}
                  onClick={() => confirm(option.value)}
                  onKeyDown={(event) => event.key === ' ' && confirm(option.value)}
                />
                <span className="segment-mark" aria-hidden>
                  <Check />
                </span>
                <span className="segment-text">
                  {option.label}
                  {option.hint !== undefined && <span className="segment-hint">{option.hint}</span>}
                </span>
              </label>
            </Fragment>
          ))}
        </div>
      )}
    </Field>
  )
}

function startsGroup(options: readonly SegmentedOption<string>[], index: number): boolean {
  return index === 0 || options[index]?.group !== options[index - 1]?.group
}
