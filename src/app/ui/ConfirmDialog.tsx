import { useState, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { TextArea } from './TextArea.tsx'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  /** What will happen, and what can be taken back. */
  readonly children?: ReactNode
  readonly confirmLabel: string
  readonly danger?: boolean | undefined
  /** Given: a sentence is asked for. */
  readonly reason?:
    | {
        readonly label?: string | undefined
        readonly hint?: string | undefined
        readonly required?: boolean | undefined
        readonly maxLength?: number | undefined
        /** What stands there at first. */
        readonly start?: string | undefined
      }
    | undefined
  /** Hears the reason, trimmed; '' when none was asked. */
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
}

export function ConfirmDialog({ open, ...rest }: ConfirmDialogProps) {
  // Mounted anew each time: a reason from last time is no reason now.
  return open ? <OpenConfirm {...rest} /> : null
}

function OpenConfirm(props: Omit<ConfirmDialogProps, 'open'>) {
  const { title, children, confirmLabel, danger, reason, onConfirm, onClose } = props
  const [text, setText] = useState(reason?.start ?? '')
  const [tried, setTried] = useState(false)
  const trimmed = text.trim()
  const missing = reason?.required === true && trimmed === ''
  const tooLong = reason?.maxLength !== undefined && trimmed.length > reason.maxLength
  const confirm = () => {
    setTried(true)
    if (!missing && !tooLong) onConfirm(trimmed)
  }
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <Button tone={danger ? 'danger' : 'primary'} onClick={confirm}>
          {confirmLabel}
        </Button>
      }
    >
      {children}
      {reason && (
        <TextArea
          label={reason.label ?? m.ui_reason()}
          hint={reason.hint}
          required={reason.required}
          maxLength={reason.maxLength}
          value={text}
          onChange={setText}
          autoFocusInDialog
          error={tried && missing ? m.ui_reasonNeeded() : undefined}
        />
      )}
    </Dialog>
  )
}
