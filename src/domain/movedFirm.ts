import { codeOf } from './factValues.ts'
import type { Facts } from './facts.ts'
import type { OperatingStatus } from './fields/codes.ts'
import type { FirmField, FirmRecord } from './records.ts'

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
  if (status === undefined || codeOf<OperatingStatus>(facts, 'operatingStatus') !== 'moved') return undefined
  const to = (facts['movedTo']?.value ?? {}) as { readonly parkId?: unknown; readonly communeId?: unknown }
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return { parkId: text(to.parkId), communeId: text(to.communeId), on: status.on }
}

/** Whether the office's record of a firm stands where it went. */
export function standsWhereItWent({ fields }: FirmRecord, { parkId, communeId }: Moved): boolean {
  if (parkId !== undefined) return fields['parkId']?.value === parkId
  return communeId !== undefined && fields['siteCommuneId']?.value === communeId
}

/** Of these a firm's record keeps what stood there before: a report of an earlier day counts a firm where it was. */
export const datedPlaces: readonly string[] = ['parkId', 'siteCommuneId']

/** A firm where it lay at the end of a day; before the first word on it, as that word says. */
export function placedOn(firm: FirmRecord, day: string): FirmRecord {
  const places = datedPlaces.flatMap((key) => {
    const field = firm.fields[key]
    return field === undefined ? [] : [[key, fieldOn(field, day)] as const]
  })
  return { ...firm, fields: { ...firm.fields, ...Object.fromEntries(places) } }
}

function fieldOn(field: FirmField, day: string): FirmField {
  const { before } = field
  if (before === undefined || field.clientTime.slice(0, 10) <= day) return field
  return fieldOn(before, day)
}
