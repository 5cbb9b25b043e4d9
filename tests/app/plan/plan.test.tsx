import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, openPage, people, recorded } from '../review/office.tsx'

const click = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))
const choose = (firm: string) => fireEvent.click(screen.getByRole('checkbox', { name: `Chọn ${firm}` }))

test('firms stand in the order of going with the reason: surveyed, union, many workers first', async () => {
  await openPage('/plan', await openOffice('minh'))
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent ?? '')
  expect(rows[0]).toMatch(/^1Công ty Mẫu Dệttiếp cận trung bình\s· có công đoàn\s· 800 lao động\s· KCN Thử/)
  expect(rows[1]).toMatch(/^2Công ty Mẫu Nhựa/)
  expect(rows[2]).toContain('chưa khảo sát')
})

test('several firms are given to one member with a working day', async () => {
  const device = await openOffice('minh')
  const ports = await openPage('/plan', device)
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  choose('Công ty Mẫu Dệt')
  choose('Công ty Mẫu Gốm')
  expect(screen.getByText('Đã chọn 2 doanh nghiệp')).toBeTruthy()
  await click('Giao cho…')
  const sheet = within(screen.getByRole('dialog', { name: 'Giao 2 doanh nghiệp' }))
  const members = sheet.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)
  expect(members.slice(0, 2)).toEqual(['Bìnhđang có 0 doanh nghiệp', 'Chiđang có 0 doanh nghiệp'])
  await click('Giao', sheet)
  expect(sheet.getByText('Chọn người nhận.')).toBeTruthy()
  fireEvent.click(sheet.getByRole('radio', { name: /^Chi/ }))
  // a Sunday
  fireEvent.change(sheet.getByLabelText('Hạn'), { target: { value: '2026-11-29' } })
  expect(sheet.getByText(/Rơi vào cuối tuần, chuyển sang Thứ Hai, 30\/11\/2026/i)).toBeTruthy()
  await click('Giao', sheet)
  await expect
    .poll(() => recorded(device))
    .toMatchObject([
      { kind: 'assignment.set', recordId: firms.dệt, body: { personId: people.chi.id, dueOn: '2026-11-30' } },
      { kind: 'assignment.set', recordId: firms.gốm, body: { personId: people.chi.id, dueOn: '2026-11-30' } },
    ])
  expect(ports.syncSoon).toHaveBeenCalled()
  expect(await screen.findAllByText('Hạn 30/11/2026')).toHaveLength(2)
})

test('«Đưa lên đầu» needs a reason, and the firm leads the list with it', async () => {
  const device = await openOffice('minh')
  await openPage('/plan', device)
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  choose('Công ty Mẫu Gốm')
  await click('Đưa lên đầu')
  const dialog = within(screen.getByRole('dialog', { name: 'Đưa lên đầu danh sách?' }))
  await click('Đưa lên đầu', dialog)
  expect(await recorded(device)).toEqual([])
  fireEvent.change(dialog.getByRole('textbox', { name: 'Lý do' }), { target: { value: 'Chủ mời đến' } })
  await click('Đưa lên đầu', dialog)
  await expect
    .poll(() => screen.getAllByRole('listitem')[0]?.textContent)
    .toMatch(/Gốm.*Đưa lên đầu: Chủ mời đến/)
})

test('«Vì sao?» tells the values with who said them, and the rule', async () => {
  await openPage('/plan', await openOffice('minh'))
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  await click('Vì sao? Công ty Mẫu Dệt')
  expect(await screen.findByRole('heading', { name: 'Vì sao đứng thứ 1' })).toBeTruthy()
  expect(screen.getAllByText(/Nhân sự cho biết 14\/05\/2026 · Bình ghi/).length).toBeGreaterThan(0)
  expect(screen.getByText(/Quy tắc D1, bộ quy tắc/)).toBeTruthy()
})

test('a filter that suits nothing leaves a way back', async () => {
  await openPage('/plan', await openOffice('minh'))
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  chooseOption(screen.getByRole('combobox', { name: 'Người được giao' }), people.chi.id)
  expect(screen.getByText('Không có doanh nghiệp nào hợp với bộ lọc.')).toBeTruthy()
  fireEvent.click(screen.getAllByRole('button', { name: 'Bỏ lọc' })[0]!)
  expect(screen.getAllByRole('listitem').length).toBeGreaterThan(2)
})

test('whoever may not assign sees the plan, and why nothing can be chosen', async () => {
  await openPage('/plan', await openOffice('quantri'))
  expect(await screen.findByText(/Vai trò hiện nay chỉ xem được kế hoạch/)).toBeTruthy()
  expect(screen.queryByRole('checkbox', { name: /^Chọn/ })).toBeNull()
})
