import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'

/** The table behind a plot that says enough for most. */
export function Numbers({ children }: { readonly children: ReactNode }) {
  return (
    <details className="numbers">
      <summary>
        {m.overview_numbers()}
        <ChevronDown aria-hidden />
      </summary>
      {children}
    </details>
  )
}
