import './settle.css'
import { useRef } from 'react'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { focusSoon } from '#app/ui/focusSoon.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { isAllowed } from '#domain/access.ts'
import { vietnamDay } from '#domain/time.ts'
import { DecidedPart } from './DecidedPart.tsx'
import { FieldConflictCard } from './FieldConflictCard.tsx'
import { HeldItemCard } from './HeldItemCard.tsx'
import { useToSettle } from './useToSettle.ts'
import { VersionsCard } from './VersionsCard.tsx'

/** `/settle`: what the server has in full and does not count, and what two people said differently. */
export function SettlePage() {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const reference = useReference()
  const found = useToSettle()
  const page = useRef<HTMLDivElement>(null)
  const settled = (words: string) => {
    syncSoon()
    showToast(words)
    // the button that was pressed goes with its card
    focusSoon(page.current, 'h1')
  }
  const person = reference?.people.get(device.identity.personId)
  const may = person !== undefined && isAllowed(person, 'held.release', vietnamDay(device.now()))
  return (
    <div ref={page}>
      <Page width="narrow">
        <PageHeader
          title={m.admin_heldData()}
          subtitle={m.settle_what()}
          back={
            may ? { href: paths.review, label: m.nav_review() } : { href: paths.admin, label: m.nav_admin() }
          }
        />
        {found !== undefined && reference !== undefined && (
          <>
            {!may && <Banner tone="info" what={m.settle_onlyLook()} />}
            {found.conflicts.length + found.held.length === 0 && (
              <OnceReceived>
                <EmptyState
                  text={m.settle_nothing()}
                  action={may && <ButtonLink href={paths.review}>{m.nav_review()}</ButtonLink>}
                />
              </OnceReceived>
            )}
            {found.conflicts.length > 0 && (
              <Section title={m.settle_conflicts()} count={found.conflicts.length}>
                {found.conflicts.map((conflict) =>
                  conflict.kind === 'field' ? (
                    <FieldConflictCard
                      key={conflict.id}
                      conflict={conflict}
                      reference={reference}
                      onSettled={settled}
                    />
                  ) : (
                    <VersionsCard
                      key={conflict.rival.revisionId}
                      conflict={conflict}
                      reference={reference}
                      may={may}
                      onSettled={settled}
                    />
                  ),
                )}
              </Section>
            )}
            {found.held.length > 0 && (
              <Section title={m.settle_held()} count={found.held.length}>
                {found.held.map((item) => (
                  <HeldItemCard
                    key={item.id}
                    item={item}
                    reference={reference}
                    may={may}
                    onSettled={settled}
                  />
                ))}
              </Section>
            )}
            <DecidedPart reference={reference} />
          </>
        )}
      </Page>
    </div>
  )
}
