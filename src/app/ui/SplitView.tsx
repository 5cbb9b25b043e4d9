import './SplitView.css'
import type { ReactNode } from 'react'

export interface SplitViewProps {
  readonly list: ReactNode
  /** Names the list's part for screen readers. */
  readonly listLabel: string
  readonly detail: ReactNode
  readonly detailLabel: string
  /** Which of the two a phone shows; a tablet shows both side by side. */
  readonly showing: 'list' | 'detail'
}

export function SplitView({ list, listLabel, detail, detailLabel, showing }: SplitViewProps) {
  return (
    <div className="split" data-showing={showing}>
      <section className="split-list" aria-label={listLabel}>
        {list}
      </section>
      <section className="split-detail" aria-label={detailLabel}>
        {detail}
      </section>
    </div>
  )
}
