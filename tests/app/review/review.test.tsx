import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { correctFirm } from '#device/firms.ts'
import { must } from '../../support/participant.ts'
import {
  firm,
  firms,
  id,
  makeRevision,
  openOffice,
  openPage,
  people,
  receive,
  recorded,
  submitted,
} from './office.tsx'

const waiting = () => [
  submitted(
    201,
    firms.dệt,
    { headcountTotal: 1250, unionStatus: 'active' },
    { explanations: { headcountUp: 'mở thêm xưởng 2' } },
  ),
  submitted(202, firms.nhựa, { headcountTotal: 310 }, { by: 'chi' }),
]

const queue = () => within(screen.getByRole('list', { name: 'Lượt chờ duyệt' }))
const click = (name: string | RegExp, within_: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(within_.getByRole('button', { name })))

test('the queue stands newest first, and a filter leaves the flagged ones', async () => {
  await openPage('/review', await openOffice('minh', waiting()))
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  expect(
    queue()
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Công ty Mẫu Nhựa', 'Công ty Mẫu Dệt'])
  fireEvent.click(screen.getByRole('checkbox', { name: 'Cảnh báo 1' }))
  expect(
    queue()
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Công ty Mẫu Dệt'])
  expect(queue().getByText('Lao động +56%')).toBeTruthy()
})

test('a share of members far above that of the park’s other firms is flagged, in the queue and with the visit', async () => {
  const members = (number: number, firmId: string, membersOfficial: number, approved: boolean) =>
    submitted(
      number,
      firmId,
      { partyOrgStatus: 'none', hasMembers: true, headcountTotal: 1000, membersOfficial },
      { approved, on: approved ? '2026-05-14' : '2026-11-20' },
    )
  const neighbours = [41, 42, 43, 44, 45].map((number) => id(number))
  const known = neighbours.map((firmId, index) => members(301 + index, firmId, 10, true))
  const odd = members(310, firms.gốm, 300, false)
  const others = neighbours.map((firmId) => firm(firmId, `Công ty Mẫu Lân Cận ${firmId.slice(-2)}`))
  await openPage('/review', await openOffice('minh', [...known, odd], others))
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  expect(await queue().findByText('Khác trong khu')).toBeTruthy()
  await act(async () => void fireEvent.click(queue().getByRole('link', { name: 'Công ty Mẫu Gốm' })))
  expect(
    await screen.findByText(/bằng 30\u00a0?% số lao động; ở các doanh nghiệp cùng khu thường là 1\u00a0?%/),
  ).toBeTruthy()
  expect(screen.queryByRole('button', { name: /không có cảnh báo/ })).toBeNull()
})

test('what has waited for long is found by the filter, which says that it is applied', async () => {
  const old = submitted(205, firms.gốm, { headcountTotal: 40 }, { on: '2026-11-10' })
  await openPage('/review', await openOffice('minh', [...waiting(), old]))
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  await click('Lọc')
  fireEvent.click(screen.getByRole('radio', { name: 'Quá 7 ngày' }))
  await click('Xong')
  expect(
    queue()
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Công ty Mẫu Gốm'])
  expect(screen.getByRole('button', { name: 'Lọc, đang áp dụng 1' })).toBeTruthy()
})

test('a visit shows its flag with the explanation, and before → now of what differs', async () => {
  await openPage(`/review/${id(201)}`, await openOffice('minh', waiting()))
  const flags = within(await screen.findByRole('region', { name: '1 điều cần xem' }))
  expect(flags.getByText('Lao động tăng 56%: 800 → 1.250.')).toBeTruthy()
  expect(flags.getByText('Bình ghi lý do: “mở thêm xưởng 2”')).toBeTruthy()
  const table = within(screen.getByRole('table', { name: 'Lần trước 14/05 → Lần này 20/11' }))
  const row = table.getByRole('row', { name: /Lao động/ })
  expect(row.textContent).toMatch(/800nhân sự, 14\/05\/2026.*1\.250nhân sự, 20\/11\/2026.*\+56%/)
  expect(table.queryByRole('rowheader', { name: 'Công đoàn' })).toBeNull()
  expect(screen.getByText('1 câu không đổi')).toBeTruthy()
  const track = screen.getByRole('region', { name: 'Hướng triển khai' })
  await expect.poll(() => track.textContent).toContain('Khảo sát, bổ sung thông tin không đổi')
})

test('«Duyệt và xem lượt tiếp» approves the version that was seen and opens the next one', async () => {
  const device = await openOffice('minh', waiting())
  const ports = await openPage(`/review/${id(202)}`, device)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Nhựa' })
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  await click(/^Duyệt và xem lượt tiếp/)
  expect(await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })).toBeTruthy()
  expect(location.pathname).toBe(`/review/${id(201)}`)
  await expect.poll(() => queue().getAllByRole('link')).toHaveLength(1)
  expect(ports.syncSoon).toHaveBeenCalled()
  expect(await recorded(device)).toMatchObject([
    { kind: 'review.decide', recordId: id(202), body: { decision: 'approve', revisionId: id(5202) } },
  ])
})

test('a return needs a sentence and a marked question', async () => {
  const device = await openOffice('minh', waiting())
  await openPage(`/review/${id(202)}`, device)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Nhựa' })
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  await click(/^Trả lại/)
  const sheet = within(screen.getByRole('dialog', { name: 'Trả lại: cần hỏi lại điều gì?' }))
  await click('Trả lại', sheet)
  expect(sheet.getByText('Ghi lý do rồi mới tiếp tục được.')).toBeTruthy()
  expect(sheet.getByText('Chọn ít nhất một câu cần hỏi lại.')).toBeTruthy()
  expect(await recorded(device)).toEqual([])
  fireEvent.change(sheet.getByRole('textbox', { name: 'Một câu cho người khảo sát' }), {
    target: { value: 'Hỏi lại.' },
  })
  fireEvent.click(sheet.getByRole('checkbox', { name: 'Lao động' }))
  await click('Trả lại', sheet)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  expect(await recorded(device)).toMatchObject([
    { recordId: id(202), body: { decision: 'return', reason: 'Hỏi lại.', fields: ['headcountTotal'] } },
  ])
})

test('a flagged question is marked for the return from the start', async () => {
  await openPage(`/review/${id(201)}`, await openOffice('minh', waiting()))
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  await click(/^Trả lại/)
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Lao động' }).checked).toBe(true)
})

test('«Loại bỏ…» asks for a reason and a sentence, and says both', async () => {
  const device = await openOffice('minh', waiting())
  await openPage(`/review/${id(202)}`, device)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Nhựa' })
  await click('Loại bỏ…')
  const sheet = within(screen.getByRole('dialog'))
  await click('Loại bỏ', sheet)
  expect(await recorded(device)).toEqual([])
  fireEvent.click(sheet.getByRole('radio', { name: 'Trùng' }))
  fireEvent.change(sheet.getByRole('textbox', { name: 'Giải thích' }), { target: { value: 'Chi đã ghi' } })
  await click('Loại bỏ', sheet)
  await expect
    .poll(() => recorded(device))
    .toMatchObject([{ kind: 'visit.void', body: { reason: 'Trùng: Chi đã ghi' } }])
})

test('[own visit] whoever recorded a visit cannot approve it, by button or by key', async () => {
  const device = await openOffice('minh', [
    submitted(203, firms.dệt, { headcountTotal: 820 }, { by: 'minh' }),
  ])
  await openPage(`/review/${id(203)}`, device)
  expect(
    await screen.findByText('Không tự duyệt lượt do mình ghi. Chuyển cho người duyệt khác.'),
  ).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Duyệt và xem/ }).disabled).toBe(true)
  await act(async () => void fireEvent.keyDown(document.body, { key: 'a' }))
  expect(await recorded(device)).toEqual([])
})

