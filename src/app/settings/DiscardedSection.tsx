import { useLiveQuery } from 'dexie-react-hooks'
import { Undo2 } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { showToast } from '#app/ui/toasts.ts'
import type { Device } from '#device/device.ts'
import { readDrafts, restoreDraft } from '#device/drafts.ts'
import { readFirmList } from '#device/firmList.ts'

/** Visits thrown away in the last 30 days, each to be taken back. */
export function DiscardedSection() {
  const device = useDevice()
  const discarded = useLiveQuery(() => readDiscarded(device), [device])
  const takeBack = async (visitId: string) => {
    const restored = await restoreDraft(device, visitId)
    showToast(restored.ok ? m.discarded_takenBack() : m.failure_storageFull_do())
  }
  return (
    <Section title={m.discarded_title()} note={m.discarded_note()}>
      {discarded?.length === 0 && <EmptyState text={m.discarded_none()} />}
      {discarded !== undefined && discarded.length > 0 && (
        <List label={m.discarded_title()}>
          {discarded.map(({ visitId, firmName, discardedAt }) => (
            <ListRow
              key={visitId}
              title={firmName ?? m.firm_notHere()}
              text={m.discarded_at({ time: formatDateTime(new Date(discardedAt), getLocale()) })}
              end={
                <Button icon={Undo2} onClick={() => void takeBack(visitId)}>
                  {m.discarded_takeBack()}
                </Button>
              }
            />
          ))}
        </List>
      )}
    </Section>
  )
}

async function readDiscarded(device: Device) {
  const drafts = await readDrafts(device, { discarded: true })
  if (drafts.length === 0) return []
  const names = new Map((await readFirmList(device)).map(({ id, name }) => [id, name]))
  return drafts.map(({ visitId, firmId, discardedAt = 0 }) => ({
    visitId,
    discardedAt,
    firmName: names.get(firmId),
  }))
}
