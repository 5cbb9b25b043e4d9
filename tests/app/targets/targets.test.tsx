import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { closePeriod, recordOutcome, setTarget } from '#device/targets.ts'
import type { Device } from '#device/device.ts'
import { must } from '../../support/participant.ts'
import { firms, openOffice, openPage, people, recorded } from '../review/office.tsx'

const year = { from: '2026-01-01', to: '2026-12-31' }

const click = (name: string | RegExp, within_: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(within_.getByRole('button', { name })))
const type = (
  label: string,
  value: string,
  within_: { getByLabelText: typeof screen.getByLabelText } = screen,
) => act(async () => void fireEvent.input(within_.getByLabelText(label), { target: { value } }))

/** Four cells to be established in 2026, of which one is. */
async function openTargets(username: 'minh' | 'quantri' = 'minh'): Promise<Device> {
  const minh = await openOffice(username)
  if (username === 'minh') {
    must(
      await setTarget(minh, { indicator: 'cellsEstablished', ...year, value: 4, assignedBy: 'Tỉnh ủy' }, []),
    )
    must(
      await recordOutcome(minh, {
        indicator: 'cellsEstablished',
        firmIds: [firms.dệt],
        decidedOn: '2026-05-20',
        decisionNo: '26-QĐ/ĐU',
        count: 1,
      }),
    )
  }
  await openPage('/targets', minh)
  await screen.findByRole('table', { name: 'Năm 2026' })
  return minh
}

function rowOf(indicator: string): string[] {
  const row = within(screen.getByRole('table')).getByRole('row', { name: new RegExp(indicator) })
  return within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
}

test('targets stand against results, with share and what remains, and each figure opens the decisions behind it', async () => {
  await openTargets()
  expect(rowOf('Tổ chức đảng thành lập mới')).toEqual(['4', '1', '25%', '3', '0', '1'])
  expect(rowOf('Đảng viên mới kết nạp')).toEqual(['—', '0', '—', '—', '0', '0'])
  await click('Tổ chức đảng thành lập mới: 1, xem từng kết quả')
  const list = within(screen.getByRole('dialog', { name: 'Tổ chức đảng thành lập mới, Năm 2026' }))
  expect(list.getByText('26-QĐ/ĐU · 20/05/2026 · tính 1')).toBeTruthy()
  expect((await list.findByRole('link', { name: 'Công ty Mẫu Dệt' })).getAttribute('href')).toBe(
    `/firms/${firms.dệt}`,
  )
})

test('[004-8] that no target holds today is told, until one is set', async () => {
  const minh = await openOffice('minh')
  const before = { from: '2025-01-01', to: '2025-12-31' }
  must(await setTarget(minh, { indicator: 'cellsEstablished', ...before, value: 4, assignedBy: '' }, []))
  await openPage('/targets', minh)
  expect(await screen.findByText(/^Chưa có chỉ tiêu nào cho kỳ có ngày 21\/11\/2026/)).toBeTruthy()
  await act(async () => {
    must(await setTarget(minh, { indicator: 'membersAdmitted', ...year, value: 9, assignedBy: '' }, []))
  })
  await waitFor(() => expect(screen.queryByText(/^Chưa có chỉ tiêu nào/)).toBeNull())
})

