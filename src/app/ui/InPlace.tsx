import './InPlace.css'
import { useEffect, useRef, type ReactNode } from 'react'

interface InPlaceProps {
  /** Which of the parts is there. */
  readonly part: string
  readonly children: ReactNode
}

/** Parts of a screen that take each other's place: what has come gets the focus, so that no press leads nowhere. */
export function InPlace({ part, children }: InPlaceProps) {
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef(part)
  useEffect(() => {
    if (shown.current === part) return
    shown.current = part
    const first = box.current?.querySelector<HTMLElement>('h2, button, a')
    if (first?.tagName === 'H2') first.tabIndex = -1
    first?.focus()
  }, [part])
  return (
    <div ref={box} className="in-place">
      {children}
    </div>
  )
}
