import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { BackupSection } from '#app/outbox/BackupSection.tsx'
import { momentWords } from '#app/outbox/statusLine.ts'
import { VisitStateBadge } from '#app/outbox/VisitStateBadge.tsx'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { readOwnVisits } from '#device/ownVisits.ts'
import type { Sentinel } from '#device/sentinel.ts'
import { lostWords } from './lostWords.ts'

interface StorageLostPageProps {
  /** How this device stood when it last took note. */
  readonly lost: Sentinel
  readonly onSeen: () => void
}

/** The browser has cleared what this person had here: what may be lost, what the server has, how to get it back. */
export function StorageLostPage({ lost, onSeen }: StorageLostPageProps) {
  const device = useDevice()
  const visits = useLiveQuery(() => readOwnVisits(device, 30), [device])
  return (
    <>
      <Page width="narrow">
        <PageHeader title={m.failure_storageEvicted_title()} />
        <Banner
          tone="bad"
          urgent
          what={m.failure_storageEvicted_what()}
          safe={lostWords(lost)}
          todo={m.failure_storageEvicted_do()}
        />
        <p className="muted">
          {m.failure_storageEvicted_since({ time: momentWords(lost.notedAt, device.now()) })}{' '}
          {m.failure_storageEvicted_afterwards()}
        </p>
        <BackupSection />
        <Section title={m.failure_storageEvicted_listTitle()} count={visits?.length}>
          {visits === undefined || visits.length === 0 ? (
            <EmptyState text={m.failure_storageEvicted_listLoading()} />
          ) : (
            <List label={m.failure_storageEvicted_listTitle()}>
              {visits.map(({ visit, firmName, occurredAt, stored }) => (
                <ListRow
                  key={visit.id}
                  href={paths.firm(visit.firmId)}
                  title={firmName ?? m.firm_notHere()}
                  text={formatDateTime(new Date(occurredAt), getLocale())}
                >
                  <div className="row">
                    <VisitStateBadge visit={visit} stored={stored} />
                  </div>
                </ListRow>
              ))}
            </List>
          )}
        </Section>
      </Page>
      <ActionBar>
        <Button tone="primary" onClick={onSeen}>
          {m.failure_storageEvicted_goOn()}
        </Button>
      </ActionBar>
    </>
  )
}
