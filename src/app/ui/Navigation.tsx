import './Navigation.css'
import { Building2, Ellipsis, House, Send, Settings, type LucideProps } from 'lucide-react'
import { useId, useState, type ComponentType } from 'react'
import { Link, useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { ButtonLink } from './Button.tsx'
import { Sheet } from './Dialog.tsx'
import { Mark } from './Mark.tsx'
import { officeIcons } from './officeIcons.tsx'

export interface NavItem {
  readonly href: string
  readonly label: string
  readonly icon: ComponentType<LucideProps>
  /** Shown as a badge when above 0. */
  readonly count?: number | undefined
  /** The badge in words: «3 mục chờ gửi». */
  readonly countText?: string | undefined
}

export type NavBadge = Pick<NavItem, 'count' | 'countText'>

/** The four that everybody has. */
export function fieldNavItems(unsent: NavBadge = {}) {
  return {
    today: { href: paths.today, label: m.nav_today(), icon: House },
    firms: { href: paths.firms, label: m.nav_firms(), icon: Building2 },
    outbox: { href: paths.outbox, label: m.nav_outbox(), icon: Send, ...unsent },
    settings: { href: paths.settings, label: m.nav_settings(), icon: Settings },
  } as const satisfies Record<string, NavItem>
}

/** Every place of the office; the caller picks by role and by what is built. */
export function officeNavItems(waiting: NavBadge = {}) {
  return {
    review: { href: paths.review, label: m.nav_review(), icon: officeIcons.review, ...waiting },
    overview: { href: paths.overview, label: m.nav_overview(), icon: officeIcons.overview },
    plan: { href: paths.plan, label: m.nav_plan(), icon: officeIcons.plan },
    map: { href: paths.map, label: m.nav_map(), icon: officeIcons.map },
    targets: { href: paths.targets, label: m.nav_targets(), icon: officeIcons.targets },
    reports: { href: paths.reports, label: m.nav_reports(), icon: officeIcons.reports },
    admin: { href: paths.admin, label: m.nav_admin(), icon: officeIcons.admin },
  } as const satisfies Record<string, NavItem>
}

export interface PhoneNavProps {
  readonly bar: readonly NavItem[]
  /** Under «Thêm», if there are any. */
  readonly more: readonly NavItem[]
}

export function PhoneNav({ bar, more }: PhoneNavProps) {
  return (
    <nav className="phone-nav no-print" aria-label={m.nav_main()}>
      {bar.map((item) => (
        <NavLink key={item.href} item={item} />
      ))}
      {more.length > 0 && <More items={more} />}
    </nav>
  )
}

/** The places that the bar has no room for. */
function More({ items }: { readonly items: readonly NavItem[] }) {
  const [open, setOpen] = useState(false)
  const [path] = useLocation()
  const close = () => setOpen(false)
  return (
    <>
      <button
        type="button"
        className="nav-link"
        aria-haspopup="dialog"
        aria-current={items.some(({ href }) => isAt(path, href)) || undefined}
        onClick={() => setOpen(true)}
      >
        <span className="nav-link-icon">
          <Ellipsis aria-hidden />
        </span>
        <span className="nav-link-label">{m.nav_more()}</span>
      </button>
      <Sheet open={open} title={m.nav_others()} onClose={close}>
        <div className="stack">
          {items.map(({ href, label, icon }) => (
            <ButtonLink key={href} href={href} icon={icon} wide onClick={close}>
              {label}
            </ButtonLink>
          ))}
        </div>
      </Sheet>
    </>
  )
}

export function TabletRail({ items }: { readonly items: readonly NavItem[] }) {
  return (
    <nav className="tablet-rail no-print" aria-label={m.nav_main()}>
      <Mark className="tablet-rail-mark" />
      {items.map((item) => (
        <NavLink key={item.href} item={item} />
      ))}
    </nav>
  )
}

function NavLink({ item: { href, label, icon: Icon, count = 0, countText } }: { readonly item: NavItem }) {
  const [path] = useLocation()
  const id = useId()
  return (
    <Link
      href={href}
      className="nav-link"
      aria-current={isAt(path, href) ? 'page' : undefined}
      aria-labelledby={`${id}label`}
      aria-describedby={count > 0 ? `${id}count` : undefined}
    >
      <span className="nav-link-icon">
        <Icon aria-hidden />
        {count > 0 && (
          // Drawn, not written: the link's name stays the same whatever waits.
          <span className="nav-link-count" data-count={count > 99 ? '99+' : count}>
            <span id={`${id}count`} hidden>
              {countText ?? count}
            </span>
          </span>
        )}
      </span>
      <span id={`${id}label`} className="nav-link-label">
        {label}
      </span>
    </Link>
  )
}

function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
