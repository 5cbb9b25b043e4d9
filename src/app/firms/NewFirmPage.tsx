import './firms.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState, type FormEvent } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Button } from '#app/ui/Button.tsx'
import { focusFirstError } from '#app/ui/focusSoon.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { openFirmOrCard, type FirmView } from '#device/firmView.ts'
import { showToast } from '#app/ui/toasts.ts'
import { addFirm } from '#device/firms.ts'
import { legalForms } from '#domain/fields/codes.ts'
import { guessLegalForm } from '#domain/legalForm.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import { communeOptions, onlyCommune } from './communeOptions.ts'
import { LikelyDoubles, useLikelyDoubles } from './LikelyDoubles.tsx'
import { emptyFirm, fieldsOf, taxCodeWords, type NewFirm } from './newFirm.ts'
import { parkOptions } from './parkOptions.ts'
import { useReference } from './useReference.ts'

/**
 * `/firms/new`: name and place are enough; `?from=` copies the place of another firm, `?visit=` says which form to
 * go back to.
 */
export function NewFirmPage() {
  const device = useDevice()
  const [search] = useSearchParams()
  const from = search.get('from')
  // null: there is none to copy from
  const neighbour = useLiveQuery(
    async () => (from === null ? null : openFirmOrCard(device, from)),
    [device, from],
  )
  if (neighbour === undefined) return null
  return <NewFirmForm neighbour={neighbour} name={search.get('name') ?? ''} visitId={search.get('visit')} />
}

function NewFirmForm(props: {
  readonly neighbour: FirmView | null
  readonly name: string
  /** The form it was come from. */
  readonly visitId: string | null
}) {
  const { neighbour, name, visitId } = props
  const device = useDevice()
  const { syncSoon } = usePorts()
  const reference = useReference()
  const [, navigate] = useLocation()
  const [firm, setFirm] = useState<NewFirm>(() => ({ ...emptyFirm, name, ...placeOf(neighbour) }))
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string>()
  const doubles = useLikelyDoubles(firm)
  const change = (changes: Partial<NewFirm>) => setFirm((before) => ({ ...before, ...changes }))
  const guessed = firm.legalForm === undefined ? guessLegalForm(firm.name) : undefined
  const communes = communeOptions(reference, firm.parkId)
  const taxCode = taxCodeWords(firm.taxCode)
  const nameMissing = firm.name.trim() === ''
  const parkMissing = firm.parkId === ''
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (nameMissing || parkMissing || taxCode?.tone === 'error') return focusFirstError(event.currentTarget)
    const added = await addFirm(device, fieldsOf(firm))
    if (!added.ok) return setRefused(m.firms_notAdded())
    syncSoon()
    if (visitId === null) return navigate(paths.firm(added.value), { replace: true })
    const open = () => navigate(paths.firm(added.value))
    showToast(m.firms_added({ name: firm.name.trim() }), { label: m.duplicate_open(), run: open })
    navigate(paths.visit(visitId), { replace: true })
  }
  return (
    <form className="firm-screen" onSubmit={(event) => void add(event)} noValidate>
      <Page width="narrow">
        <PageHeader
          title={neighbour === null ? m.firms_add() : m.firm_addSameAddress()}
          subtitle={neighbour === null ? undefined : m.firms_copiedFrom({ name: nameOf(neighbour.profile) })}
          back={{ href: backOf(neighbour, visitId), label: m.action_back() }}
        />
        <TextField
          label={m.field_name()}
          required
          autoComplete="off"
          value={firm.name}
          onChange={(value) => change({ name: value })}
          error={tried && nameMissing ? m.check_nameMissing() : undefined}
        />
        <LikelyDoubles doubles={doubles} reference={reference} />
        <SelectField
          label={m.firms_park()}
          required
          options={[{ value: '', label: m.firms_choosePark() }, ...parkOptions(reference)]}
          value={firm.parkId}
          onChange={(parkId) => change({ parkId, siteCommuneId: onlyCommune(reference, parkId) })}
          error={tried && parkMissing ? m.firms_parkNeeded() : undefined}
        />
        {communes.length > 0 && (
          <SelectField
            label={m.field_siteCommuneId()}
            hint={m.ui_optional()}
            options={[{ value: '', label: m.answer_notKnown() }, ...communes]}
            value={firm.siteCommuneId ?? ''}
            onChange={(siteCommuneId) => change({ siteCommuneId })}
          />
        )}
        <TextField
          label={m.field_address()}
          hint={m.ui_optional()}
          autoComplete="off"
          value={firm.address}
          onChange={(address) => change({ address })}
        />
        <TextField
          label={m.field_taxCode()}
          hint={m.ui_optional()}
          inputMode="numeric"
          autoComplete="off"
          value={firm.taxCode}
          onChange={(value) => change({ taxCode: value })}
          error={taxCode?.tone === 'error' ? taxCode.words : undefined}
          warning={taxCode?.tone === 'warning' ? taxCode.words : undefined}
        />
        <SelectField
          label={m.field_legalForm()}
          hint={guessed === undefined ? m.ui_optional() : m.hint_legalFormGuessed()}
          options={[
            { value: '', label: m.answer_notKnown() },
            ...legalForms.map((value) => ({ value, label: optionLabel('legalForm', value) })),
          ]}
          value={firm.legalForm ?? guessed ?? ''}
          onChange={(legalForm) => change({ legalForm })}
        />
      </Page>
      <ActionBar note={refused}>
        <Button type="submit" tone="primary">
          {doubles.length > 0 ? m.duplicate_addAnyway() : m.firms_add()}
        </Button>
      </ActionBar>
    </form>
  )
}

function backOf(neighbour: FirmView | null, visitId: string | null): string {
  if (visitId !== null) return paths.visit(visitId)
  return neighbour === null ? paths.firms : paths.firm(neighbour.firm.id)
}

function placeOf(neighbour: FirmView | null): Partial<NewFirm> {
  if (neighbour === null) return {}
  const { profile } = neighbour
  return {
    parkId: textOf(profile, 'parkId') ?? '',
    address: textOf(profile, 'address') ?? '',
    siteCommuneId: textOf(profile, 'siteCommuneId'),
  }
}
