import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { assignFirms } from '#device/plans.ts'
import { makeId } from '#domain/ids.ts'
import { firms, openOffice, people, submitted } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

afterEach(() => vi.unstubAllGlobals())

const region = (name: string) => within(screen.getByRole('region', { name }))

test('the weekly meeting tells on one page what was done, what comes, what is overdue, and is printed', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const onTuesday = makeId(Date.parse('2026-11-17T09:00:00+07:00'), (size) => new Uint8Array(size))
  const met = { outcome: 'metOwner', nextActions: { dialogue: { dueOn: '2026-11-26' } } }
  const visit = submitted(601, firms.gốm, met, { on: '2026-11-17', approved: true })
  const device = await openOffice('minh', [{ ...visit, id: onTuesday }])
  await assignFirms(device, [firms.dệt], { personId: people.chi.id, dueOn: '2026-11-18' })
  await openApp('/overview/week', { device })
  await screen.findByRole('heading', { name: 'Tuần này đã làm' }, { timeout: 15_000 })
  const done = region('Tuần này đã làm').getAllByRole('listitem')
  expect(done.map((line) => line.textContent)).toEqual([
    '1 lượt ở 1 doanh nghiệp',
    'Đã liên hệ lần đầu: 1 doanh nghiệp',
    'Đã gặp lần đầu: 1 doanh nghiệp',
    'Bình: 1',
  ])
  const coming = region('Đến hết tuần sau').getAllByRole('listitem')
  expect(coming.map((line) => line.textContent)).toEqual([
    expect.stringMatching(/^Công ty Mẫu Gốm.*hạn 26\/11\/2026.*Chưa giao cho ai/),
  ])
  const overdue = region('Quá hạn').getAllByRole('listitem')
  expect(overdue.map((line) => line.textContent)).toEqual([
    expect.stringMatching(/^Công ty Mẫu Dệt.*Quá hạn 18\/11\/2026.*Chi/),
  ])
  expect(region('Cần kiện toàn ngay').getByText('Không có.')).toBeTruthy()
  expect(await screen.findByRole('table', { name: /^Chỉ tiêu/ })).toBeTruthy()
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'In một trang' })))
  expect(print).toHaveBeenCalledOnce()
})
