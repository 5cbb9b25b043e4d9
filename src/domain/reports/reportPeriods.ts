import { addMonths } from '#domain/calendar.ts'
import type { Period } from '#domain/targets.ts'
import { addDays } from '#domain/time.ts'

const lengths = [1, 3, 6, 12] as const

/** A stretch of the calendar that offices report on. */
export interface ReportPeriod extends Period {
  readonly months: (typeof lengths)[number]
}

/** The month, quarter, half year and year of a day, each after the one before it. */
export function reportPeriods(today: string): readonly ReportPeriod[] {
  return lengths.flatMap((months) => {
    const month = Number(today.slice(5, 7)) - 1
    const january = `${today.slice(0, 4)}-01-01`
    const from = addMonths(january, month - (month % months))
    return [from, addMonths(from, -months)].map((first) => ({
      months,
      from: first,
      to: addDays(addMonths(first, months), -1),
    }))
  })
}