test('a result is recorded with its firm, day and decision; what is missing is said at its field', async () => {
  const device = await openTargets()
  await click('Ghi kết quả')
  const sheet = within(screen.getByRole('dialog', { name: 'Ghi kết quả' }))
  await click('Lưu', sheet)
  expect(sheet.getByText('Chọn ít nhất một doanh nghiệp.')).toBeTruthy()
  const box = sheet.getByRole('searchbox', { name: /^Doanh nghiệp/ })
  await act(async () => void fireEvent.change(box, { target: { value: 'nhua' } }))
  await sheet.findByRole('button', { name: 'Chọn Công ty Mẫu Nhựa' })
  await click('Chọn Công ty Mẫu Nhựa', sheet)
  await click('Lưu', sheet)
  expect(sheet.getByText('Ghi số quyết định: chưa có quyết định thì chưa tính là đã thành lập.')).toBeTruthy()
  await type('Số quyết định', '31-QĐ/ĐU', sheet)
  await click('Lưu', sheet)
  expect(await screen.findByText('Đã ghi: Tổ chức đảng thành lập mới')).toBeTruthy()
  await expect.poll(() => rowOf('Tổ chức đảng thành lập mới').slice(0, 3)).toEqual(['4', '2', '50%'])
  expect((await recorded(device)).at(-1)).toMatchObject({
    kind: 'outcome.record',
    body: { outcome: 'cellsEstablished', firmIds: [firms.nhựa], decisionNo: '31-QĐ/ĐU', count: 1 },
  })
})

test('a result that was recorded by mistake is taken back after a question', async () => {
  await openTargets()
  await click('Tổ chức đảng thành lập mới: 1, xem từng kết quả')
  await click(/^Rút lại 26-QĐ/)
  await click('Rút lại', within(screen.getByRole('dialog', { name: 'Rút lại kết quả này?' })))
  expect(await screen.findByText('Đã rút lại kết quả')).toBeTruthy()
  await expect.poll(() => rowOf('Tổ chức đảng thành lập mới').slice(0, 2)).toEqual(['4', '0'])
})

test('a target is set for any days, and shown at once', async () => {
  await openTargets()
  await click('Giao chỉ tiêu')
  const sheet = within(screen.getByRole('dialog', { name: 'Giao chỉ tiêu' }))
  await type('Từ ngày', '2026-10-01', sheet)
  await type('Đến ngày', '2026-09-30', sheet)
  await click('Lưu', sheet)
  expect(sheet.getByText('Chọn hai ngày, ngày sau không trước ngày đầu.')).toBeTruthy()
  await type('Đến ngày', '2026-12-31', sheet)
  await click('Lưu', sheet)
  expect(sheet.getByText('Ghi một số, từ 0 trở lên.')).toBeTruthy()
  await type('Chỉ tiêu giao', '2', sheet)
  await click('Lưu', sheet)
  expect(await screen.findByRole('table', { name: 'Quý IV năm 2026' })).toBeTruthy()
  await expect.poll(() => rowOf('Tổ chức đảng thành lập mới').slice(0, 2)).toEqual(['2', '0'])
})

test('a closed period shows what was reported, by whom, and what has changed since', async () => {
  const device = await openTargets()
  await click('Khóa số liệu kỳ này')
  await click('Khóa số liệu kỳ này', within(screen.getByRole('dialog')))
  expect(await screen.findByText(`Đã khóa số liệu ngày 21/11/2026, ${people.minh.displayName}.`)).toBeTruthy()
  await act(async () => {
    must(
      await recordOutcome(device, {
        indicator: 'cellsEstablished',
        firmIds: [firms.nhựa],
        decidedOn: '2026-11-20',
        decisionNo: '40-QĐ/ĐU',
        count: 1,
      }),
    )
  })
  expect(
    await screen.findByText('Ghi thêm hoặc sửa sau khi khóa: Tổ chức đảng thành lập mới nay là 2.'),
  ).toBeTruthy()
  expect(rowOf('Tổ chức đảng thành lập mới').slice(0, 2)).toEqual(['4', '1'])
  await click('Tổ chức đảng thành lập mới: 1, xem từng kết quả')
  expect(screen.queryByRole('button', { name: /^Rút lại/ })).toBeNull()
  must(await closePeriod(device, year, false))
})

test('who may not record results sees them without the buttons', async () => {
  await openTargets('quantri')
  expect(screen.queryByRole('button', { name: 'Ghi kết quả' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Giao chỉ tiêu' })).toBeNull()
})
