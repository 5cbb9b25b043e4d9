import { act, configure, fireEvent, render, screen } from '@testing-library/preact'
import { vi } from 'vitest'
import { memoryLocation } from 'wouter/memory-location'
import { Router } from 'wouter'
import { DeviceContext, PortsContext, type Ports } from '#app/ports.tsx'
import { VisitPage } from '#app/visit/VisitPage.tsx'
import { loadRest } from '#app/visit/later.ts'
import { readDraft } from '#device/drafts.ts'
import { applyPage } from '#device/inbox.ts'
import { startCorrection, startVisit, type VisitForm } from '#device/visits.ts'
import type { SyncChange } from '#domain/change.ts'
import { createTestDevice, type TestDevice } from '../../support/testDevice.ts'

// the whole form is on the page, and jsdom takes its time over roles and what is visible
configure({ asyncUtilTimeout: 20_000, defaultHidden: true })
vi.setConfig({ testTimeout: 60_000 })

export const firmId = '00000000-0000-7000-8000-000000000001'
const visitId = '00000000-0000-7000-8000-000000000040'
const revisionId = '00000000-0000-7000-8000-000000000050'
const minh = '00000000-0000-7000-8000-000000000009'
const seenAt = '2026-08-14T09:00:00+07:00'

const value = (said: unknown) => ({ kind: 'value', value: said })

/** What HR said on 14/08/2026: a union, no organisation, five members. */
export const knownAnswers = {
  outcome: value('metStaff'),
  noticeGiven: value(true),
  noticeVersion: value('1'),
  headcountTotal: value(1250),
  headcountYouth: value(600),
  businessStability: value('stable'),
  unionStatus: value('active'),
  unionMembers: value(1100),
  youthStatus: value('none'),
  partyOrgStatus: value('none'),
  hasMembers: value(true),
  membersOfficial: value(4),
  membersProbationary: value(1),
  membersStable: value(4),
  membersOwnCell: value(0),
  membersResidence: value(5),
  membersPool: value(0),
  membersOther: value(0),
  membersUnknownPlace: value(0),
}

export type Past = 'none' | 'approved' | 'returned'

function pastVisit(past: 'approved' | 'returned', personId: string) {
  const isApproved = past === 'approved'
  return {
    id: visitId,
    firmId,
    personId,
    state: past,
    headRevisionId: revisionId,
    ...(isApproved && { approvedRevisionId: revisionId }),
    revisions: [
      {
        revisionId,
        seq: 10,
        schemaVersion: 1,
        bodyHash: '',
        clientTime: seenAt,
        receivedAt: seenAt,
        body: {
          firmId,
          occurredAt: '2026-08-14T09:00+07:00',
          questionnaireVersion: 1,
          answers: knownAnswers,
        },
      },
    ],
    decisions: [
      {
        operationId: '00000000-0000-7000-8000-000000000060',
        seq: 12,
        personId: minh,
        clientTime: seenAt,
        kind: isApproved ? 'approve' : 'return',
        revisionId,
        ...(!isApproved && { reason: 'Hỏi lại số đảng viên.', fields: ['membersOfficial'] }),
        counts: true,
      },
    ],
  }
}

/** One more approved visit of this device's person, on another day. */
export function approvedVisit(
  { identity }: TestDevice,
  day: string,
  answers: Readonly<Record<string, unknown>>,
): SyncChange {
  const said = Object.fromEntries(Object.entries(answers).map(([key, one]) => [key, value(one)]))
  const { revisions, ...visit } = pastVisit('approved', identity.personId)
  const id = visitId.replace('000040', `0041${day.slice(8)}`)
  const at = `${day}T09:00:00+07:00`
  const [revision] = revisions
  const body = { ...revision!.body, occurredAt: `${day}T09:00+07:00`, answers: said }
  return record('visit', id, firmId, {
    ...visit,
    id,
    revisions: [{ ...revision, clientTime: at, receivedAt: at, body }],
  })
}

function field(said: string) {
  return { value: said, seq: 1, personId: minh, clientTime: '2026-01-05T08:00:00+07:00' }
}

export function record(collection: string, id: string, scope: string, body: unknown) {
  return { kind: 'record', collection, id, scope, seq: 1, record: body } as unknown as SyncChange
}

export interface VisitScreen {
  readonly device: TestDevice
  readonly visitId: string
  readonly syncSoon: ReturnType<typeof vi.fn>
  readonly at: () => string
  readonly savedForm: () => Promise<VisitForm | undefined>
}

/** The screen of a visit to one firm, on a device of its own. */
export async function openVisitScreen(
  past: Past,
  more: (device: TestDevice) => readonly SyncChange[] = () => [],
): Promise<VisitScreen> {
  const device = await createTestDevice()
  const { unitId, personId } = device.identity
  const firm = {
    id: firmId,
    status: 'approved',
    createdBy: minh,
    fields: { name: field('Công ty CP Mẫu Nhựa Mây 1'), ownershipGroup: field('domesticPrivate') },
  }
  const changes = [
    record('unit', unitId, 'unit', {
      id: unitId,
      name: 'Đơn vị thử',
      noticeVersion: '1',
      asksOwnerMembership: false,
      allowsPhotos: false,
    }),
    record('firm', firmId, firmId, firm),
    ...(past === 'none' ? [] : [record('visit', visitId, firmId, pastVisit(past, personId))]),
    ...more(device),
  ]
  await applyPage(device, undefined, { changes, meta: { cursor: 'c' } })
  const started =
    past === 'returned' ? await startCorrection(device, firmId, visitId) : await startVisit(device, firmId)
  if (!started.ok) throw new Error(started.problem.code)
  await loadRest()
  return showVisit(device, started.value.visitId)
}

/** The screen of a visit that is on the device already. */
export async function showVisit(device: TestDevice, id: string): Promise<VisitScreen> {
  const syncSoon = vi.fn()
  const location = memoryLocation({ path: `/visits/${id}`, record: true })
  render(
    <Router hook={location.hook}>
      <PortsContext value={{ syncSoon, syncNow: () => undefined } as unknown as Ports}>
        <DeviceContext value={device}>
          <VisitPage visitId={id} />
        </DeviceContext>
      </PortsContext>
    </Router>,
  )
  await screen.findByRole('form', { name: 'Phiếu khảo sát' })
  return {
    device,
    visitId: id,
    syncSoon,
    at: () => location.history.at(-1) ?? '',
    savedForm: async () => (await readDraft<VisitForm>(device, id))?.form,
  }
}

/** One tap, and what follows from it on the page. */
export async function tap(role: 'radio' | 'button' | 'checkbox', name: string | RegExp): Promise<void> {
  const [target] = await screen.findAllByRole(role, { name })
  await act(async () => void fireEvent.click(target!))
}

export async function type(name: string, text: string): Promise<void> {
  const box = await screen.findByRole('textbox', { name })
  await act(async () => void fireEvent.change(box, { target: { value: text } }))
}

/** Within one question: two of them may have an answer of the same name. */
export function question(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-question="${id}"]`)
  if (found === null) throw new Error(`the question ${id} is not asked`)
  return found
}

export function textOf(box: HTMLElement): string {
  return (box as HTMLInputElement).value
}

export function isChecked(box: HTMLElement): boolean {
  return (box as HTMLInputElement).checked
}

/** What a screen reader says after the name. */
export function descriptionOf(control: HTMLElement): string {
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.querySelector(`[id="${id}"]`)?.textContent ?? '').join(' ')
}
