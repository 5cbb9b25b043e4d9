import { MapPinPlus } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { communeName, type Park, type Reference } from '#device/people.ts'
import { parkKindLabels } from './parkKindLabels.ts'
import { ParkSheet } from './ParkSheet.tsx'

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
        <OnceReceived>
          <EmptyState text={m.admin_emptyParks()} />
        </OnceReceived>
      ) : (
        <List label={m.admin_parks()}>
          {parks.map((park) => (
            <ListRow
              key={park.id}
              title={park.name}
              text={aboutPark(park, reference)}
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
        <ParkSheet
          park={open === 'new' ? undefined : open}
          reference={reference}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}

/** «Khu công nghiệp · Phường Sông Xanh · tên cũ» */
function aboutPark({ kind, communeIds, formerNames }: Park, reference: Reference): string {
  const communes = communeIds.map((id) => communeName(reference, id))
  return dotted([parkKindLabels[kind](), ...communes, ...formerNames])
}
