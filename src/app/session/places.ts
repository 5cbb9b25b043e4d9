import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { countWords } from '#app/ui/countWords.ts'
import { fieldNavItems, officeNavItems, type NavItem } from '#app/ui/Navigation.tsx'
import type { Role } from '#domain/records.ts'

/** Places that only some roles have any use for. */
const rolesOf = {
  review: ['supervisor'],
  plan: ['supervisor', 'administrator', 'leader'],
  admin: ['supervisor', 'administrator'],
} as const satisfies Record<string, readonly Allowed[]>
/** A role, or leading a working group. */
type Allowed = Role | 'leader'
export type OfficePlace = keyof typeof rolesOf

export function mayOpen(roles: readonly Allowed[], place: OfficePlace): boolean {
  return rolesOf[place].some((role) => roles.includes(role))
}

/** Where somebody begins. */
export function homeOf(roles: readonly Allowed[]): string {
  return mayOpen(roles, 'review') ? paths.review : paths.today
}

/** The bottom bar: four for a surveyor, one more for whoever reviews. */
export function phoneItems(roles: readonly Allowed[], waiting: number): readonly NavItem[] {
  const { review } = officeNavItems()
  return mayOpen(roles, 'review') ? [review, ...field(waiting)] : field(waiting)
}

export function railItems(roles: readonly Allowed[], waiting: number): readonly NavItem[] {
  const office = officeNavItems()
  const [today, firms, outbox, settings] = field(waiting) as [NavItem, NavItem, NavItem, NavItem]
  return [
    ...(mayOpen(roles, 'review') ? [office.review] : []),
    ...(mayOpen(roles, 'plan') ? [office.plan] : []),
    today,
    firms,
    outbox,
    ...(mayOpen(roles, 'admin') ? [office.admin] : []),
    settings,
  ]
}

function field(waiting: number): readonly NavItem[] {
  return fieldNavItems({
    count: waiting,
    countText: m.status_waiting({ items: countWords(waiting, 'items') }),
  })
}
