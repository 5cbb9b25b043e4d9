import { getLocale } from '#app/messages/compiled/runtime.js'
import { m } from '#app/messages/compiled/messages.js'
import { Field, splitWords, type FieldWords } from '#app/ui/Field.tsx'
import { formatDate, formatWeekday } from '#app/ui/format.ts'

export interface DayFieldProps extends FieldWords {
  /** yyyy-mm-dd, or nothing. */
  readonly value: string
  readonly onChange: (day: string) => void
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly weekday?: boolean | undefined
}

/** The phone's own calendar behind a day written the app's way, whatever language the phone itself speaks. */
export function DayField(props: DayFieldProps) {
  const [words, { value, onChange, min, max, weekday }] = splitWords(props)
  const shown =
    value === '' ? m.appointment_chooseDay() : (weekday ? formatWeekday : formatDate)(value, getLocale())
  return (
    <Field {...words}>
      {(control) => (
        <div className="day" data-empty={value === '' || undefined}>
          <input
            {...control}
            type="date"
            className="input"
            min={min}
            max={max}
            value={value}
            onClick={(event) => event.currentTarget.showPicker?.()}
            onChange={(event) => onChange(event.target.value)}
          />
          <span className="day-shown" aria-hidden>
            {shown}
          </span>
        </div>
      )}
    </Field>
  )
}
