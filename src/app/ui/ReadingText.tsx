import type { ReactNode } from 'react'

/** Text alone in a sheet: it takes the focus, so that a long one can be scrolled by keyboard. */
export function ReadingText({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="stack" role="document" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
