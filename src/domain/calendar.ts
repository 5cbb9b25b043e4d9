import { addDays } from './time.ts'

/** The same day so many months later or earlier; the last of the month where there is no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`
  const nextFirst = addDays(first, 31).slice(0, 8) + '01'
  const last = addDays(nextFirst, -1)
  const wanted = first.slice(0, 8) + String(date).padStart(2, '0')
  return wanted < last ? wanted : last
}

/** The day itself, or the Monday after it when it falls on a weekend. Public holidays are not known here. */
export function workingDayFrom(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday === 6) return addDays(day, 2)
  return weekday === 0 ? addDays(day, 1) : day
}
