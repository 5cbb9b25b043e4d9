import './Section.css'
import type { ReactNode } from 'react'

/** A sentence, and the next step. */
export function EmptyState({ text, action }: { readonly text: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{text}</p>
      {action}
    </div>
  )
}