test('j and k walk, a approves, r returns; not while something is typed', async () => {
  const device = await openOffice('minh', waiting())
  await openPage(`/review/${id(202)}`, device)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Nhựa' })
  const press = (key: string, target: Element = document.body) =>
    act(async () => void fireEvent.keyDown(target, { key }))
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  await press('j')
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  await press('k')
  await screen.findByRole('heading', { name: 'Công ty Mẫu Nhựa' })
  await press('r')
  await press('a', await screen.findByRole('textbox', { name: 'Một câu cho người khảo sát' }))
  expect(await recorded(device)).toEqual([])
  await click('Quay lại')
  await press('a')
  await expect.poll(() => recorded(device)).toMatchObject([{ body: { decision: 'approve' } }])
})

test('a version that came meanwhile must be seen before anything is decided', async () => {
  const [visit] = waiting() as [ReturnType<typeof submitted>]
  const device = await openOffice('minh', [visit])
  await openPage(`/review/${id(201)}`, device)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  const newer = makeRevision(301, firms.dệt, { headcountTotal: 900 })
  await receive(device, {
    ...visit,
    headRevisionId: newer.revisionId,
    revisions: [...visit.revisions, newer],
  })
  expect(await screen.findByText(/Lượt này vừa có bản mới/)).toBeTruthy()
  const approve = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Duyệt và xem/ })
  expect(approve().disabled).toBe(true)
  await click('Xem bản mới')
  expect(approve().disabled).toBe(false)
  await act(async () => void fireEvent.click(approve()))
  await expect.poll(() => recorded(device)).toMatchObject([{ body: { revisionId: newer.revisionId } }])
})

