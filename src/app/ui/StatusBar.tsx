import './StatusBar.css'
import {
  Check,
  ChevronRight,
  CircleAlert,
  CloudOff,
  Send,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { useId } from 'react'
import { m } from '#app/messages/compiled/messages.js'

/** `good` only for the server's receipt of everything. */
export type StatusTone = 'offline' | 'sending' | 'waiting' | 'good' | 'warn' | 'bad'

const icons: Record<StatusTone, LucideIcon> = {
  offline: CloudOff,
  sending: Send,
  waiting: Send,
  good: Check,
  warn: TriangleAlert,
  bad: CircleAlert,
}

export interface StatusBarProps {
  readonly tone: StatusTone
  readonly text: string
  /** Leads to the words behind the line; never opens by itself. */
  readonly onOpen: () => void
}

/** One thin line on every screen: how what is on this device stands with the server. */
export function StatusBar({ tone, text, onOpen }: StatusBarProps) {
  const Icon = icons[tone]
  const id = useId()
  return (
    <div className="status-bar no-print" data-tone={tone}>
      <div className="status-bar-line">
        <Icon aria-hidden />
        <output id={id} className="status-bar-text">
          {text}
        </output>
        <ChevronRight aria-hidden />
      </div>
      {/* Over the line, not around it: within a button a change would not be read out. */}
      <button
        type="button"
        className="status-bar-button"
        aria-labelledby={id}
        title={m.ui_openStatus()}
        onClick={onOpen}
      />
    </div>
  )
}
