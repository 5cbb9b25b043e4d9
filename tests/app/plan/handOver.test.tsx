import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { assignFirms } from '#device/plans.ts'
import { firms, openOffice, people, recorded } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

const click = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))

async function openWorkload(readDevices: Parameters<typeof openApp>[1] = {}) {
  const device = await openOffice('minh')
  await assignFirms(device, [firms.nhựa, firms.dệt], { personId: people.binh.id, dueOn: '2026-11-18' })
  await openApp('/plan', { device, ...readDevices })
  // the screens are loaded when they are first gone to
  const link = await screen.findByRole('link', { name: 'Phân công' }, { timeout: 15_000 })
  await act(async () => void fireEvent.click(link))
  await screen.findByRole('table', { name: 'Phân công' })
  return device
}

test('who has what stands by name, and every figure opens its firms', async () => {
  await openWorkload()
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['Bình', 'Chi', 'Minh'])
  await click('Bình: Quá hạn: 2, xem danh sách')
  const sheet = within(screen.getByRole('dialog', { name: 'Bình: Quá hạn' }))
  expect(sheet.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Công ty Mẫu Dệt',
    'Công ty Mẫu Nhựa',
  ])
})

test('before a hand-over it is told what goes to whom and what the phone still held; it can be taken back', async () => {
  const seen = {
    enrolmentId: 'e',
    personId: people.binh.id,
    deviceName: 'máy',
    lastSeenAt: '2026-11-21T02:20:00.000Z',
    unsent: 2,
    missing: 0,
  }
  const device = await openWorkload({ ports: { readDevices: async () => ({ ok: true, value: [seen] }) } })
  await click('Bàn giao việc của Bình')
  const sheet = within(screen.getByRole('dialog', { name: 'Bàn giao việc của Bình' }))
  expect(await sheet.findByText(/^Máy của Bình còn 2 mục chưa gửi, theo lần cuối liên lạc/)).toBeTruthy()
  await click('Bàn giao', sheet)
  expect(sheet.getByText('Chọn người nhận.')).toBeTruthy()
  const before = (await recorded(device)).length
  fireEvent.click(sheet.getByRole('checkbox', { name: /^Chi/ }))
  expect(sheet.getByText('2 doanh nghiệp · KCN Thử 2')).toBeTruthy()
  await click('Bàn giao', sheet)
  const given = { kind: 'assignment.set', body: { personId: people.chi.id, dueOn: '2026-11-18' } }
  await expect.poll(async () => (await recorded(device)).slice(before)).toMatchObject([given, given])
  await act(async () => void fireEvent.click(await screen.findByRole('button', { name: 'Giao lại' })))
  await expect
    .poll(async () => (await recorded(device)).slice(before + 2).map(({ body }) => body['personId']))
    .toEqual([people.binh.id, people.binh.id])
})

test('without a network it is said that nobody knows what the phone holds, and handing over goes on', async () => {
  await openWorkload({ ports: { readDevices: async () => ({ ok: false, failure: 'offline' }) } })
  await click('Bàn giao việc của Bình')
  expect(await screen.findByText('Không có mạng nên chưa biết máy của Bình còn gì chưa gửi.')).toBeTruthy()
})