test('a firm that was only proposed is taken in with its first approved visit', async () => {
  const device = await openOffice('minh', [submitted(204, firms.mới, { headcountTotal: 40 })])
  await openPage(`/review/${id(204)}`, device)
  expect(await screen.findByText(/Doanh nghiệp mới do người khảo sát thêm/)).toBeTruthy()
  await click(/^Duyệt và xem lượt tiếp/)
  await expect
    .poll(() => recorded(device))
    .toMatchObject([
      { kind: 'firm.set', recordId: firms.mới, body: { approve: true } },
      { kind: 'review.decide', recordId: id(204) },
    ])
  expect(await screen.findByText(/Không còn lượt nào chờ duyệt/)).toBeTruthy()
})

test('an approved visit is opened again only with a reason', async () => {
  const device = await openOffice('minh')
  await openPage(`/review/${id(101)}`, device)
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  expect(screen.queryByRole('button', { name: /^Duyệt và xem/ })).toBeNull()
  await click('Mở lại')
  const dialog = within(screen.getByRole('dialog', { name: 'Mở lại lượt này?' }))
  await click('Mở lại', dialog)
  expect(await recorded(device)).toEqual([])
  fireEvent.change(dialog.getByRole('textbox', { name: 'Lý do' }), { target: { value: 'Nhập nhầm số' } })
  await click('Mở lại', dialog)
  await expect
    .poll(() => recorded(device))
    .toMatchObject([{ kind: 'review.reopen', personId: people.minh.id }])
})

test('firms that a joint union is shared with are named where this device knows them', async () => {
  const said = { unionStatus: 'joint', unionOrgFirmIds: [firms.gốm, firms.nhựa] }
  await openPage(`/review/${id(203)}`, await openOffice('minh', [submitted(203, firms.dệt, said)]))
  expect(await screen.findByText('Công ty Mẫu Gốm, Công ty Mẫu Nhựa')).toBeTruthy()
})

test('before a new firm is taken into the list, one that it may be is shown', async () => {
  const device = await openOffice('minh', [submitted(206, firms.mới, { headcountTotal: 40 })])
  must(await correctFirm(device, firms.mới, { name: 'Cty Mau Det' }))
  await openPage(`/review/${id(206)}`, device)
  expect(await screen.findByText('Có thể đã có: Công ty Mẫu Dệt, KCN Thử.')).toBeTruthy()
  expect(screen.queryByText(/Có thể đã có: Cty Mau Det/)).toBeNull()
})
