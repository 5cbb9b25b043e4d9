import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { sourceLabel } from '#app/messages/labels.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { formatDate } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import type { Answer } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import { otherSources } from '#domain/fields/codes.ts'
import { inquiryOf, usualDayOf } from '#domain/reply.ts'
import { vietnamDay } from '#domain/time.ts'
import { useDevice } from '#app/ports.tsx'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import { LineButton } from '#app/visit/LineButton.tsx'
import { DayField } from './DayField.tsx'

type Value = Extract<Answer, { kind: 'value' }>
const respondent = 'respondent'

/** «người trả lời cho biết · tính đến hôm nay»: who a number comes from, and the day it held. */
export function SourceLine({ name }: { readonly name: FieldKey }) {
  const entry = useEntry(name)
  const { answer, context, open: visit, read } = useVisitForm()
  const now = vietnamDay(useDevice().now())
  const [open, setOpen] = useState(false)
  if (entry?.confirmed !== true || entry.answer.kind !== 'value') return null
  const value = entry.answer
  const sent = visit.returned && visit.view.visits.find(({ id }) => id === visit.draft.visitId)
  const { day } = context()
  const usual = sent === undefined ? day : usualDayOf(name, value, inquiryOf(sent, read(), now))
  const on = value.asOf ?? usual
  const who = value.source === undefined ? m.hint_respondent() : sourceLabel(value.source)
  const date = on === now ? m.form_today() : formatDate(on, getLocale())
  return (
    <>
      <LineButton label={m.form_source()} onClick={() => setOpen(true)}>
        {m.hint_saidByToday({ who, date })}
      </LineButton>
      <Sheet open={open} title={m.form_source()} onClose={() => setOpen(false)}>
        <Segmented
          label={m.form_saidByWhom()}
          options={[respondent, ...otherSources].map((code) => ({
            value: code,
            label: code === respondent ? m.form_respondent() : sourceLabel(code),
          }))}
          value={value.source ?? respondent}
          onChange={(code) => answer(name, withSource(value, code === respondent ? undefined : code))}
        />
        <DayField
          label={m.form_asOf()}
          max={sent === undefined ? day : now}
          value={on}
          onChange={(chosen) =>
            answer(name, withDay(value, chosen === '' || chosen === usual ? undefined : chosen))
          }
        />
      </Sheet>
    </>
  )
}

function withSource({ source: _, unchanged: __, ...rest }: Value, source: string | undefined): Answer {
  return { ...rest, ...(source !== undefined && { source }) }
}

function withDay({ asOf: _, unchanged: __, ...rest }: Value, asOf: string | undefined): Answer {
  return { ...rest, ...(asOf !== undefined && { asOf }) }
}
