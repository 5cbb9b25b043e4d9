import type { Facts } from './facts.ts'
import type { OperatingStatus } from './fields/codes.ts'
import type { FirmRecord } from './records.ts'

/** Where somebody at the old gate was told a firm went, and when. */
export interface Moved {
  readonly parkId?: string | undefined
  readonly communeId?: string | undefined
  /** yyyy-mm-dd */
  readonly on: string
}

/** Undefined for a firm that is where it was. */
export function movedOf(facts: Facts): Moved | undefined {
  const status = facts['operatingStatus']
  if (status?.value !== ('moved' satisfies OperatingStatus)) return undefined
  const to = (facts['movedTo']?.value ?? {}) as { readonly parkId?: unknown; readonly communeId?: unknown }
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return { parkId: text(to.parkId), communeId: text(to.communeId), on: status.on }
}

/** Whether the office's record of a firm stands where it went. */
export function standsWhereItWent({ fields }: FirmRecord, { parkId, communeId }: Moved): boolean {
  if (parkId !== undefined) return fields['parkId']?.value === parkId
  return communeId !== undefined && fields['siteCommuneId']?.value === communeId
}
