import './Badge.css'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** `good` is the server's receipt and nothing else; `warn` asks for a look; `bad` stops; `info` informs. */
export type Tone = 'accent' | 'warn' | 'bad' | 'good' | 'info' | 'neutral'

export interface BadgeProps {
  readonly tone?: Tone | undefined
  readonly icon?: LucideIcon | undefined
  readonly children: ReactNode
}

/** Always a word: the tone only repeats what it says. */
export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone}>
      {Icon && <Icon className="badge-icon" aria-hidden />}
      <span>{children}</span>
    </span>
  )
}
