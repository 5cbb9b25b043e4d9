import './Dialog.css'
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from './Button.tsx'
import { focusFirstError } from './focusSoon.ts'

export interface DialogProps {
  readonly open: boolean
  readonly title: string
  /** «Quay lại», Escape and the phone's own back gesture. */
  readonly onClose: () => void
  /** Buttons beside «Quay lại», the main one last. */
  readonly actions?: ReactNode
  /** From the bottom edge on a phone. */
  readonly sheet?: boolean | undefined
  readonly children?: ReactNode
}

/** A native modal dialog: focus stays inside and returns to where it was. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null
}

/** The same from the bottom edge, for choices made with the thumb. */
export function Sheet(props: Omit<DialogProps, 'sheet'>) {
  return <Dialog {...props} sheet />
}

function OpenDialog({ title, onClose, actions, sheet, children }: Omit<DialogProps, 'open'>) {
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  }, [onClose])

  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    element.showModal()
    const first = element.querySelector<HTMLElement>('[data-autofocus]') ?? heading.current
    first?.focus()
    // Escape and the back gesture ask first; the caller's state decides.
    const cancel = (event: Event) => {
      if (event.target !== element) return
      event.preventDefault()
      close.current()
    }
    // The browser may close it all the same, on a second Escape: then the caller must know.
    const closed = () => close.current()
    // What an action refused may lie out of sight in a long sheet.
    const acted = ({ target }: Event) => {
      if (target instanceof Element && target.closest('.dialog-actions') !== null) focusFirstError(element)
    }
    element.addEventListener('click', acted)
    element.addEventListener('cancel', cancel)
    element.addEventListener('close', closed)
    return () => {
      element.removeEventListener('click', acted)
      element.removeEventListener('cancel', cancel)
      element.removeEventListener('close', closed)
      // Before it leaves the page, so that focus goes back to where it was.
      element.close()
    }
  }, [])

  return (
    <dialog ref={dialog} className="dialog" data-sheet={sheet || undefined} aria-labelledby={titleId}>
      <h2 id={titleId} ref={heading} tabIndex={-1} className="dialog-title">
        {title}
      </h2>
      <div className="dialog-body">{children}</div>
      <div className="dialog-actions">
        <Button onClick={onClose}>{m.action_back()}</Button>
        {actions}
      </div>
    </dialog>
  )
}
