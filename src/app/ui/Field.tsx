import './Field.css'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from './Button.tsx'

/** `unconfirmed`: taken over from an earlier visit. `confirmed`: said or typed this time. */
export type AnswerState = 'unconfirmed' | 'confirmed'

/** What every field takes beside its own value. */
export interface FieldWords {
  readonly label: string
  /** Label seen by screen readers only, where the place on the screen says the same. */
  readonly labelHidden?: boolean | undefined
  readonly hint?: ReactNode
  /** In words, from the caller. A field with an error is marked invalid. */
  readonly error?: string | undefined
  /** A soft check: words, and the buttons to answer it. */
  readonly warning?: ReactNode
  readonly required?: boolean | undefined
  readonly state?: AnswerState | undefined
  /** «14/05, chưa xác nhận», or who said it. */
  readonly stateText?: string | undefined
  /** Given: «Vẫn như cũ» stands beside an unconfirmed value. */
  readonly onConfirm?: (() => void) | undefined
  /** «Chưa rõ» beside the question: whether it is pressed, and what a press does. */
  readonly notKnown?: { readonly pressed: boolean; readonly onChange: (pressed: boolean) => void } | undefined
}

/** What the control itself must carry to be bound to its words. */
export interface ControlAttributes {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}

interface FieldProps extends FieldWords {
  /** `single`: one native control, bound by its label. Otherwise the words name a group. */
  readonly kind?: 'single' | 'group' | 'radiogroup'
  readonly className?: string
  readonly children: (control: ControlAttributes) => ReactNode
}

/** Label, hint, what is known already, errors and warnings around a control, all bound to it by id. */
export function Field({ kind = 'single', className, children, ...words }: FieldProps) {
  const id = useId()
  const labelId = `${id}label`
  const description = describedBy(id, words)
  const invalid = words.error === undefined ? undefined : true
  const required = words.required || undefined
  const control = {
    id,
    'aria-describedby': description,
    'aria-invalid': invalid,
    'aria-required': required,
  } as const
  const named =
    kind === 'single' && !words.notKnown
      ? {}
      : {
          role: kind === 'radiogroup' ? kind : 'group',
          'aria-labelledby': labelId,
          'aria-describedby': description,
        }
  const stated = kind === 'radiogroup' ? { 'aria-invalid': invalid, 'aria-required': required } : {}
  return (
    <div
      {...named}
      {...stated}
      className={className === undefined ? 'field' : `field ${className}`}
      data-state={words.state}
      data-invalid={invalid}
    >
      <FieldHead id={id} labelId={labelId} isSingle={kind === 'single'} {...words} />
      {children(control)}
      <FieldFoot id={id} {...words} />
    </div>
  )
}

function FieldHead(props: FieldWords & { id: string; labelId: string; isSingle: boolean }) {
  const { id, labelId, isSingle, label, labelHidden, hint, notKnown } = props
  const labelClass = labelHidden ? 'visually-hidden' : 'field-label'
  return (
    <>
      <div className="field-head" data-empty={(labelHidden && !notKnown) || undefined}>
        {isSingle ? (
          <label id={labelId} htmlFor={id} className={labelClass}>
            {label}
          </label>
        ) : (
          <span id={labelId} className={labelClass}>
            {label}
          </span>
        )}
        {notKnown && (
          <button
            type="button"
            className="not-known"
            aria-pressed={notKnown.pressed}
            aria-describedby={labelId}
            onClick={() => notKnown.onChange(!notKnown.pressed)}
          >
            {m.answer_notKnown()}
          </button>
        )}
      </div>
      {hint !== undefined && (
        <div id={`${id}hint`} className="field-hint">
          {hint}
        </div>
      )}
    </>
  )
}

export function FieldFoot({ id, error, warning, state, stateText, onConfirm }: FieldWords & { id: string }) {
  return (
    <>
      {stateText !== undefined && (
        <div className="field-state">
          <span id={`${id}state`} className="field-state-text">
            {stateText}
          </span>
          {onConfirm && state === 'unconfirmed' && (
            <Button tone="quiet" onClick={onConfirm} aria-describedby={`${id}label`}>
              {m.action_unchanged()}
            </Button>
          )}
        </div>
      )}
      <div aria-live="polite" className="field-messages">
        {error !== undefined && (
          <p id={`${id}error`} className="field-message" data-tone="bad">
            <CircleAlert aria-hidden />
            <span>{error}</span>
          </p>
        )}
        {warning !== undefined && (
          <div id={`${id}warning`} className="field-message" data-tone="warn">
            <TriangleAlert aria-hidden />
            <div>{warning}</div>
          </div>
        )}
      </div>
    </>
  )
}

export function describedBy(id: string, words: FieldWords): string | undefined {
  const parts = [
    words.hint !== undefined && `${id}hint`,
    words.stateText !== undefined && `${id}state`,
    words.error !== undefined && `${id}error`,
    words.warning !== undefined && `${id}warning`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? undefined : parts.join(' ')
}

/** Splits a component's props into the words for `Field` and the rest for its control. */
export function splitWords<Props extends FieldWords>(
  props: Props,
): [FieldWords, Omit<Props, keyof FieldWords>] {
  const {
    label,
    labelHidden,
    hint,
    error,
    warning,
    required,
    state,
    stateText,
    onConfirm,
    notKnown,
    ...rest
  } = props
  return [{ label, labelHidden, hint, error, warning, required, state, stateText, onConfirm, notKnown }, rest]
}
