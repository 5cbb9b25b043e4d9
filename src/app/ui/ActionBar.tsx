import './ActionBar.css'
import type { ReactNode } from 'react'
import { useKeyboardOpen } from './useKeyboardOpen.ts'

export interface ActionBarProps {
  /** «Còn 7 câu» */
  readonly note?: ReactNode
  /** Buttons apart from the others, at the start on a tablet: «Loại bỏ…». */
  readonly start?: ReactNode
  /** Buttons, the primary one last: bottom right, in the thumb's reach. */
  readonly children: ReactNode
}

/** Stays at the bottom, above the navigation; makes room while the keyboard is open. Last child of its screen. */
export function ActionBar({ note, start, children }: ActionBarProps) {
  const isTyping = useKeyboardOpen()
  return (
    <div className="action-bar no-print" data-typing={isTyping || undefined}>
      {note !== undefined && <div className="action-bar-note">{note}</div>}
      <div className="action-bar-buttons">
        {start !== undefined && <div className="action-bar-start">{start}</div>}
        {children}
      </div>
    </div>
  )
}
