import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { Toggle } from '#app/ui/Toggle.tsx'
import { setPark, type ParkBody } from '#device/parks.ts'
import type { Park, Reference } from '#device/people.ts'
import { parkKinds } from '#domain/records.ts'
import { ParkCommunes } from './ParkCommunes.tsx'
import { parkKindLabels } from './parkKindLabels.ts'

interface ParkSheetProps {
  /** Undefined for a new one. */
  readonly park: Park | undefined
  readonly reference: Reference
  readonly onClose: () => void
}

const emptyPark: ParkBody = {
  name: '',
  kind: 'industrialPark',
  isKey: false,
  formerNames: [],
  communeIds: [],
}

export function ParkSheet({ park, reference, onClose }: ParkSheetProps) {
  const device = useDevice()
  const ports = usePorts()
  // as it was said: what a reorganisation made of it is not written back
  const said = reference.saidParks.get(park?.id ?? '') ?? park
  const [body, setBody] = useState<ParkBody>(() => bodyOf(said))
  const [former, setFormer] = useState(body.formerNames.join('\n'))
  const [tried, setTried] = useState(false)
  const [failed, setFailed] = useState(false)
  const change = (changes: Partial<ParkBody>) => setBody((before) => ({ ...before, ...changes }))
  const isNameless = body.name.trim() === ''
  const save = async () => {
    setTried(true)
    if (isNameless) return
    const saved = await setPark(device, park?.id, { ...body, formerNames: former.split('\n') })
    setFailed(!saved.ok)
    if (!saved.ok) return
    ports.syncSoon()
    showToast(m.admin_saved({ name: body.name }))
    onClose()
  }
  return (
    <SaveSheet
      title={park === undefined ? m.admin_addPark() : m.admin_editPark({ name: park.name })}
      onSave={() => void save()}
      onClose={onClose}
      failed={failed ? m.admin_parkNotSaved() : undefined}
    >
      <TextField
        label={m.admin_parkName()}
        required
        autoComplete="off"
        value={body.name}
        onChange={(name) => change({ name })}
        error={tried && isNameless ? m.admin_nameNeeded() : undefined}
      />
      <Segmented
        label={m.admin_parkKind()}
        layout="grid"
        options={parkKinds.map((value) => ({ value, label: parkKindLabels[value]() }))}
        value={body.kind}
        onChange={(kind) => change({ kind })}
      />
      <ParkCommunes
        communeIds={body.communeIds}
        reference={reference}
        onChange={(communeIds) => change({ communeIds })}
      />
      <Toggle
        label={m.admin_parkKey()}
        hint={m.admin_parkKeyHint()}
        checked={body.isKey}
        onChange={(isKey) => change({ isKey })}
      />
      <TextArea
        label={m.admin_parkFormer()}
        hint={m.admin_parkFormerHint()}
        rows={2}
        value={former}
        onChange={setFormer}
      />
    </SaveSheet>
  )
}

function bodyOf(park: Park | undefined): ParkBody {
  if (park === undefined) return emptyPark
  const { id: _id, ...body } = park
  return body
}
