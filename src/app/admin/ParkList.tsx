import { MapPinPlus } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { Toggle } from '#app/ui/Toggle.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { setPark } from '#device/parks.ts'
import type { Park, Reference } from '#device/people.ts'
import { parkKinds } from '#domain/records.ts'

type ParkKind = (typeof parkKinds)[number]

interface ParkListProps {
  readonly reference: Reference
  readonly may: boolean
}

/** Parks, clusters and zones; added and changed offline too, like everything that is recorded. */
export function ParkList({ reference, may }: ParkListProps) {
  const [open, setOpen] = useState<'new' | Park>()
  const parks = [...reference.parks.values()].toSorted((one, other) =>
    one.name.localeCompare(other.name, getLocale()),
  )
  return (
    <Section
      title={m.admin_parks()}
      actions={
        may && (
          <Button tone="primary" icon={MapPinPlus} onClick={() => setOpen('new')}>
            {m.admin_addPark()}
          </Button>
        )
      }
    >
      {parks.length === 0 ? (
        <EmptyState text={m.admin_emptyParks()} />
      ) : (
        <List label={m.admin_parks()}>
          {parks.map((park) => (
            <ListRow
              key={park.id}
              title={park.name}
              text={[kindLabels[park.kind](), ...park.formerNames].join(' · ')}
              end={
                may && (
                  <Button onClick={() => setOpen(park)} aria-label={m.admin_editOf({ name: park.name })}>
                    {m.admin_edit()}
                  </Button>
                )
              }
            >
              {park.isKey && (
                <div className="row admin-badges">
                  <Badge tone="accent">{m.admin_parkKey()}</Badge>
                </div>
              )}
            </ListRow>
          ))}
        </List>
      )}
      {open !== undefined && (
        <ParkSheet park={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </Section>
  )
}

function ParkSheet({ park, onClose }: { readonly park: Park | undefined; readonly onClose: () => void }) {
  const device = useDevice()
  const ports = usePorts()
  const [name, setName] = useState(park?.name ?? '')
  const [kind, setKind] = useState<ParkKind>(park?.kind ?? 'industrialPark')
  const [isKey, setKey] = useState(park?.isKey ?? false)
  const [former, setFormer] = useState(park?.formerNames.join('\n') ?? '')
  const [tried, setTried] = useState(false)
  const [failed, setFailed] = useState(false)
  const save = async () => {
    setTried(true)
    if (name.trim() === '') return
    // the communes of a park are kept as they are: they are chosen where firms are
    const { id, ...body } = park ?? { id: undefined, communeIds: [] }
    const saved = await setPark(device, id, { ...body, name, kind, isKey, formerNames: former.split('\n') })
    setFailed(!saved.ok)
    if (!saved.ok) return
    ports.syncSoon()
    showToast(m.admin_saved({ name }))
    onClose()
  }
  return (
    <Sheet
      open
      title={park === undefined ? m.admin_addPark() : m.admin_editPark({ name: park.name })}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={() => void save()}>
          {m.admin_save()}
        </Button>
      }
    >
      <div className="stack">
        <TextField
          label={m.admin_parkName()}
          required
          autoComplete="off"
          value={name}
          onChange={setName}
          error={tried && name.trim() === '' ? m.admin_nameNeeded() : undefined}
        />
        <Segmented<ParkKind>
          label={m.admin_parkKind()}
          layout="grid"
          options={parkKinds.map((value) => ({ value, label: kindLabels[value]() }))}
          value={kind}
          onChange={setKind}
        />
        <Toggle label={m.admin_parkKey()} hint={m.admin_parkKeyHint()} checked={isKey} onChange={setKey} />
        <TextArea
          label={m.admin_parkFormer()}
          hint={m.admin_parkFormerHint()}
          rows={2}
          value={former}
          onChange={setFormer}
        />
        {failed && <Banner tone="bad" what={m.admin_parkNotSaved()} urgent />}
      </div>
    </Sheet>
  )
}

const kindLabels: Readonly<Record<ParkKind, () => string>> = {
  industrialPark: m.admin_kind_industrialPark,
  exportZone: m.admin_kind_exportZone,
  cluster: m.admin_kind_cluster,
  economicZone: m.admin_kind_economicZone,
  outside: m.admin_kind_outside,
}
