import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { countWords } from '#app/ui/countWords.ts'
import { fieldNavItems, officeNavItems, type NavItem, type PhoneNavProps } from '#app/ui/Navigation.tsx'
import type { Role } from '#domain/records.ts'

/** Places that only some roles have any use for. */
const rolesOf = {
  review: ['supervisor'],
  plan: ['supervisor', 'administrator', 'leader'],
  overview: ['supervisor', 'administrator'],
  map: ['supervisor', 'administrator'],
  targets: ['supervisor', 'administrator'],
  reports: ['supervisor', 'administrator'],
  admin: ['supervisor', 'administrator'],
} as const satisfies Record<string, readonly Allowed[]>
/** A role, or leading a working group. */
type Allowed = Role | 'leader'
export type OfficePlace = keyof typeof rolesOf

/** What stands on the places as a number. */
export interface Counts {
  /** Deeds that wait to be sent. */
  readonly unsent: number
  /** Visits that wait for a decision. */
  readonly toReview: number
}

export function mayOpen(roles: readonly Allowed[], place: OfficePlace): boolean {
  return rolesOf[place].some((role) => roles.includes(role))
}

/** Where somebody begins. */
export function homeOf(roles: readonly Allowed[]): string {
  if (mayOpen(roles, 'review')) return paths.review
  return roles.includes('surveyor') ? paths.today : paths.admin
}

/** The bottom bar: two places of one's own work, firms and sending; the rest under «Thêm», unless it is only one. */
export function phoneItems(roles: readonly Allowed[], counts: Counts): PhoneNavProps {
  const all = placesOf(counts)
  const office = [all.review, all.today, all.plan, all.admin].filter(({ href }) => isOwn(roles, href))
  const bar = [...office.slice(0, 2), all.firms, all.outbox]
  const rest = railItems(roles, counts).filter((item) => !bar.some(({ href }) => href === item.href))
  return rest.length === 1 ? { bar: [...bar, ...rest], more: [] } : { bar, more: rest }
}

export function railItems(roles: readonly Allowed[], counts: Counts): readonly NavItem[] {
  const all = placesOf(counts)
  return [
    ...(mayOpen(roles, 'review') ? [all.review] : []),
    ...(mayOpen(roles, 'overview') ? [all.overview] : []),
    ...(mayOpen(roles, 'plan') ? [all.plan] : []),
    ...(mayOpen(roles, 'map') ? [all.map] : []),
    ...(mayOpen(roles, 'targets') ? [all.targets] : []),
    ...(mayOpen(roles, 'reports') ? [all.reports] : []),
    all.today,
    all.firms,
    all.outbox,
    ...(mayOpen(roles, 'admin') ? [all.admin] : []),
    all.settings,
  ]
}

/** Whether the day's work of these roles is there; others may look in all the same. */
function isOwn(roles: readonly Allowed[], href: string): boolean {
  if (href === paths.today) return roles.includes('surveyor')
  const place = href.slice(1) as OfficePlace
  return mayOpen(roles, place)
}

function placesOf({ unsent, toReview }: Counts) {
  return {
    ...fieldNavItems({
      count: unsent,
      countText: m.status_waiting({ items: countWords(unsent, 'items') }),
    }),
    ...officeNavItems({
      count: toReview,
      countText: m.queue_waiting({ visits: countWords(toReview, 'visits') }),
    }),
  }
}
