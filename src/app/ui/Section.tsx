import './Section.css'
import { useId, type ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  /** Beside the title: «9 doanh nghiệp». */
  readonly note?: ReactNode
  /** A number in a badge beside the title. */
  readonly count?: number | undefined
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A named region of a screen. */
export function Section({ title, note, count, actions, children }: SectionProps) {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {count !== undefined && <span className="section-count">{count}</span>}
        {note !== undefined && <div className="section-note">{note}</div>}
        {actions !== undefined && <div className="row section-actions no-print">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
