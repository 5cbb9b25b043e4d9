import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatDate } from '#app/ui/format.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import type { Overview } from '#device/overview.ts'
import type { EarlierOverview } from '#device/overviewAsOf.ts'
import { isDay } from '#domain/day.ts'

interface AsOfFieldProps {
  /** Undefined is today. */
  readonly day: string | undefined
  readonly today: string
  readonly overview: Overview | EarlierOverview | undefined
  readonly onChange: (day: string | undefined) => void
}

/** Which day the figures are of; of an earlier one, what they rest on and what nobody can know any more. */
export function AsOfField({ day, today, overview, onChange }: AsOfFieldProps) {
  return (
    <div className="stack">
      <div className="overview-day">
        <DayField
          label={m.overview_asOf()}
          value={day ?? today}
          max={today}
          onChange={(next) => onChange(isDay(next) && next < today ? next : undefined)}
        />
        {day !== undefined && <Button onClick={() => onChange(undefined)}>{m.overview_toToday()}</Button>}
      </div>
      {day !== undefined && overview === undefined && (
        <p role="status">{m.overview_working({ date: formatDate(day, getLocale()) })}</p>
      )}
      {overview !== undefined && 'addedSince' in overview && (
        <Banner
          tone="info"
          what={m.overview_earlier({ date: formatDate(overview.asOf, getLocale()) })}
          safe={unknownWords(overview)}
        />
      )}
    </div>
  )
}

function unknownWords({ addedSince, changedSince }: EarlierOverview): string {
  return [
    m.overview_asNow(),
    ...(addedSince > 0 ? [m.overview_addedSince({ firms: countWords(addedSince, 'firms') })] : []),
    ...(changedSince > 0 ? [m.overview_changedSince({ firms: countWords(changedSince, 'firms') })] : []),
  ].join(' ')
}
