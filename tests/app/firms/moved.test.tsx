import { act, fireEvent, screen, waitFor } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { firms, id, openOffice, people, recorded, submitted, type Username } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'
import type { SyncChange } from '#domain/change.ts'
import { chooseOption } from '../../support/chooseOption.ts'

const newPark = id(12)

const otherPark: SyncChange = {
  kind: 'record',
  collection: 'park',
  id: newPark,
  scope: 'reference',
  seq: 1,
  record: {
    id: newPark,
    entries: [
      {
        operationId: id(92),
        seq: 1,
        personId: people.quantri.id,
        clientTime: '2026-01-05T08:00:00+07:00',
        body: { name: 'CCN Gốm Hạ', formerNames: [], kind: 'cluster', isKey: false, communeIds: [] },
      },
    ],
  },
}

/** «Công ty Mẫu Gốm» was found gone. */
function openGone(username: Username, movedTo: object | undefined) {
  const gone = submitted(
    401,
    firms.gốm,
    { outcome: 'notFound', operatingStatus: 'moved', ...(movedTo && { movedTo }) },
    { approved: true },
  )
  return openOffice(username, [gone], [otherPark])
}

const click = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })))

test('a firm that moved is handed over from its page, and taken there by somebody of the new place', async () => {
  const device = await openGone('minh', { parkId: newPark })
  await openApp(`/firms/${firms.gốm}`, { device })
  expect(await screen.findByText('Đã chuyển đến CCN Gốm Hạ (ghi ngày 20/11/2026)')).toBeTruthy()
  await click('Bàn giao sang nơi mới')
  expect(await screen.findByText('Đã bàn giao, chờ nơi mới nhận.')).toBeTruthy()
  await click('Nhận')
  const who = screen.getByRole('combobox', { name: /^Ai nhận doanh nghiệp này\?/ })
  expect(who.getAttribute('aria-invalid')).toBe('true')
  await act(async () => chooseOption(who, people.chi.id))
  await click('Nhận')
  await waitFor(() => expect(screen.queryByText('Đã bàn giao, chờ nơi mới nhận.')).toBeNull())
  expect(await recorded(device)).toMatchObject([
    { kind: 'firm.set', recordId: firms.gốm, body: { fields: { parkId: { value: newPark } } } },
    { kind: 'assignment.set', recordId: firms.gốm, body: { personId: null } },
    { kind: 'assignment.set', recordId: firms.gốm, body: { personId: people.chi.id } },
  ])
})

test('where nobody knows where it went, or who may not, there is nothing to hand over', async () => {
  await openApp(`/firms/${firms.gốm}`, { device: await openGone('minh', undefined) })
  expect(await screen.findByText('Đã chuyển đi, chưa rõ đến đâu (ghi ngày 20/11/2026)')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Bàn giao/ })).toBeNull()
})

test('whoever surveys sees that it moved, and hands nothing over', async () => {
  await openApp(`/firms/${firms.gốm}`, { device: await openGone('binh', { parkId: newPark }) })
  expect(await screen.findByText('Đã chuyển đến CCN Gốm Hạ (ghi ngày 20/11/2026)')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Bàn giao/ })).toBeNull()
})

test('a firm that is gone is not in the list for work, and found by whoever types its name', async () => {
  await openApp('/firms', { device: await openGone('minh', { parkId: newPark }) })
  expect(await screen.findByText('Công ty Mẫu Dệt')).toBeTruthy()
  expect(screen.queryByText('Công ty Mẫu Gốm')).toBeNull()
  const search = screen.getByRole('searchbox')
  await act(async () => void fireEvent.input(search, { target: { value: 'gom' } }))
  expect(await screen.findByText('Công ty Mẫu Gốm')).toBeTruthy()
})
