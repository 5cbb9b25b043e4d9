import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { formatDayMonth } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { answered } from '#domain/answers.ts'
import { workingDayFrom } from '#domain/calendar.ts'
import { appointmentOf, type Appointment as Arranged } from '#domain/plannedActions.ts'
import { addDays } from '#domain/time.ts'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { DayField } from './DayField.tsx'

const otherDay = 'other'
const atHour = 'hour'

/** A day by one tap, then part of the day or the hour. */
export function Appointment(props: QuestionProps) {
  const entry = useEntry('appointmentAt')
  const { notKnown: _, ...words } = useWords(props, 'appointmentAt', entry)
  const { answer, clear, context } = useVisitForm()
  const [picksDay, setPicksDay] = useState(false)
  const today = context().day
  const days = usualDays(today)
  const now = appointmentOf(entry?.answer.kind === 'value' ? entry.answer.value : undefined)
  const usual = days.find(({ day }) => day === now?.on)
  const arrange = (next: Arranged) => answer('appointmentAt', answered({ ...next }))
  const chooseDay = (chosen: string) => {
    setPicksDay(chosen === otherDay)
    if (chosen !== otherDay) arrange({ ...now, on: chosen })
  }
  const isOther = picksDay || (now !== undefined && usual === undefined)
  return (
    <>
      <Segmented
        {...words}
        layout="row"
        options={[
          ...days.map(({ day, label }) => ({ value: day, label, hint: formatDayMonth(day, getLocale()) })),
          { value: otherDay, label: m.appointment_chooseDay() },
        ]}
        value={isOther ? otherDay : usual?.day}
        onChange={chooseDay}
      />
      {isOther && (
        <DayField
          label={m.appointment_chooseDay()}
          weekday
          min={today}
          value={now?.on ?? ''}
          onChange={(on) => on !== '' && arrange({ ...now, on })}
        />
      )}
      {now !== undefined && (
        <>
          <PartOfDay appointment={now} onChange={arrange} />
          <div>
            <Button
              tone="quiet"
              onClick={() => {
                setPicksDay(false)
                clear('appointmentAt')
              }}
            >
              {m.form_noAppointment()}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

function PartOfDay(props: { readonly appointment: Arranged; readonly onChange: (next: Arranged) => void }) {
  const { appointment, onChange } = props
  const { on, at } = appointment
  const isHour = at !== undefined && at !== 'morning' && at !== 'afternoon'
  return (
    <>
      <Segmented
        label={m.form_partOfDay()}
        labelHidden
        layout="row"
        options={[
          { value: 'morning', label: m.appointment_morning() },
          { value: 'afternoon', label: m.appointment_afternoon() },
          { value: atHour, label: m.appointment_hour() },
        ]}
        value={isHour ? atHour : at}
        onChange={(part) => onChange({ on, at: part === atHour ? '09:00' : part })}
      />
      {isHour && (
        <TextField
          type="time"
          label={m.appointment_hour()}
          value={at}
          onChange={(time) => time !== '' && onChange({ on, at: time })}
        />
      )}
    </>
  )
}

/** Days that come to mind, as far as people work on them. */
function usualDays(today: string) {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const monday = addDays(today, (8 - weekday) % 7 || 7)
  const days = [
    { day: addDays(today, 1), label: m.appointment_tomorrow() },
    { day: monday, label: m.appointment_nextMonday() },
    { day: workingDayFrom(addDays(today, 7)), label: m.appointment_inAWeek() },
  ]
  return days.filter(
    ({ day }, index) => workingDayFrom(day) === day && days.findIndex((other) => other.day === day) === index,
  )
}
