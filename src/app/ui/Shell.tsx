import './Shell.css'
import { useEffect, useRef, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { PhoneNav, TabletRail, type NavItem, type PhoneNavProps } from './Navigation.tsx'
import { RouteFocus } from './RouteFocus.tsx'
import { StatusBar, type StatusBarProps } from './StatusBar.tsx'

export interface ShellProps {
  /** Above everything else. */
  readonly band?: ReactNode
  readonly status: StatusBarProps
  /** Bottom bar under 900 px. Left out where a form needs the whole screen. */
  readonly phoneNav?: PhoneNavProps | undefined
  /** Rail on the left from 900 px. */
  readonly railNav: readonly NavItem[]
  readonly children: ReactNode
}

/** What stands around every screen. The screen itself brings a `PageHeader` or a `TopBar` with its heading. */
export function Shell({ band, status, phoneNav, railNav, children }: ShellProps) {
  const foot = useRef<HTMLDivElement>(null)
  const shell = useRef<HTMLDivElement>(null)
  useMeasuredHeight(foot, shell, '--nav-height')
  return (
    <div ref={shell} className="shell">
      <a className="skip-link" href="#main">
        {m.ui_skipToContent()}
      </a>
      {band}
      <StatusBar {...status} />
      <TabletRail items={railNav} />
      <main id="main" className="shell-main" tabIndex={-1}>
        <RouteFocus>{children}</RouteFocus>
      </main>
      <div ref={foot} className="shell-foot">
        {phoneNav && <PhoneNav {...phoneNav} />}
      </div>
    </div>
  )
}

/** Keeps `property` on `target` equal to the height of `source`: action bars stand above the navigation. */
function useMeasuredHeight(
  source: { readonly current: HTMLElement | null },
  target: { readonly current: HTMLElement | null },
  property: string,
) {
  useEffect(() => {
    const measured = source.current
    if (!measured || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() =>
      target.current?.style.setProperty(property, `${measured.offsetHeight}px`),
    )
    observer.observe(measured)
    return () => observer.disconnect()
  }, [source, target, property])
}
