import type { OperationKind } from './operation.ts'
import type { PersonRecord, Role } from './records.ts'

/** What may be done outside recorded operations, on the server. */
export const serverActions = [
  'sync',
  'enrol',
  'devices.view',
  'devices.manage',
  'people.manage',
  'parks.manage',
  'unit.manage',
] as const
export type ServerAction = (typeof serverActions)[number]

/** Who may do what: the one table. `leader` is a member who leads the working group today. */
export const permissions: Readonly<Record<OperationKind | ServerAction, readonly (Role | 'leader')[]>> = {
  'firm.create': ['surveyor', 'supervisor', 'administrator'],
  'firm.set': ['supervisor', 'administrator'],
  'firm.merge': ['supervisor'],
  'firm.unmerge': ['supervisor'],
  'import.take': ['supervisor', 'administrator'],
  'import.undo': ['supervisor', 'administrator'],
  'visit.submit': ['surveyor', 'supervisor'],
  'visit.void': ['supervisor'],
  'review.decide': ['supervisor'],
  'review.reopen': ['supervisor'],
  'assignment.set': ['supervisor', 'leader'],
  'plan.set': ['supervisor', 'leader'],
  'pin.set': ['supervisor', 'leader'],
  'track.override': ['supervisor', 'leader'],
  'request.set': ['supervisor', 'leader'],
  'outcome.record': ['supervisor'],
  'target.set': ['supervisor'],
  'period.close': ['supervisor'],
  'ruleSet.publish': ['administrator'],
  'park.set': ['administrator'],
  'notice.set': ['supervisor', 'administrator'],
  'letter.set': ['supervisor', 'administrator'],
  'commune.set': ['administrator'],
  'organisation.set': ['supervisor', 'administrator'],
  'reorganisation.record': ['administrator'],
  'held.release': ['supervisor'],
  'held.discard': ['supervisor'],
  'conflict.settle': ['supervisor', 'administrator'],
  'revision.choose': ['supervisor'],
  sync: ['surveyor', 'supervisor', 'administrator'],
  enrol: ['surveyor', 'supervisor', 'administrator'],
  'devices.view': ['supervisor', 'administrator'],
  'devices.manage': ['administrator'],
  'people.manage': ['administrator'],
  'parks.manage': ['administrator'],
  'unit.manage': ['administrator'],
}

/** Whether a person may do a thing on a day (yyyy-mm-dd). */
export function isAllowed(
  person: Pick<PersonRecord, 'roles' | 'leads' | 'active'>,
  action: OperationKind | ServerAction,
  today: string,
): boolean {
  if (!person.active) return false
  return permissions[action].some((role) =>
    role === 'leader' ? leadsOn(person, today) : person.roles.includes(role),
  )
}

/** Whether a person leads their working group on a day (yyyy-mm-dd). */
export function leadsOn({ leads }: Pick<PersonRecord, 'leads'>, today: string): boolean {
  return leads !== undefined && leads.from <= today && today <= (leads.to ?? '9999')
}

/** Roles whose scope is the whole unit. */
export function seesWholeUnit(person: Pick<PersonRecord, 'roles' | 'active'>): boolean {
  return person.active && person.roles.some((role) => role !== 'surveyor')
}
