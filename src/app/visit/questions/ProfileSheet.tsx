import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { communeOptions, onlyCommune } from '#app/firms/communeOptions.ts'
import { optionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { answered } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import { legalForms, ownershipGroups, unitKinds } from '#domain/fields/codes.ts'
import { guessLegalForm } from '#domain/legalForm.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import { useVisitForm } from '#app/visit/formInHand.ts'
import { useReference } from '#app/visit/useReference.ts'
import { corrections, textsNow, unknown } from './profileTexts.ts'

/** Corrections of the firm's own record: they travel with the visit and hold once it is approved. */
export function ProfileSheet({ title, onClose }: { readonly title: string; readonly onClose: () => void }) {
  const { open, read, answerAll } = useVisitForm()
  const [before] = useState(() => textsNow(read().answers, open.view.profile))
  const [texts, setTexts] = useState(before)
  const set = (key: FieldKey) => (text: string) => setTexts((now) => ({ ...now, [key]: text }))
  const text = (key: FieldKey) => texts[key] ?? ''
  const guess = text('legalForm') === '' ? guessLegalForm(text('name')) : undefined
  const codeKind = text('taxCode') === '' ? undefined : checkTaxCode(text('taxCode')).kind
  // a person's number is told and never kept
  const isNoCode = codeKind === 'personal' || codeKind === 'notACode'
  const keep = () => {
    if (isNoCode) return
    const shown = guess === undefined ? texts : { ...texts, legalForm: guess }
    answerAll({ ...corrections(before, shown), profileConfirmed: answered(true) })
    onClose()
  }
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      actions={
        <Button tone="primary" disabled={text('name').trim() === ''} onClick={keep}>
          {m.form_keep()}
        </Button>
      }
    >
      <TextField label={m.field_name()} value={text('name')} onChange={set('name')} />
      <TextField
        label={m.field_taxCode()}
        inputMode="numeric"
        hint={m.hint_noTaxCode()}
        error={
          codeKind === 'personal'
            ? m.check_taxCodeIsPersonal()
            : codeKind === 'notACode'
              ? m.check_taxCodeIsNone()
              : undefined
        }
        value={text('taxCode')}
        onChange={set('taxCode')}
      />
      <CodeField
        label={m.field_unitKind()}
        name="unitKind"
        codes={unitKinds}
        value={text('unitKind')}
        onChange={set('unitKind')}
      />
      <CodeField
        label={m.field_legalForm()}
        hint={guess === undefined ? undefined : m.hint_legalFormGuessed()}
        name="legalForm"
        codes={legalForms}
        value={guess ?? text('legalForm')}
        onChange={set('legalForm')}
      />
      <CodeField
        label={m.field_ownershipGroup()}
        name="ownershipGroup"
        codes={ownershipGroups}
        value={text('ownershipGroup')}
        onChange={set('ownershipGroup')}
      />
      {text('ownershipGroup').startsWith('state') && (
        <TextField
          label={m.field_stateShare()}
          hint={m.ui_optional()}
          inputMode="decimal"
          value={text('stateShare')}
          onChange={set('stateShare')}
        />
      )}
      <TextField label={m.field_address()} value={text('address')} onChange={set('address')} />
      <PlaceFields text={text} set={set} />
    </Sheet>
  )
}

function PlaceFields(props: {
  readonly text: (key: FieldKey) => string
  readonly set: (key: FieldKey) => (text: string) => void
}) {
  const { text, set } = props
  const reference = useReference()
  const parks = [...(reference?.parks.values() ?? [])].map(({ id, name }) => ({ value: id, label: name }))
  const communes = communeOptions(reference, text('parkId'))
  const choose = { value: '', label: m.form_choose() }
  return (
    <>
      <SelectField
        label={m.field_parkId()}
        options={[choose, ...parks]}
        value={text('parkId')}
        onChange={(parkId) => {
          set('parkId')(parkId)
          const only = onlyCommune(reference, parkId)
          if (only !== undefined) set('siteCommuneId')(only)
        }}
      />
      {communes.length > 0 && (
        <>
          <SelectField
            label={m.field_siteCommuneId()}
            options={[choose, ...communes]}
            value={text('siteCommuneId')}
            onChange={set('siteCommuneId')}
          />
          <SelectField
            label={m.field_hqCommuneId()}
            options={[choose, ...communes]}
            value={text('hqCommuneId')}
            onChange={set('hqCommuneId')}
          />
        </>
      )}
    </>
  )
}

function CodeField(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly name: FieldKey
  readonly codes: readonly string[]
  readonly value: string
  readonly onChange: (code: string) => void
}) {
  const { label, hint, name, codes, value, onChange } = props
  const options = [
    ...(value === '' ? [{ value: '', label: m.form_choose() }] : []),
    ...codes.map((code) => ({ value: code, label: optionLabel(name, code) })),
    { value: unknown, label: m.answer_notKnown() },
  ]
  return <SelectField label={label} hint={hint} options={options} value={value} onChange={onChange} />
}
