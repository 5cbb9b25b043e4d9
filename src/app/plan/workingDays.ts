import { workingDayFrom } from '#domain/calendar.ts'
import { addDays } from '#domain/time.ts'

/** The day so many working days after one (yyyy-mm-dd); weekends do not count. */
export function afterWorkingDays(day: string, count: number): string {
  let reached = day
  for (let left = count; left > 0; left -= 1) reached = workingDayFrom(addDays(reached, 1))
  return reached
}
