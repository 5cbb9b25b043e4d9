const dayMs = 86_400_000

/** Whether a text is a day of the calendar, yyyy-mm-dd, between 1900 and 2199. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Days from one day to a later one; negative to an earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The moment a surveyor's time means; without an offset it is Vietnam's. NaN when it is no time. */
export function timeToMs(time: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}/.exec(time)
  if (match === null || !isDay(match[1]!)) return Number.NaN
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}+07:00`)
}
