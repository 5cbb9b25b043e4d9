import './Section.css'
import './Card.css'
import { ChevronRight, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

/** Rows joined to one card. */
export function List({ label, children }: { readonly label?: string; readonly children: ReactNode }) {
  return (
    <ul className="list" aria-label={label}>
      {children}
    </ul>
  )
}

export interface ListRowProps {
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly icon?: LucideIcon | undefined
  /** At the end: a badge, a time, a button. */
  readonly end?: ReactNode
  /** The whole row leads there. */
  readonly href?: string | undefined
  /** The row whose detail is shown beside. */
  readonly current?: boolean | undefined
  readonly children?: ReactNode
}

export function ListRow({ title, text, icon: Icon, end, href, current, children }: ListRowProps) {
  return (
    <li className="list-row" aria-current={current ? 'true' : undefined}>
      {Icon && <Icon className="list-row-icon" aria-hidden />}
      <div className="list-row-words">
        <div className="list-row-title">
          {href === undefined ? (
            title
          ) : (
            <Link href={href} className="covering-link">
              {title}
            </Link>
          )}
        </div>
        {text !== undefined && <div className="list-row-text">{text}</div>}
        {children}
      </div>
      {end !== undefined && <div className="list-row-end">{end}</div>}
      {href !== undefined && <ChevronRight className="link-card-arrow" aria-hidden />}
    </li>
  )
}
