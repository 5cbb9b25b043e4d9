import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Chips } from '#app/ui/Chips.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { formatDate } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { personName, type Reference } from '#device/people.ts'
import { answered } from '#domain/answers.ts'
import { keptExplanations } from '#domain/checks.ts'
import { modes } from '#domain/fields/codes.ts'
import { vietnamDay } from '#domain/time.ts'
import { useDevice } from '#app/ports.tsx'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import { LineButton } from '#app/visit/LineButton.tsx'
import { useReference } from '#app/visit/useReference.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { codeOf, codesOf } from './Choice.tsx'
import { DayField } from './DayField.tsx'
import { useAtOnce } from '#app/visit/useAtOnce.ts'

/** «Gặp trực tiếp · hôm nay 09:40 · đi một mình»: how, when and with whom, in one line. */
export function MeetingLine(props: QuestionProps & { readonly occurredAt: string }) {
  const { question, label, occurredAt, error, oddWords } = props
  const [mode, companions, leader] = useEntries(question.keys)
  const reference = useReference()
  const device = useDevice()
  const [open, setOpen] = useState(false)
  const names = codesOf(companions).map((id) => (reference === undefined ? '…' : personName(reference, id)))
  const leads = leader?.answer.kind === 'value' && leader.answer.value === true
  const isLate = occurredAt.slice(0, 10) !== vietnamDay(device.now())
  const time = occurredAt.slice(11, 16)
  const parts = [
    optionLabel('mode', codeOf(mode) ?? 'inPerson'),
    isLate
      ? `${m.hint_recordedLate()} ${formatDate(occurredAt.slice(0, 10), getLocale())} ${time}`
      : m.hint_meetingToday({ time }),
    names.length === 0 ? m.hint_alone() : m.hint_companions({ names: names.join(', ') }),
    ...(leads ? [m.form_withLeader()] : []),
  ]
  return (
    <>
      <LineButton label={label} onClick={() => setOpen(true)}>
        {parts.join(' · ')}
      </LineButton>
      {(error ?? oddWords) !== undefined && <p className="line-problem">{error ?? oddWords}</p>}
      <Sheet open={open} title={label} onClose={() => setOpen(false)}>
        <MeetingFields {...props} />
      </Sheet>
    </>
  )
}

function MeetingFields({
  question,
  occurredAt: shown,
  error,
  oddWords,
}: QuestionProps & { readonly occurredAt: string }) {
  const [mode, companions, leader] = useEntries(question.keys)
  const { answer, change } = useVisitForm()
  const device = useDevice()
  const reference = useReference()
  const colleagues = colleaguesOf(reference, device.identity.personId, codesOf(companions))
  const [occurredAt, setOccurredAt] = useAtOnce(shown, (time) =>
    change((form) => ({
      ...form,
      occurredAt: time,
      explanations: keptExplanations(form.explanations, 'occurredAt'),
    })),
  )
  const setTime = (time: string) => setOccurredAt(`${time}+07:00`)
  return (
    <>
      <Segmented
        label={m.field_mode()}
        layout="grid"
        options={modes.map((code) => ({ value: code, label: optionLabel('mode', code) }))}
        value={codeOf(mode) ?? 'inPerson'}
        onChange={(code) => answer('mode', answered(code))}
      />
      <div className="when">
        <DayField
          label={m.form_day()}
          hint={m.form_whenHint()}
          error={error}
          warning={oddWords}
          max={vietnamDay(device.now())}
          value={occurredAt.slice(0, 10)}
          onChange={(day) => day !== '' && setTime(`${day}${occurredAt.slice(10, 16)}`)}
        />
        <TextField
          type="time"
          label={m.appointment_hour()}
          value={occurredAt.slice(11, 16)}
          onChange={(time) => time !== '' && setTime(`${occurredAt.slice(0, 11)}${time.slice(0, 5)}`)}
        />
      </div>
      {colleagues.length > 0 && (
        <Chips
          label={m.question_companions()}
          options={colleagues.map((person) => ({ value: person.id, label: person.displayName }))}
          value={codesOf(companions)}
          onChange={(ids) => answer('companions', answered(ids))}
        />
      )}
      <Toggle
        label={m.question_leaderPresent()}
        checked={leader?.answer.kind === 'value' && leader.answer.value === true}
        onChange={(checked) => answer('leaderPresent', answered(checked))}
      />
    </>
  )
}

/** Surveyors of the same working group, all of them for whoever is in none; and whoever was chosen before. */
function colleaguesOf(reference: Reference | undefined, ownId: string, chosen: readonly string[]) {
  const people = [...(reference?.people.values() ?? [])].filter(({ id }) => id !== ownId)
  const group = reference?.people.get(ownId)?.workingGroupId
  return people.filter(
    ({ id, active, roles, workingGroupId }) =>
      chosen.includes(id) ||
      (active && roles.includes('surveyor') && (group === undefined || workingGroupId === group)),
  )
}
