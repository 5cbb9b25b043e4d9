import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { windowSize } from '#app/firms/firmFilter.ts'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { Section } from '#app/ui/Section.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { correctFirm } from '#device/firms.ts'
import type { Reference } from '#device/people.ts'
import { openPlaces, readFirmPlaces, type OpenPlace } from '#device/reorganisations.ts'
import { nameOn } from '#domain/units.ts'

interface OpenPlacesProps {
  readonly reference: Reference
  readonly may: boolean
}

/** Firms of a split unit: which part each lies in only a person can say. None shown where there is no such question. */
export function OpenPlaces({ reference, may }: OpenPlacesProps) {
  const device = useDevice()
  const { units, today } = reference
  const firms = useLiveQuery(() => readFirmPlaces(device), [device])
  const [most, setMost] = useState(windowSize)
  const open = openPlaces(firms ?? [], units, today)
  if (open.length === 0) return null
  return (
    <Section title={m.units_openTitle()}>
      <p>{m.units_openText({ firms: countWords(new Set(open.map((one) => one.firmId)).size, 'firms') })}</p>
      <List label={m.units_openTitle()}>
        {open.slice(0, most).map((place) => (
          <ListRow
            key={`${place.firmId} ${place.field}`}
            title={place.name}
            href={may ? undefined : paths.firm(place.firmId)}
          >
            {may && <PlaceChoice place={place} reference={reference} />}
          </ListRow>
        ))}
      </List>
      {most < open.length && <MoreButton label={m.firms_more()} onMore={() => setMost(most + windowSize)} />}
    </Section>
  )
}

function PlaceChoice({ place, reference }: { readonly place: OpenPlace; readonly reference: Reference }) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const { firmId, name, field, thing, among } = place
  const { units, today } = reference
  const options = among.map((id) => ({ value: id, label: nameOn(units, { thing, id }, today) ?? id }))
  const choose = async (id: string) => {
    if (id === '') return
    const saved = await correctFirm(device, firmId, { [field]: id })
    if (!saved.ok) return showToast(m.admin_parkNotSaved())
    syncSoon()
    showToast(m.admin_saved({ name }))
  }
  return (
    <SelectField
      label={m.units_placeOf({ field: fieldLabel(field), firm: name })}
      labelHidden
      options={[{ value: '', label: m.form_choose() }, ...options]}
      value=""
      onChange={(id) => void choose(id)}
    />
  )
}
