import './daySheet.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Printer } from 'lucide-react'
import { priorityWords } from '#app/firms/adviceWords.ts'
import { appointmentWords } from '#app/firms/planWords.ts'
import { parkName, useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { NotHere } from '#app/session/NotHere.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable, type Column } from '#app/ui/DataTable.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDate, formatNumber, formatWeekday } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import type { Reference } from '#device/people.ts'
import { readWork, type PlannedFirm } from '#device/planList.ts'
import { vietnamDay } from '#domain/time.ts'

/** `/plan/:personId`: on paper, where one member goes and why. No number of members stands on it. */
export function DaySheetPage({ personId }: { readonly personId: string }) {
  const device = useDevice()
  const reference = useReference()
  const work = useLiveQuery(() => readWork(device, personId), [device, personId])
  if (reference === undefined || work === undefined) return null
  const person = reference.people.get(personId)
  if (person === undefined) {
    return (
      <OnceReceived>
        <NotHere />
      </OnceReceived>
    )
  }
  const day = formatWeekday(vietnamDay(device.now()), getLocale())
  return (
    <Page>
      <PageHeader
        title={m.sheet_title({ person: person.displayName })}
        subtitle={dotted([day, reference.unit?.name])}
        back={{ href: paths.plan, label: m.nav_plan() }}
        actions={
          <Button tone="primary" icon={Printer} disabled={work.length === 0} onClick={() => print()}>
            {m.sheet_print()}
          </Button>
        }
      />
      <DataTable
        caption={m.sheet_title({ person: person.displayName })}
        captionHidden
        columns={columnsOf(reference)}
        rows={work.map((firm, index) => ({ n: index + 1, firm }))}
        rowKey={({ firm }) => firm.card.id}
        empty={
          <EmptyState
            text={m.sheet_none({ person: person.displayName })}
            action={<ButtonLink href={paths.plan}>{m.nav_plan()}</ButtonLink>}
          />
        }
      />
    </Page>
  )
}

interface Row {
  readonly n: number
  readonly firm: PlannedFirm
}

function columnsOf(reference: Reference): readonly [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'firm',
      header: m.sheet_firm(),
      cell: ({ n, firm: { card } }) => (
        <>
          <strong>
            {formatNumber(n, getLocale())}. {card.name}
          </strong>
          <div className="small sheet-place">{dotted([parkName(reference, card.parkId), card.address])}</div>
        </>
      ),
    },
    {
      key: 'why',
      header: m.firm_track(),
      cell: ({ firm: { key, row } }) => (
        <div className="sheet-why">
          {trackLabel(row)}
          <div className="small muted">{priorityWords(key)}</div>
        </div>
      ),
    },
    {
      key: 'due',
      header: m.plan_due(),
      cell: ({ firm: { card, advice } }) => (
        <>
          {card.dueOn !== undefined && <div>{formatDate(card.dueOn, getLocale())}</div>}
          {advice.appointment !== undefined && (
            <div className="small">{m.sheet_appointment({ time: appointmentWords(advice.appointment) })}</div>
          )}
        </>
      ),
    },
    // room to write in
    { key: 'notes', header: m.detail_notes(), cell: () => null },
  ]
}
