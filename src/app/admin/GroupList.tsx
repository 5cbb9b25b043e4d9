import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { parkOptions } from '#app/firms/parkOptions.ts'
import { parkName } from '#app/firms/useReference.ts'
import { usePorts } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Chips } from '#app/ui/Chips.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { Section } from '#app/ui/Section.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import type { Reference } from '#device/people.ts'
import type { WorkingGroupRecord } from '#domain/records.ts'
import { useServerSave } from './useServerSave.ts'

interface GroupListProps {
  readonly reference: Reference
  readonly may: boolean
  readonly isOnline: boolean
}

/** Working groups, the parks they look after, and who is in them. */
export function GroupList({ reference, may, isOnline }: GroupListProps) {
  const [open, setOpen] = useState<'new' | WorkingGroupRecord>()
  const groups = reference.groups.toSorted((one, other) => one.name.localeCompare(other.name, getLocale()))
  return (
    <Section
      title={m.admin_groups()}
      actions={
        may && (
          <Button tone="primary" icon={UsersRound} disabled={!isOnline} onClick={() => setOpen('new')}>
            {m.admin_addGroup()}
          </Button>
        )
      }
    >
      {groups.length === 0 ? (
        <OnceReceived>
          <EmptyState text={m.admin_emptyGroups()} />
        </OnceReceived>
      ) : (
        <List label={m.admin_groups()}>
          {groups.map((group) => (
            <ListRow
              key={group.id}
              title={group.name}
              text={
                <>
                  <div>{parkNames(group, reference)}</div>
                  <div>{memberNames(group, reference)}</div>
                </>
              }
              end={
                may &&
                isOnline && (
                  <Button onClick={() => setOpen(group)} aria-label={m.admin_editOf({ name: group.name })}>
                    {m.admin_edit()}
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
      {open !== undefined && (
        <GroupSheet
          group={open === 'new' ? undefined : open}
          reference={reference}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}

interface GroupSheetProps {
  readonly group: WorkingGroupRecord | undefined
  readonly reference: Reference
  readonly onClose: () => void
}

function GroupSheet({ group, reference, onClose }: GroupSheetProps) {
  const ports = usePorts()
  const [name, setName] = useState(group?.name ?? '')
  const [parkIds, setParkIds] = useState<readonly string[]>(group?.parkIds ?? [])
  const [tried, setTried] = useState(false)
  const [saving, refused, save] = useServerSave(name, onClose)
  const parks = parkOptions(reference)
  const send = () => {
    setTried(true)
    const kept = name.normalize('NFC').trim()
    if (kept === '') return
    save(() => ports.setWorkingGroup({ workingGroupId: group?.id, name: kept, parkIds }))
  }
  return (
    <SaveSheet
      title={group === undefined ? m.admin_addGroup() : m.admin_editGroup({ name: group.name })}
      onSave={send}
      onClose={onClose}
      busy={saving}
      failed={refused?.words}
    >
      <TextField
        label={m.admin_groupName()}
        required
        autoComplete="off"
        value={name}
        onChange={setName}
        error={tried && name.trim() === '' ? m.admin_nameNeeded() : undefined}
      />
      {parks.length === 0 ? (
        <EmptyState text={m.admin_noParks()} />
      ) : (
        <Chips label={m.admin_groupParks()} options={parks} value={parkIds} onChange={setParkIds} />
      )}
    </SaveSheet>
  )
}

function parkNames({ parkIds }: WorkingGroupRecord, reference: Reference): string {
  return parkIds.map((id) => parkName(reference, id) ?? '—').join(', ')
}

function memberNames({ id }: WorkingGroupRecord, { people }: Reference): string {
  const names = [...people.values()]
    .filter(({ workingGroupId, active }) => active && workingGroupId === id)
    .map(({ displayName }) => displayName)
    .toSorted((one, other) => one.localeCompare(other, getLocale()))
  return names.length === 0 ? m.admin_noGroupMembers() : m.admin_groupMembers({ names: names.join(', ') })
}
