import './DefinitionList.css'
import type { ReactNode } from 'react'

export interface Definition {
  readonly label: string
  readonly value: ReactNode
  /** Who said it and when: «Bình ghi 12/11/2026». */
  readonly meta?: ReactNode
}

export function DefinitionList({ items }: { readonly items: readonly Definition[] }) {
  return (
    <dl className="definitions">
      {items.map((item) => (
        <div key={item.label} className="definition">
          <dt>{item.label}</dt>
          <dd>
            <div className="definition-value">{item.value}</div>
            {item.meta !== undefined && <div className="definition-meta">{item.meta}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
