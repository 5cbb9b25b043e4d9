import './firms.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { ClipboardPen, IdCard } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { NotHere } from '#app/session/NotHere.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { personName, type Reference } from '#device/people.ts'
import { permissions } from '#domain/access.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { standing } from '#domain/merge/history.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import { CallLink } from './CallLink.tsx'
import { knownWords } from './factWords.ts'
import { FirmFacts } from './FirmFacts.tsx'
import { FirmTimeline } from './FirmTimeline.tsx'
import { MergedFirms } from './MergedFirms.tsx'
import { MovedCard } from './MovedCard.tsx'
import { Notes } from './Notes.tsx'
import { NextSteps } from './NextSteps.tsx'
import { OwnerFold } from './OwnerFold.tsx'
import { readFirmPage, type FirmPageData } from './readFirmPage.ts'
import { RequestFold } from './RequestFold.tsx'
import { SameAddress } from './SameAddress.tsx'
import { TrackCard } from './TrackCard.tsx'
import { useOpenForm } from './useOpenForm.ts'
import { parkName, useReference } from './useReference.ts'

/** `/firms/:firmId` */
export function FirmPage({ firmId }: { readonly firmId: string }) {
  const device = useDevice()
  const reference = useReference()
  const found = useLiveQuery(() => readFirmPage(device, firmId), [device, firmId])
  if (found === undefined) return null
  if (found.kind === 'unknown') {
    return (
      <OnceReceived>
        <NotHere />
      </OnceReceived>
    )
  }
  const bar = <StartBar firmId={firmId} draftId={found.draftId} />
  if (found.kind === 'directory') {
    const { name, parkId, address, taxCode } = found.firm
    return (
      <div className="firm-screen">
        <Page>
          <PageHeader
            title={name}
            subtitle={dotted([address, taxCode && m.firm_taxCode({ code: taxCode })])}
            back={{ href: paths.firms, label: parkName(reference, parkId) ?? m.nav_firms() }}
            actions={<LetterLink firmId={firmId} />}
          />
          <p>{m.firm_directoryOnly()}</p>
          <SameAddress firmId={firmId} profile={{ parkId, ...(address !== undefined && { address }) }} />
        </Page>
        {bar}
      </div>
    )
  }
  return (
    <div className="firm-screen">
      <WholeFirm data={found} reference={reference} />
      {bar}
    </div>
  )
}

function WholeFirm({
  data,
  reference,
}: {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
}) {
  const { view, own } = data
  const { profile } = view
  const unitKind = textOf(profile, 'unitKind') as UnitKind | undefined
  const contact = view.own['contact']?.value as { readonly phone?: string } | undefined
  return (
    <Page>
      <PageHeader
        title={nameOf(profile)}
        subtitle={subtitleOf(data)}
        back={{ href: paths.firms, label: parkName(reference, textOf(profile, 'parkId')) ?? m.nav_firms() }}
        actions={
          <>
            <CallLink phone={contact?.phone} />
            <LetterLink firmId={view.firm.id} />
          </>
        }
      />
      <Standing data={data} reference={reference} />
      <div className="firm-columns">
        <div className="firm-column">
          <MovedCard data={data} reference={reference} />
          <TrackCard data={data} reference={reference} unitKind={unitKind} />
          <Notes overlays={own.overlays} unitKind={unitKind} />
          <NextSteps
            advice={own}
            facts={view.own}
            assignment={view.assignment}
            reference={reference}
            unitKind={unitKind}
          />
          <OwnerFold data={data} reference={reference} unitKind={unitKind} />
          <RequestFold data={data} />
          <FirmTimeline data={data} reference={reference} unitKind={unitKind} />
        </div>
        <div className="firm-column">
          <FirmFacts view={view} reference={reference} unitKind={unitKind} />
          <SameAddress firmId={view.firm.id} profile={profile} />
          <MergedFirms data={data} reference={reference} />
        </div>
      </div>
    </Page>
  )
}

/** New, whose it is, until when, whether it rests. */
function Standing({
  data,
  reference,
}: {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
}) {
  const { view, own } = data
  const assignment = standing('assignment', view.assignment)
  const pin = standing('pin', view.pin)
  const { coolDownUntil } = own.contacts
  const assignee = assignment?.personId ?? undefined
  return (
    <div className="row">
      {view.firm.status === 'proposed' && <Badge tone="info">{m.firm_proposed()}</Badge>}
      {coolDownUntil !== undefined && (
        <Badge tone="info">{m.today_onHold({ date: date(coolDownUntil) })}</Badge>
      )}
      {assignee === undefined || reference === undefined ? (
        <Badge>{m.firm_unassigned()}</Badge>
      ) : (
        <Badge>{m.firm_assignedTo({ person: personName(reference, assignee) })}</Badge>
      )}
      {assignee !== undefined && assignment?.dueOn !== undefined && (
        <Badge>{m.today_due({ date: date(assignment.dueOn) })}</Badge>
      )}
      {pin?.pinned === true && <Badge tone="accent">{m.reason_pinned({ reason: pin.reason })}</Badge>}
    </div>
  )
}

function LetterLink({ firmId }: { readonly firmId: string }) {
  return (
    <ButtonLink href={paths.letter(firmId)} icon={IdCard}>
      {m.letter_title()}
    </ButtonLink>
  )
}

function StartBar({ firmId, draftId }: { readonly firmId: string; readonly draftId: string | undefined }) {
  const { roles } = useDevice().identity
  const { start } = useOpenForm()
  const maySurvey = permissions['visit.submit'].some((role) => roles.some((own) => own === role))
  if (!maySurvey) return null
  return (
    <ActionBar>
      {draftId === undefined ? (
        <Button tone="primary" icon={ClipboardPen} onClick={() => void start(firmId)}>
          {m.visit_start()}
        </Button>
      ) : (
        <ButtonLink tone="primary" icon={ClipboardPen} href={paths.visit(draftId)}>
          {m.visit_continue()}
        </ButtonLink>
      )}
    </ActionBar>
  )
}

/** «MST 9900001034 · 100% vốn nước ngoài · 1.250 lao động» */
function subtitleOf({ view }: FirmPageData): string {
  const taxCode = textOf(view.profile, 'taxCode')
  const group = textOf(view.profile, 'ownershipGroup')
  const workers = view.own['headcountTotal']
  return dotted([
    taxCode && m.firm_taxCode({ code: taxCode }),
    group && knownWords('ownershipGroup', group),
    workers &&
      m.reason_headcount({
        count: knownWords('headcountTotal', workers.value, { precision: workers.precision }),
      }),
  ])
}

function date(on: string): string {
  return formatDate(on, getLocale())
}
