import { useLiveQuery } from 'dexie-react-hooks'
import { Network } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { FirmsBehind, FirmsFigure, type Behind } from '#app/overview/FirmsBehind.tsx'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readNames } from '#device/names.ts'
import type { Reference } from '#device/people.ts'
import { organisationKinds, type OrganisationKind } from '#domain/organisation.ts'
import type { OrganisationRecord } from '#domain/records.ts'
import { nameOn, organisationsOn, parentsOn } from '#domain/units.ts'
import { OrganisationSheet } from './OrganisationSheet.tsx'
import { organisationKindWords } from './organisationWords.ts'

interface OrganisationPartProps {
  readonly reference: Reference
  /** Whether this person may add and change organisations. */
  readonly may: boolean
}

/** Organisations of several firms and those above them, each once, as they are today. */
export function OrganisationPart({ reference, may }: OrganisationPartProps) {
  const device = useDevice()
  const { units, today } = reference
  const [open, setOpen] = useState<'new' | OrganisationRecord>()
  const [behind, setBehind] = useState<Behind>()
  const all = organisationsOn(units, today)
  const firmIds = all.flatMap((organisation) => organisation.firmIds)
  const names = useLiveQuery(() => readNames(device, firmIds), [device, firmIds.join()])
  const kinds = organisationKinds.filter((kind) => all.some((one) => one.kind === kind))
  const ofKind = (kind: OrganisationKind) =>
    all
      .filter((one) => one.kind === kind)
      .toSorted((one, other) => one.name.localeCompare(other.name, getLocale()))
  return (
    <Section
      title={m.organisation_title()}
      actions={
        may && (
          <Button tone="primary" icon={Network} onClick={() => setOpen('new')}>
            {m.organisation_add()}
          </Button>
        )
      }
    >
      <p>{m.organisation_text({ date: formatDate(today, getLocale()) })}</p>
      {all.length === 0 && (
        <OnceReceived>
          <EmptyState text={m.organisation_empty()} />
        </OnceReceived>
      )}
      {kinds.map((kind) => (
        <div key={kind} className="stack">
          <h3>{organisationKindWords(kind)}</h3>
          <List label={organisationKindWords(kind)}>
            {ofKind(kind).map((one) => (
              <ListRow
                key={one.id}
                title={one.name}
                text={
                  <>
                    <div>{m.organisation_parentOf({ name: parentName(reference, one.id) })}</div>
                    <div className="organisation-firms">
                      {m.nav_firms()}:{' '}
                      <FirmsFigure title={one.name} firmIds={one.firmIds} onOpen={setBehind} />
                    </div>
                  </>
                }
                end={
                  may &&
                  units.organisations.has(one.id) && (
                    <Button onClick={() => setOpen(one)} aria-label={m.admin_editOf({ name: one.name })}>
                      {m.admin_edit()}
                    </Button>
                  )
                }
              />
            ))}
          </List>
        </div>
      ))}
      {open !== undefined && (
        <OrganisationSheet
          organisation={open === 'new' ? undefined : open}
          reference={reference}
          onClose={() => setOpen(undefined)}
        />
      )}
      {behind !== undefined && (
        <FirmsBehind {...behind} names={names ?? new Map()} onClose={() => setBehind(undefined)} />
      )}
    </Section>
  )
}

function parentName({ units, today }: Reference, id: string): string {
  const names = parentsOn(units, { thing: 'organisation', id }, today).map(
    (parent) => nameOn(units, { thing: 'organisation', id: parent }, today) ?? '—',
  )
  return names.join(', ') || '—'
}
