import './visit.css'
import { useCallback, useEffect, Suspense, useRef, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { showToast } from '#app/ui/toasts.ts'
import type { Device } from '#device/device.ts'
import { restoreDraft } from '#device/drafts.ts'
import { openFirmOrCard, type FirmView } from '#device/firmView.ts'
import { openVisit, type OpenVisit } from '#device/visits.ts'
import { readRecord } from '#device/view.ts'
import { isConfirmed } from '#domain/draft.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { useDevice } from '#app/ports.tsx'
import { paths } from '#app/paths.ts'
import { loadRest, Result } from './later.ts'
import { useDraftLock } from './useDraftLock.ts'
import { VisitForm } from './VisitForm.tsx'

/** `/visits/:visitId`: the form while it is in hand, afterwards what came of it. */
export function VisitPage({ visitId }: { readonly visitId: string }) {
  return <OneVisit key={visitId} visitId={visitId} />
}

type Found =
  | { readonly kind: 'form'; readonly open: OpenVisit; readonly readOnly: boolean }
  | { readonly kind: 'completed'; readonly view: FirmView }
  | { readonly kind: 'discarded'; readonly open: OpenVisit }
  | { readonly kind: 'unknown' }

function OneVisit({ visitId }: { readonly visitId: string }) {
  const device = useDevice()
  const [, navigate] = useLocation()
  const flush = useRef<() => Promise<unknown>>(undefined)
  const letGo = useCallback(async () => void (await flush.current?.()), [])
  const { lock, takeOver } = useDraftLock(visitId, letGo)
  const { found, findAgain } = useFound(device, visitId, lock)
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
function useFound(device: Device, visitId: string, lock: ReturnType<typeof useDraftLock>['lock']) {
  const [found, setFound] = useState<Found>()
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    if (lock === 'waiting') return
    let left = false
    void find(device, visitId, lock === 'elsewhere').then((read) => left || setFound(read))
    return () => {
      left = true
    }
  }, [device, visitId, lock, asked])
  const findAgain = useCallback(() => setAsked((times) => times + 1), [])
  return { found, findAgain }
}

async function find(device: Device, visitId: string, readOnly: boolean): Promise<Found> {
  const open = await openVisit(device, visitId)
  if (open?.draft.discardedAt !== undefined) return { kind: 'discarded', open }
  if (open !== undefined) {
    // a form in its middle appears whole, on the question in hand
    if (isConfirmed(open.draft.form.answers, 'outcome')) await loadRest()
    return { kind: 'form', open, readOnly }
  }
  const visit = await readRecord<VisitRecord>(device, 'visit', visitId)
  const view = visit && (await openFirmOrCard(device, visit.firmId))
  return view === undefined ? { kind: 'unknown' } : { kind: 'completed', view }
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
