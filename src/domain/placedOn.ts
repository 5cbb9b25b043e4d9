import { datedPlaces } from './profile.ts'
import type { FirmField, FirmRecord } from './records.ts'

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
