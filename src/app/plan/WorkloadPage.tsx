import './workload.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { ArrowRightLeft, Printer } from 'lucide-react'
import { useState } from 'react'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { FirmsBehind, FirmsFigure, type Behind } from '#app/overview/FirmsBehind.tsx'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable, type Column } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { personName, type Reference } from '#device/people.ts'
import { readWorkloads, type Workload, type Workloads } from '#device/workload.ts'
import { isAllowed } from '#domain/access.ts'
import { vietnamDay } from '#domain/time.ts'
import { HandOverSheet } from './HandOverSheet.tsx'
import { membersByName } from './members.ts'

/** `/plan/members`: who has what to do, by name, and who takes it over from whom. */
export function WorkloadPage() {
  const device = useDevice()
  const reference = useReference()
  const workloads = useLiveQuery(() => readWorkloads(device), [device])
  const [behind, setBehind] = useState<Behind>()
  const [from, setFrom] = useState<string>()
  const person = reference?.people.get(device.identity.personId)
  const may = person !== undefined && isAllowed(person, 'assignment.set', vietnamDay(device.now()))
  return (
    <Page>
      <PageHeader
        title={m.workload_title()}
        subtitle={m.workload_subtitle()}
        back={{ href: paths.plan, label: m.nav_plan() }}
      />
      {workloads !== undefined && reference !== undefined && (
        <OnceReceived>
          <DataTable
            caption={m.workload_title()}
            captionHidden
            columns={columnsOf(reference, setBehind, may ? setFrom : undefined)}
            rows={rowsOf(reference, workloads)}
            rowKey={({ personId }) => personId}
            empty={<EmptyState text={m.plan_noMembers()} />}
          />
        </OnceReceived>
      )}
      {behind !== undefined && workloads !== undefined && (
        <FirmsBehind {...behind} names={workloads.names} onClose={() => setBehind(undefined)} />
      )}
      {from !== undefined && reference !== undefined && workloads !== undefined && (
        <HandOverSheet
          personId={from}
          workloads={workloads}
          reference={reference}
          onClose={() => setFrom(undefined)}
        />
      )}
    </Page>
  )
}

/** Everybody who can be sent, and whoever still has something; by name. */
function rowsOf(reference: Reference, { byPerson }: Workloads): readonly Workload[] {
  const nothing = { firmIds: [], helpsIds: [], overdueIds: [], dueIds: [], appointmentIds: [] }
  const all = new Set([...membersByName(reference).map(({ id }) => id), ...byPerson.keys()])
  return Array.from(all, (personId) => byPerson.get(personId) ?? { personId, ...nothing }).toSorted(
    (one, other) =>
      personName(reference, one.personId).localeCompare(personName(reference, other.personId), getLocale()),
  )
}

function columnsOf(
  reference: Reference,
  onOpen: (behind: Behind) => void,
  onHandOver: ((personId: string) => void) | undefined,
): readonly [Column<Workload>, ...Column<Workload>[]] {
  const nameOf = ({ personId }: Workload) => personName(reference, personId)
  const figure = (key: string, header: string, idsOf: (row: Workload) => readonly string[]) => ({
    key,
    header,
    align: 'end' as const,
    cell: (row: Workload) => (
      <FirmsFigure title={`${nameOf(row)}: ${header}`} firmIds={idsOf(row)} onOpen={onOpen} />
    ),
  })
  return [
    { key: 'person', header: m.plan_member(), cell: nameOf },
    figure('firms', m.nav_firms(), ({ firmIds }) => firmIds),
    figure('helps', m.workload_helps(), ({ helpsIds }) => helpsIds),
    figure('overdue', m.workload_overdue(), ({ overdueIds }) => overdueIds),
    figure('due', m.workload_due(), ({ dueIds }) => dueIds),
    figure('appointments', m.workload_appointments(), ({ appointmentIds }) => appointmentIds),
    {
      key: 'actions',
      header: m.workload_actions(),
      cell: (row) =>
        row.firmIds.length + row.helpsIds.length > 0 && (
          <div className="row workload-actions">
            <ButtonLink href={paths.daySheet(row.personId)} icon={Printer}>
              {m.workload_sheet()}
              <span className="visually-hidden"> {nameOf(row)}</span>
            </ButtonLink>
            {onHandOver !== undefined && (
              <Button
                icon={ArrowRightLeft}
                aria-label={m.handOver_of({ person: nameOf(row) })}
                onClick={() => onHandOver(row.personId)}
              >
                {m.handOver_open()}
              </Button>
            )}
          </div>
        ),
    },
  ]
}
