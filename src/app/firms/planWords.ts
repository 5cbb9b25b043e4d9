import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { formatWeekday } from '#app/ui/format.ts'
import type { Appointment } from '#domain/plannedActions.ts'

/** «Buổi sáng», «09:30» */
export function partOfDayWords(at: string): string {
  if (at === 'morning') return m.appointment_morning()
  return at === 'afternoon' ? m.appointment_afternoon() : at
}

/** «Thứ Hai, 23/11/2026, 09:30» */
export function appointmentWords({ on, at }: Appointment): string {
  const day = formatWeekday(on, getLocale())
  return at === undefined ? day : `${day}, ${partOfDayWords(at)}`
}
