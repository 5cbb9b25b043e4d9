import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { rolesWords } from '#app/session/roleWords.ts'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { dotted } from '#app/ui/dotted.ts'
import type { Reference } from '#device/people.ts'
import type { PersonRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import { leadsOn, PersonSheet } from './PersonSheet.tsx'

interface PeopleListProps {
  readonly reference: Reference
  readonly may: boolean
  readonly isOnline: boolean
}

/** Everybody by name; those who left stay listed, last. */
export function PeopleList({ reference, may, isOnline }: PeopleListProps) {
  const [open, setOpen] = useState<'new' | PersonRecord>()
  const people = [...reference.people.values()].toSorted(
    (one, other) =>
      Number(other.active) - Number(one.active) ||
      one.displayName.localeCompare(other.displayName, getLocale()),
  )
  return (
    <Section
      title={m.admin_people()}
      actions={
        may && (
          <Button tone="primary" icon={UserRoundPlus} disabled={!isOnline} onClick={() => setOpen('new')}>
            {m.admin_addPerson()}
          </Button>
        )
      }
    >
      {people.length === 0 ? (
        <OnceReceived>
          <EmptyState text={m.admin_emptyPeople()} />
        </OnceReceived>
      ) : (
        <List label={m.admin_people()}>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              reference={reference}
              onEdit={may && isOnline ? () => setOpen(person) : undefined}
            />
          ))}
        </List>
      )}
      {open !== undefined && (
        <PersonSheet
          person={open === 'new' ? undefined : open}
          groups={reference.groups}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}

interface PersonRowProps {
  readonly person: PersonRecord
  readonly reference: Reference
  readonly onEdit: (() => void) | undefined
}

function PersonRow({ person, reference, onEdit }: PersonRowProps) {
  const today = vietnamDay(useDevice().now())
  const group = reference.groups.find(({ id }) => id === person.workingGroupId)
  return (
    <ListRow
      title={person.displayName}
      text={dotted([person.username, rolesWords(person.roles), group?.name])}
      end={
        onEdit && (
          <Button onClick={onEdit} aria-label={m.admin_editOf({ name: person.displayName })}>
            {m.admin_edit()}
          </Button>
        )
      }
    >
      {(leadsOn(person, today) || !person.active) && (
        <div className="row admin-badges">
          {leadsOn(person, today) && <Badge tone="accent">{m.admin_leads()}</Badge>}
          {!person.active && <Badge>{m.admin_inactive()}</Badge>}
        </div>
      )}
    </ListRow>
  )
}
