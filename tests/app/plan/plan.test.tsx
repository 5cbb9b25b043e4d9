import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { assignFirms } from '#device/plans.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { firmChange } from '../../support/firmPages.ts'
import { firms, id, openOffice, openPage, people, recorded, submitted } from '../review/office.tsx'

const click = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))
const list = async (name: string) =>
  fireEvent.click(await screen.findByRole('radio', { name: new RegExp(`^${name}`) }))
const choose = (firm: string) => fireEvent.click(screen.getByRole('checkbox', { name: `Chọn ${firm}` }))

test('firms stand in the order of going with the reason: surveyed, union, many workers first', async () => {
  await openPage('/plan', await openOffice('minh'))
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent ?? '')
  expect(rows[0]).toMatch(/^1Công ty Mẫu Dệttiếp cận trung bình\s· có công đoàn\s· 800 lao động\s· KCN Thử/)
  expect(rows[1]).toMatch(/^2Công ty Mẫu Nhựa/)
  expect(rows).toHaveLength(2)
})

test('firms that are still to be surveyed stand in a list of their own, beside the order', async () => {
  await openPage('/plan', await openOffice('minh'))
  await list('Cần khảo sát')
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent ?? '')
  expect(rows[0]).toMatch(/^1Công ty Mẫu Dệt/)
  expect(rows.filter((row) => row.includes('chưa khảo sát'))).toHaveLength(2)
})

test('the rows of a long list are drawn some at a time, to the last of them', async () => {
  const more = Array.from({ length: 12 }, (_, index) => firmChange(id(400 + index), 400 + index))
  await openPage('/plan', await openOffice('minh', [], more))
  const radio = await screen.findByRole('radio', { name: /^Cần khảo sát/ })
  const rows = () => screen.getAllByRole('listitem').length
  await act(async () => void fireEvent.click(radio))
  expect(rows()).toBe(10)
  await expect.poll(rows).toBeGreaterThan(12)
})

test('several firms are given to one member with a working day', async () => {
  const device = await openOffice('minh')
  const ports = await openPage('/plan', device)
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  choose('Công ty Mẫu Dệt')
  choose('Công ty Mẫu Nhựa')
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
      {
        kind: 'assignment.set',
        recordId: firms.nhựa,
        body: { personId: people.chi.id, dueOn: '2026-11-30' },
      },
    ])
  expect(ports.syncSoon).toHaveBeenCalled()
  expect(await screen.findAllByText('Hạn 30/11/2026')).toHaveLength(2)
})

test('«Đưa lên đầu» needs a reason, and the firm leads the list with it', async () => {
  const device = await openOffice('minh')
  await openPage('/plan', device)
  await list('Cần khảo sát')
  choose('Công ty Mẫu Gốm')
  await click('Đưa lên đầu')
  const dialog = within(screen.getByRole('dialog', { name: 'Đưa lên đầu danh sách?' }))
  await click('Đưa lên đầu', dialog)
  expect(await recorded(device)).toEqual([])
  fireEvent.change(dialog.getByRole('textbox', { name: 'Lý do' }), { target: { value: 'Chủ mời đến' } })
  await click('Đưa lên đầu', dialog)
  await list('Thứ tự')
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
  expect(screen.getAllByRole('listitem').length).toBe(2)
})

test('whoever may not assign sees the plan, and why nothing can be chosen', async () => {
  await openPage('/plan', await openOffice('quantri'))
  expect(await screen.findByText(/Vai trò hiện nay chỉ xem được kế hoạch/)).toBeTruthy()
  expect(screen.queryByRole('checkbox', { name: /^Chọn/ })).toBeNull()
})

