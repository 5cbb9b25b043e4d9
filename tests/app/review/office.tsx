import 'fake-indexeddb/auto'
import { act, configure, render } from '@testing-library/preact'
import { vi } from 'vitest'
import { Route } from 'wouter'
import { AdminPage } from '#app/admin/AdminPage.tsx'
import { paths, patterns } from '#app/paths.ts'
import { MapPage } from '#app/map/MapPage.tsx'
import { OverviewPage } from '#app/overview/OverviewPage.tsx'
import { PlanPage } from '#app/plan/PlanPage.tsx'
import { DeviceContext, PortsContext, type Ports } from '#app/ports.tsx'
import { ReviewPage } from '#app/review/ReviewPage.tsx'
import { ReportsPage } from '#app/reports/ReportsPage.tsx'
import { TargetsPage } from '#app/targets/TargetsPage.tsx'
import { ToastRegion } from '#app/ui/ToastRegion.tsx'
import { openDevice, type Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import type { SyncChange } from '#domain/change.ts'
import { makeId } from '#domain/ids.ts'
import type { FirmRecord, HistoryRecord, PersonRecord } from '#domain/records.ts'
import type { VisitRecord, VisitRevision } from '#domain/visit.ts'
import { listsHere } from '../../support/lists.ts'
import { createTestWorld } from '../../support/testWorld.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'

configure({ asyncUtilTimeout: 8_000 })
vi.setConfig({ testTimeout: 20_000 })
installNativeDialog()

export function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

const unitId = id(1)
const parkId = id(10)
const groupId = id(11)

export const people = {
  binh: person(31, 'binh', 'Bình', ['surveyor']),
  chi: person(32, 'chi', 'Chi', ['surveyor']),
  minh: person(33, 'minh', 'Minh', ['supervisor', 'surveyor']),
  quantri: person(34, 'quantri', 'Quản trị', ['administrator']),
} as const
export type Username = keyof typeof people

/** Firms by a short name; `Mới` was added by a surveyor and is not approved. */
export const firms = { dệt: id(21), nhựa: id(22), gốm: id(23), mới: id(24) } as const

/** Somebody of the office on 21/11/2026, with what the server would have sent: two approved visits, and these. */
export async function openOffice(
  username: Username,
  visits: readonly VisitRecord[] = [],
  others: readonly SyncChange[] = [],
): Promise<Device> {
  const world = createTestWorld({ seed: Math.floor(performance.now() * 1000) })
  const { id: personId, displayName, roles } = people[username]
  const newId = () => makeId(world.now(), world.randomBytes)
  const device = await openDevice(
    {
      enrolmentId: newId(),
      deviceId: newId(),
      unitId,
      unitName: 'Đơn vị thử',
      personId,
      username,
      displayName,
      roles: [...roles],
      pushToken: 'push',
      readToken: 'read',
    },
    world,
  )
  const approved = [
    submitted(
      101,
      firms.dệt,
      { headcountTotal: 800, unionStatus: 'active' },
      { approved: true, on: '2026-05-14' },
    ),
    submitted(
      102,
      firms.nhựa,
      { headcountTotal: 300, unionStatus: 'none' },
      { approved: true, on: '2026-05-14' },
    ),
  ]
  await applyPage(device, undefined, {
    changes: [
      ...reference(),
      ...others,
      ...[...approved, ...visits].map((visit) => record('visit', visit.id, visit.firmId, visit)),
    ],
    meta: { cursor: 'c', upTo: 100_000 },
  })
  return device
}

/** A page of the office at its address, as for whoever the device belongs to. */
export async function openPage(path: string, device: Device, ports: Partial<Ports> = {}): Promise<Ports> {
  history.replaceState(null, '', path)
  const nothing = async () => ({ ok: true, value: undefined }) as const
  const all: Ports = {
    readStatus: async () => ({ ok: true, value: { setUp: true } }),
    signIn: nothing,
    signOut: async () => undefined,
    setUp: nothing,
    setPerson: nothing,
    setWorkingGroup: nothing,
    readDevices: async () => ({ ok: true, value: [] }),
    revokeDevice: nothing,
    setUnit: nothing,
    openLists: listsHere(device),
    readPhoto: async () => ({ ok: false, failure: 'offline' }),
    syncNow: vi.fn(),
    syncSoon: vi.fn(),
    updateApp: async () => 'updating',
    ...ports,
  }
  await act(async () => {
    render(
      <PortsContext value={all}>
        <DeviceContext value={device}>
          <Route path={patterns.review}>{({ visitId }) => <ReviewPage visitId={visitId} />}</Route>
          <Route path={paths.plan}>{() => <PlanPage />}</Route>
          <Route path={paths.overview}>{() => <OverviewPage />}</Route>
          <Route path={paths.map}>{() => <MapPage />}</Route>
          <Route path={paths.targets}>{() => <TargetsPage />}</Route>
          <Route path={patterns.report}>{({ reportId }) => <ReportsPage reportId={reportId} />}</Route>
          <Route path={paths.admin}>{() => <AdminPage />}</Route>
          <ToastRegion />
        </DeviceContext>
      </PortsContext>,
    )
  })
  return all
}

/** A visit of one version that waits, unless it is approved already. */
export function submitted(
  number: number,
  firmId: string,
  values: Readonly<Record<string, unknown>>,
  about: { by?: Username; on?: string; approved?: boolean; explanations?: Record<string, string> } = {},
): VisitRecord {
  const { by = 'binh', on = '2026-11-20', approved = false, explanations } = about
  const revision = makeRevision(number, firmId, values, { on, ...(explanations && { explanations }) })
  return {
    id: id(number),
    firmId,
    personId: people[by].id,
    state: approved ? 'approved' : 'submitted',
    headRevisionId: revision.revisionId,
    ...(approved && { approvedRevisionId: revision.revisionId }),
    revisions: [revision],
    decisions: [],
  }
}

/** What somebody from HR said. */
export function makeRevision(
  number: number,
  firmId: string,
  values: Readonly<Record<string, unknown>>,
  { on = '2026-11-20', explanations }: { on?: string; explanations?: Record<string, string> } = {},
): VisitRevision {
  const at = `${on}T09:00:00+07:00`
  const said = Object.entries({ outcome: 'metStaff', mode: 'inPerson', ...values })
  return {
    revisionId: id(number + 5000),
    seq: number,
    schemaVersion: 1,
    bodyHash: '',
    clientTime: at,
    receivedAt: at,
    body: {
      firmId,
      occurredAt: `${on}T09:00+07:00`,
      questionnaireVersion: 1,
      answers: Object.fromEntries(said.map(([key, value]) => [key, { kind: 'value', value }])) as never,
      ...(explanations && { explanations }),
    },
  }
}

/** A newer state of a visit comes from the server while the page is open. */
export async function receive(device: Device, visit: VisitRecord): Promise<void> {
  await act(async () => {
    await applyPage(device, 'c', {
      changes: [
        { kind: 'record', collection: 'visit', id: visit.id, scope: visit.firmId, seq: 900, record: visit },
      ],
      meta: { cursor: 'c', upTo: 100_000 },
    })
  })
}

/** The kinds and bodies of what was recorded on this device, in order. */
export async function recorded(device: Device) {
  const { readPending } = await import('#device/pending.ts')
  return (await readPending(device)).map(({ content }) => ({ ...content, kind: content.kind }))
}

function reference(): readonly SyncChange[] {
  return [
    record('unit', unitId, 'unit', {
      id: unitId,
      name: 'Đơn vị thử',
      demo: false,
      noticeVersion: '1',
      asksOwnerMembership: false,
      allowsPhotos: false,
    }),
    ...Object.values(people).map((one) => record('person', one.id, 'reference', one)),
    record('workingGroup', groupId, 'reference', { id: groupId, name: 'Tổ số 1', parkIds: [parkId] }),
    record('park', parkId, 'reference', park()),
    firm(firms.dệt, 'Công ty Mẫu Dệt'),
    firm(firms.nhựa, 'Công ty Mẫu Nhựa'),
    firm(firms.gốm, 'Công ty Mẫu Gốm'),
    firm(firms.mới, 'Công ty Mẫu Mới', 'proposed'),
  ]
}

function person(
  number: number,
  username: string,
  displayName: string,
  roles: PersonRecord['roles'],
): PersonRecord {
  return { id: id(number), username, displayName, roles, workingGroupId: groupId, active: true }
}

function park(): HistoryRecord {
  const body = { name: 'KCN Thử', formerNames: [], kind: 'industrialPark', isKey: false, communeIds: [] }
  const clientTime = '2026-01-05T08:00:00+07:00'
  return { id: parkId, entries: [{ operationId: id(90), seq: 1, personId: id(34), clientTime, body }] }
}

/** A firm of the park, as the server sends it. */
export function firm(firmId: string, name: string, status: FirmRecord['status'] = 'approved'): SyncChange {
  const field = (value: string) => ({
    value,
    seq: 1,
    personId: id(33),
    clientTime: '2026-01-05T08:00:00+07:00',
  })
  const body: FirmRecord = {
    id: firmId,
    status,
    createdBy: people.binh.id,
    fields: { name: field(name), parkId: field(parkId) },
  }
  return record('firm', firmId, firmId, body)
}

function record(collection: string, recordId: string, scope: string, body: unknown): SyncChange {
  return { kind: 'record', collection, id: recordId, scope, seq: 1, record: body }
}
