import './Page.css'
import type { ReactNode } from 'react'

export interface PageProps {
  /** `narrow`: forms and reading. `wide`: tables and plots. */
  readonly width?: 'narrow' | 'wide' | undefined
  readonly children: ReactNode
}

/** The column a screen's content stands in, with the page's margins. */
export function Page({ width = 'wide', children }: PageProps) {
  return (
    <div className="page" data-width={width}>
      {children}
    </div>
  )
}
