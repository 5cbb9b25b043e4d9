import './ToastRegion.css'
import { X } from 'lucide-react'
import { useEffect, useRef, useState, type FocusEvent } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { dismissToast, useToasts, type Toast } from './toasts.ts'

const shownMs = 6_000
const shownWithActionMs = 20_000

/** Once, beside the shell. Politely read out; stays while a finger or the keyboard is on it. */
export function ToastRegion() {
  const toast = useToasts((state) => state.shown)
  return (
    <section className="toasts no-print" aria-label={m.ui_notices()} aria-live="polite">
      {toast && <ToastCard key={toast.id} toast={toast} />}
    </section>
  )
}

function ToastCard({ toast: { id, text, action } }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(id), action ? shownWithActionMs : shownMs)
    return () => clearTimeout(timer)
  }, [held, id, action])
  const cameFrom = useRef<HTMLElement>(null)
  const enter = ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
    setHeld(true)
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      cameFrom.current = relatedTarget
  }
  const dismiss = () => {
    dismissToast(id)
    cameFrom.current?.focus()
  }
  const runAction = () => {
    dismiss()
    action?.run()
  }
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={enter}
      onBlur={() => setHeld(false)}
    >
      <p className="toast-text">{text}</p>
      {action && (
        <Button tone="quiet" onClick={runAction}>
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={m.ui_dismiss()} onClick={dismiss} />
    </div>
  )
}
