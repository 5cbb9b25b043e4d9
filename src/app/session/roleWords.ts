import { m } from '#app/messages/compiled/messages.js'
import type { Role } from '#domain/records.ts'

const words: Readonly<Record<Role, () => string>> = {
  surveyor: m.role_surveyor,
  supervisor: m.role_supervisor,
  administrator: m.role_administrator,
}

export function rolesWords(roles: readonly Role[]): string {
  return roles.map((role) => words[role]()).join(', ')
}
