import './PageHeader.css'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { IconLink } from './IconButton.tsx'
import { useHeadingFocus } from './RouteFocus.tsx'

export interface PageHeaderProps {
  readonly title: string
  readonly subtitle?: ReactNode
  /** Where «back» leads, by its name: «KCN Sông Xanh». */
  readonly back?: { readonly href: string; readonly label: string } | undefined
  /** Buttons at the end of the line. */
  readonly actions?: ReactNode
}

export function PageHeader({ title, subtitle, back, actions }: PageHeaderProps) {
  const heading = useHeadingFocus()
  return (
    <header className="page-header">
      {back && (
        <Link href={back.href} className="page-header-back no-print">
          <ArrowLeft aria-hidden />
          <span>{back.label}</span>
        </Link>
      )}
      <div className="page-header-line">
        <div className="page-header-words">
          <h1 ref={heading} tabIndex={-1} data-long={title.length > longTitle || undefined}>
            {title}
          </h1>
          {subtitle !== undefined && <div className="page-header-subtitle">{subtitle}</div>}
        </div>
        {actions !== undefined && <div className="row no-print">{actions}</div>}
      </div>
    </header>
  )
}

/** Characters from which a title is set smaller: a phone's line holds about twenty. */
const longTitle = 60

export interface TopBarProps {
  readonly title: string
  /** «Đã lưu trên máy 14:02»: neutral, it is no receipt. */
  readonly note?: ReactNode
  readonly backHref: string
  readonly actions?: ReactNode
  /** Under the line, such as `StepProgress`. */
  readonly children?: ReactNode
}

/** The head of a form: stays on top while the form scrolls. */
export function TopBar({ title, note, backHref, actions, children }: TopBarProps) {
  const heading = useHeadingFocus()
  return (
    <header className="top-bar">
      <div className="top-bar-line">
        <IconLink icon={ArrowLeft} label={m.action_back()} href={backHref} />
        <div className="top-bar-words">
          <h1 ref={heading} tabIndex={-1} className="top-bar-title">
            {title}
          </h1>
          {note !== undefined && <div className="top-bar-note">{note}</div>}
        </div>
        {actions}
      </div>
      {children}
    </header>
  )
}
