const vietnamOffsetMs = 7 * 60 * 60 * 1000

/** A moment as it reads on a clock in Vietnam: `2026-11-21T09:40:00.000+07:00`. */
export function vietnamTime(ms: number): string {
  return `${new Date(ms + vietnamOffsetMs).toISOString().slice(0, -1)}+07:00`
}

/** The day of a moment in Vietnam, yyyy-mm-dd. */
export function vietnamDay(ms: number): string {
  return vietnamTime(ms).slice(0, 10)
}

/** `2026-11-21` and a number of days later or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