test('another order of the keys is only looked at: who moves is named, nothing is recorded, and there is a way back', async () => {
  // easily reached, but fewer workers than the others
  const near = submitted(
    103,
    firms.gốm,
    { outcome: 'metOwner', headcountTotal: 20, unionStatus: 'none' },
    { approved: true, on: '2026-05-14' },
  )
  const device = await openOffice('minh', [near])
  await openPage('/plan', device)
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  await click('Nếu đổi thứ tự ưu tiên…')
  expect(screen.getByText('Thứ tự không đổi.')).toBeTruthy()
  chooseOption(screen.getByRole('combobox', { name: 'Xét trước hết' }), 'headcount')
  // what had its place takes the other
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sau cùng' }).value).toBe('access')
  expect(screen.getByText('3 doanh nghiệp đổi chỗ.')).toBeTruthy()
  const down = within(screen.getByRole('list', { name: 'Xuống nhiều nhất' }))
  expect(down.getByRole('listitem').textContent).toMatch(/^3\. Công ty Mẫu Gốm.*xuống 2 bậc, từ thứ 1$/)
  chooseOption(screen.getByRole('combobox', { name: 'Xét trước hết' }), 'none')
  chooseOption(screen.getByRole('combobox', { name: 'Rồi đến' }), 'none')
  expect(screen.getByText('Thứ tự không đổi.')).toBeTruthy()
  await click('Về thứ tự đang dùng')
  expect(screen.getByRole('checkbox', { name: 'Chọn Công ty Mẫu Gốm' })).toBeTruthy()
  expect(await recorded(device)).toEqual([])
})

test('firms go into the approach plan by a document, which the next ones are offered and «Vì sao?» cites', async () => {
  const device = await openOffice('minh')
  await openPage('/plan', device)
  await screen.findByRole('radio', { name: /^Thứ tự/ })
  choose('Công ty Mẫu Dệt')
  await click('Đưa vào kế hoạch')
  const sheet = within(screen.getByRole('dialog', { name: 'Đưa 1 doanh nghiệp vào kế hoạch tiếp cận' }))
  await click('Đưa vào kế hoạch', sheet)
  expect(sheet.getByText(/^Ghi số, ngày và cơ quan ban hành/)).toBeTruthy()
  const type = (label: string, value: string) =>
    fireEvent.input(sheet.getByLabelText(label), { target: { value } })
  type('Số, ký hiệu', ' Kế hoạch số 08-KH/ĐU ')
  fireEvent.change(sheet.getByLabelText('Ngày ban hành'), { target: { value: '2026-01-12' } })
  type('Cơ quan ban hành', 'Đảng ủy thử')
  await click('Đưa vào kế hoạch', sheet)
  const basis = 'Kế hoạch số 08-KH/ĐU ngày 12/01/2026 của Đảng ủy thử'
  await expect
    .poll(() => recorded(device))
    .toMatchObject([{ kind: 'plan.set', recordId: firms.dệt, body: { inApproachPlan: true, basis } }])
  await click('Vì sao? Công ty Mẫu Dệt')
  expect(await screen.findByText(basis)).toBeTruthy()
  choose('Công ty Mẫu Nhựa')
  await click('Đưa vào kế hoạch')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: basis }).checked).toBe(true)
})

test('what is overdue or soon due stands in a list, the longest overdue first, with what it is', async () => {
  const step = (dueOn: string) => ({ nextActions: { meetOwner: { dueOn } } })
  const device = await openOffice('minh', [
    submitted(104, firms.nhựa, step('2026-11-17'), { approved: true, on: '2026-11-10' }),
    submitted(105, firms.gốm, step('2026-12-24'), { approved: true, on: '2026-11-10' }),
  ])
  await assignFirms(device, [firms.dệt], { personId: people.binh.id, dueOn: '2026-11-27' })
  await openPage('/plan', device)
  await list('Đến hạn')
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent ?? '')
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatch(/Công ty Mẫu Nhựa.*Gặp chủ doanh nghiệp, quá hạn 17\/11\/2026/)
  expect(rows[1]).toMatch(/Công ty Mẫu Dệt.*Đến trước 27\/11\/2026/)
})
