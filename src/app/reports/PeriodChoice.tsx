import { m } from '#app/messages/compiled/messages.js'
import { periodWords } from '#app/targets/indicatorWords.ts'
import { SelectField } from '#app/ui/SelectField.tsx'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { reportPeriods } from '#domain/reports/reportPeriods.ts'
import { periodKey, type Period } from '#domain/targets.ts'

interface PeriodChoiceProps {
  readonly period: Period
  readonly today: string
  readonly onChange: (period: Period) => void
}

/** A month, quarter, half year or year, or any other days: offices of the Party and of the State close differently. */
export function PeriodChoice({ period, today, onChange }: PeriodChoiceProps) {
  const { from, to } = period
  const known = reportPeriods(today)
  const chosen = known.find((one) => periodKey(one) === periodKey(period))
  return (
    <>
      <SelectField
        label={m.reports_period()}
        options={[
          ...known.map((one) => ({ value: periodKey(one), label: presetWords(one) })),
          { value: 'own', label: m.reports_ownPeriod() },
        ]}
        value={chosen === undefined ? 'own' : periodKey(chosen)}
        onChange={(key) => {
          const next = known.find((one) => periodKey(one) === key)
          if (next !== undefined) onChange({ from: next.from, to: next.to })
        }}
      />
      <DayField
        label={m.reports_from()}
        value={from}
        max={to}
        error={from > today ? m.reports_periodAhead() : undefined}
        onChange={(day) => day !== '' && onChange({ from: day, to })}
      />
      <DayField
        label={m.reports_to()}
        value={to}
        min={from}
        error={to < from ? m.reports_periodBad() : undefined}
        onChange={(day) => day !== '' && onChange({ from, to: day })}
      />
    </>
  )
}

function presetWords(period: ReturnType<typeof reportPeriods>[number]): string {
  const [year = '', month = ''] = period.from.split('-')
  if (period.months === 1) return m.reports_month({ month, year })
  if (period.months !== 6) return periodWords(period)
  return (month === '01' ? m.reports_firstHalf : m.reports_secondHalf)({ year })
}
