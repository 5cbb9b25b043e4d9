import './Banner.css'
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'

export type BannerTone = 'info' | 'warn' | 'bad' | 'good'

const icons: Record<BannerTone, LucideIcon> = {
  info: Info,
  warn: TriangleAlert,
  bad: CircleAlert,
  good: CircleCheck,
}

export interface BannerProps {
  readonly tone: BannerTone
  readonly what: string
  readonly safe?: ReactNode
  readonly todo?: ReactNode
  /** Buttons. */
  readonly actions?: ReactNode
  /** Read out at once: only where an answer could not be saved. */
  readonly urgent?: boolean | undefined
}

/** What happened, what is safe, what to do: in that order, never in the way. */
export function Banner({ tone, what, safe, todo, actions, urgent }: BannerProps) {
  const Icon = icons[tone]
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (urgent) here.current?.scrollIntoView?.({ block: 'nearest' })
  }, [urgent, what])
  return (
    <div ref={here} className="banner" data-tone={tone} role={urgent ? 'alert' : 'status'}>
      <Icon className="banner-icon" aria-hidden />
      <div className="banner-words">
        <p className="banner-what">{what}</p>
        {safe !== undefined && <p>{safe}</p>}
        {todo !== undefined && <p>{todo}</p>}
        {actions !== undefined && <div className="row banner-actions">{actions}</div>}
      </div>
    </div>
  )
}
