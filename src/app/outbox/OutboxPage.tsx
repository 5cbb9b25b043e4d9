import './outbox.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Send } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { StorageLowBanner } from '#app/settings/StorageLowBanner.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { List } from '#app/ui/ListRow.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { isPractice } from '#device/practice/isPractice.ts'
import { readOutboxView, type OutboxView } from '#device/outboxView.ts'
import { BackupSection } from './BackupSection.tsx'
import { DamagedCard } from './DamagedCard.tsx'
import { EndOfDay } from './EndOfDay.tsx'
import { HeldCard } from './HeldCard.tsx'
import { OutboxRow } from './OutboxRow.tsx'
import { PhotosSection } from './PhotosSection.tsx'
import { RoadBanner } from './RoadBanner.tsx'
import { useRoadStatus } from './roadStatus.tsx'

/** `/outbox`: what is on this device only, what the server has, and what it keeps apart. */
export function OutboxPage() {
  const device = useDevice()
  const { syncNow } = usePorts()
  const { photos } = useRoadStatus()
  const view = useLiveQuery(() => readOutboxView(device), [device])
  const send = () => {
    syncNow()
    if (view?.waiting.length === 0 && photos === 0) showToast(m.outbox_nothingWaits())
  }
  return (
    <div className="outbox-screen">
      <Page width="narrow">
        <PageHeader title={m.nav_outbox()} />
        <RoadBanner />
        <StorageLowBanner />
        {view !== undefined && <Items view={view} />}
        {!isPractice(device) && <BackupSection />}
      </Page>
      <ActionBar>
        <Button tone="primary" icon={Send} onClick={send}>
          {m.outbox_sendNow()}
        </Button>
      </ActionBar>
    </div>
  )
}

function Items({ view }: { readonly view: OutboxView }) {
  const { held, discarded, storedToday } = view
  const damaged = view.waiting.filter((item) => item.isDamaged === true)
  const waiting = view.waiting.filter((item) => item.isDamaged !== true)
  const { running, total, online } = useRoadStatus()
  const isSending = running && total > 0 && online
  return (
    <>
      <EndOfDay day={view.today} />
      {damaged.length > 0 && (
        <Section title={m.outbox_damaged()} count={damaged.length}>
          {damaged.map((item) => (
            <DamagedCard key={item.operationId} item={item} />
          ))}
        </Section>
      )}
      <Section title={m.outbox_waiting()} count={waiting.length}>
        {waiting.length === 0 ? (
          <EmptyState text={m.outbox_nothingWaits()} />
        ) : (
          <List label={m.outbox_waiting()}>
            {waiting.map((item) => (
              <OutboxRow key={item.operationId} item={item} isSending={isSending} />
            ))}
          </List>
        )}
      </Section>
      <PhotosSection />
      {held.length > 0 && (
        <Section title={m.outbox_held()} count={held.length}>
          {held.map((item) => (
            <HeldCard key={item.operationId} item={item} />
          ))}
        </Section>
      )}
      {discarded.length > 0 && (
        <Section title={m.outbox_discarded()} count={discarded.length}>
          <List label={m.outbox_discarded()}>
            {discarded.map((item) => (
              <OutboxRow key={item.operationId} item={item} isSending={false} />
            ))}
          </List>
        </Section>
      )}
      {storedToday.length > 0 && (
        <Section title={m.outbox_storedToday()} count={storedToday.length}>
          <List label={m.outbox_storedToday()}>
            {storedToday.map((item) => (
              <OutboxRow key={item.operationId} item={item} isSending={false} />
            ))}
          </List>
        </Section>
      )}
    </>
  )
}
