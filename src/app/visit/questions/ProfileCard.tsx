import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { valueLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DefinitionList } from '#app/ui/DefinitionList.tsx'
import { placeName } from '#device/units.ts'
import { answered, type AnswerValue } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import { useReference } from '#app/visit/useReference.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { ProfileSheet } from './ProfileSheet.tsx'
import { Field } from '#app/ui/Field.tsx'

const shownKeys = ['name', 'taxCode', 'address', 'parkId', 'legalForm', 'ownershipGroup'] as const

/** What the list says of the firm: right as it stands, or corrected. */
export function ProfileCard(props: QuestionProps) {
  const { question, label, required, error, warning } = props
  const entries = useEntries(question.keys)
  const { open, answer } = useVisitForm()
  const reference = useReference()
  const [corrects, setCorrects] = useState(false)
  const said = (key: FieldKey) => entries[question.keys.indexOf(key)]
  const shown = (key: FieldKey): string => {
    const entry = said(key)
    if (entry?.answer.kind === 'unknown') return m.answer_notKnown()
    const value: AnswerValue | undefined =
      entry?.answer.kind === 'value' ? entry.answer.value : open.view.profile[key]
    if (value === undefined || value === '') return m.answer_notKnown()
    if (key === 'parkId' && typeof value === 'string')
      return (reference && placeName(reference.units, 'park', value, reference.today)) ?? '…'
    return valueLabel(key, value)
  }
  const confirmed = said('profileConfirmed')
  const isRight = confirmed?.answer.kind === 'value' && confirmed.answer.value === true
  return (
    <Field label={label} required={required} error={error} warning={warning} kind="group">
      {() => (
        <>
          <Card>
            <DefinitionList
              items={shownKeys.map((key) => ({ label: fieldLabels[key](), value: shown(key) }))}
            />
          </Card>
          <div className="two-buttons">
            <Button aria-pressed={isRight} onClick={() => answer('profileConfirmed', answered(true))}>
              {m.option_profileConfirmed_yes()}
            </Button>
            <Button onClick={() => setCorrects(true)} aria-haspopup="dialog">
              {m.option_profileConfirmed_no()}
            </Button>
          </div>
          {corrects && <ProfileSheet title={label} onClose={() => setCorrects(false)} />}
        </>
      )}
    </Field>
  )
}

const fieldLabels: Readonly<Record<(typeof shownKeys)[number], () => string>> = {
  name: m.field_name,
  taxCode: m.field_taxCode,
  address: m.field_address,
  parkId: m.field_parkId,
  legalForm: m.field_legalForm,
  ownershipGroup: m.field_ownershipGroup,
}
