import './visit.css'
import { useCallback, Suspense, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { showToast } from '#app/ui/toasts.ts'
import type { Device } from '#device/device.ts'
import { restoreDraft } from '#device/drafts.ts'
import { useDevice } from '#app/ports.tsx'
import { paths } from '#app/paths.ts'
import { findVisit, type Found } from './findVisit.ts'
import { takeFirstVisit } from './firstVisit.ts'
import { Result } from './later.ts'
import { useDraftLock, type DraftLock } from './useDraftLock.ts'
import { VisitForm } from './VisitForm.tsx'

/** `/visits/:visitId`: the form while it is in hand, afterwards what came of it. */
export function VisitPage({ visitId }: { readonly visitId: string }) {
  return <OneVisit key={visitId} visitId={visitId} />
}

function OneVisit({ visitId }: { readonly visitId: string }) {
  const device = useDevice()
  const [, navigate] = useLocation()
  const flush = useRef<() => Promise<unknown>>(undefined)
  const letGo = useCallback(async () => void (await flush.current?.()), [])
  const [first] = useState(() => takeFirstVisit(device, visitId))
  const { lock, takeOver } = useDraftLock(visitId, letGo, first?.lock)
  const { found, findAgain } = useFound(device, visitId, lock, first?.found)
  const noteOpened = useCallback((flushNow: () => Promise<unknown>) => {
    flush.current = flushNow
  }, [])
  const noteDiscarded = () => {
    const undo = () => void restoreDraft(device, visitId).then(() => navigate(paths.visit(visitId)))
    showToast(m.form_discarded(), { label: m.form_takeBack(), run: undo })
    navigate(paths.today)
  }

  if (found === undefined) return null
  if (found.kind === 'completed') {
    return (
      <Suspense>
        <Result view={found.view} />
      </Suspense>
    )
  }
  if (found.kind === 'discarded') {
    return (
      <Notice title={m.form_isDiscarded()} text={m.form_discardNote()}>
        <Button tone="primary" onClick={() => void restoreDraft(device, visitId).then(findAgain)}>
          {m.form_takeBack()}
        </Button>
      </Notice>
    )
  }
  if (found.kind === 'unknown') {
    return (
      <Notice title={m.form_notHere()} text={m.form_notHereText()}>
        <ButtonLink tone="primary" href={paths.today}>
          {m.nav_today()}
        </ButtonLink>
      </Notice>
    )
  }
  return (
    <>
      {found.readOnly && (
        <Banner
          tone="warn"
          what={m.form_openElsewhere()}
          safe={m.form_openElsewhereSafe()}
          actions={
            <Button tone="primary" onClick={() => void takeOver()}>
              {m.form_takeOver()}
            </Button>
          }
        />
      )}
      <VisitForm
        key={found.readOnly ? 'reading' : 'writing'}
        open={found.open}
        readOnly={found.readOnly}
        onCompleted={findAgain}
        onDiscarded={noteDiscarded}
        onOpened={noteOpened}
      />
    </>
  )
}

/** What is on this device under the visit's id, read once the lock says who may write. */
function useFound(device: Device, visitId: string, lock: DraftLock, first: Found | undefined) {
  const [found, setFound] = useState(first)
  const [asked, setAsked] = useState(0)
  const isRead = useRef(first !== undefined)
  useLayoutEffect(() => {
    const wasRead = isRead.current
    isRead.current = false
    if (lock === 'waiting' || wasRead) return
    let left = false
    void findVisit(device, visitId, lock === 'elsewhere').then((read) => left || setFound(read))
    return () => {
      left = true
    }
  }, [device, visitId, lock, asked])
  const findAgain = useCallback(() => setAsked((times) => times + 1), [])
  return { found, findAgain }
}

function Notice(props: { readonly title: string; readonly text: string; readonly children: ReactNode }) {
  return (
    <Page width="narrow">
      <PageHeader title={props.title} />
      <p>{props.text}</p>
      <div className="row">{props.children}</div>
    </Page>
  )
}
