import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { applyPage } from '#device/inbox.ts'
import {
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

/** Two plain revisits, and one of a firm that was never visited before. */
const waiting = () => [
  submitted(201, firms.dệt, { headcountTotal: 820, unionStatus: 'active' }),
  submitted(202, firms.nhựa, { headcountTotal: 300 }, { by: 'chi' }),
  submitted(203, firms.gốm, { headcountTotal: 40 }),
]

const click = (name: string | RegExp, within_: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(within_.getByRole('button', { name })))

async function openSheet() {
  await screen.findByRole('button', { name: 'Duyệt 2 lượt không có cảnh báo' })
  await click('Duyệt 2 lượt không có cảnh báo')
  return within(screen.getByRole('dialog', { name: 'Duyệt 2 lượt không có cảnh báo' }))
}

test('what the visits say stands on a sheet before they are approved together, and why others are not among them', async () => {
  const device = await openOffice('minh', waiting())
  const ports = await openPage('/review', device)
  const sheet = await openSheet()
  expect(await recorded(device)).toEqual([])
  expect(sheet.getByText('1 lượt còn lại phải xem riêng: lượt đầu tiên của doanh nghiệp (1).')).toBeTruthy()
  expect(
    await sheet.findByText('Bình · 20/11/2026 09:00 · Nhân sự, hành chính · Lao động: 800 → 820'),
  ).toBeTruthy()
  expect(sheet.getByText('Chi · 20/11/2026 09:00 · Nhân sự, hành chính · không có gì đổi')).toBeTruthy()
  await click('Duyệt 2 lượt', sheet)
  expect(await screen.findByText('Đã duyệt 2 lượt')).toBeTruthy()
  expect(ports.syncSoon).toHaveBeenCalled()
  expect(await recorded(device)).toMatchObject([
    { recordId: id(202), body: { decision: 'approve', revisionId: id(5202) } },
    { recordId: id(201), body: { decision: 'approve', revisionId: id(5201) } },
  ])
})

test('one that is unticked stays in the queue', async () => {
  const device = await openOffice('minh', waiting())
  await openPage('/review', device)
  const sheet = await openSheet()
  fireEvent.click(sheet.getByRole('checkbox', { name: 'Công ty Mẫu Dệt' }))
  fireEvent.click(sheet.getByRole('checkbox', { name: 'Công ty Mẫu Nhựa' }))
  await click('Duyệt 0 lượt', sheet)
  expect(sheet.getByText('Chọn ít nhất một lượt.')).toBeTruthy()
  fireEvent.click(sheet.getByRole('checkbox', { name: 'Công ty Mẫu Nhựa' }))
  await click('Duyệt 1 lượt', sheet)
  await expect.poll(() => recorded(device)).toMatchObject([{ recordId: id(202) }])
})

test('a version that came while the sheet was open is not approved by it, and that is said', async () => {
  const [dệt, nhựa] = waiting()
  const device = await openOffice('minh', waiting())
  await openPage('/review', device)
  const sheet = await openSheet()
  const revision = makeRevision(301, firms.dệt, { headcountTotal: 900 })
  await receive(device, {
    ...dệt!,
    headRevisionId: revision.revisionId,
    revisions: [...dệt!.revisions, revision],
  })
  await click('Duyệt 2 lượt', sheet)
  expect(
    await screen.findByText('Đã duyệt 1 lượt. 1 lượt vừa có thay đổi nên chưa duyệt, vẫn ở trong hàng chờ.'),
  ).toBeTruthy()
  expect(await recorded(device)).toMatchObject([{ recordId: nhựa!.id }])
})

test('nobody is offered their own visits', async () => {
  const own = submitted(204, firms.nhựa, { headcountTotal: 300 }, { by: 'minh' })
  expect(own.personId).toBe(people.minh.id)
  await openPage('/review', await openOffice('minh', [waiting()[0]!, own]))
  await screen.findByRole('list', { name: 'Lượt chờ duyệt' })
  expect(screen.queryByRole('button', { name: /không có cảnh báo/ })).toBeNull()
})

test('whoever lost the role meanwhile is told so, and nothing is recorded', async () => {
  const device = await openOffice('minh', waiting())
  await openPage('/review', device)
  const sheet = await openSheet()
  const record = { ...people.minh, roles: ['surveyor'] }
  const change = {
    kind: 'record',
    collection: 'person',
    id: record.id,
    scope: 'reference',
    seq: 900,
    record,
  } as const
  await act(async () => {
    await applyPage(device, 'c', { changes: [change], meta: { cursor: 'c', upTo: 100_000 } })
  })
  await click('Duyệt 2 lượt', sheet)
  expect(await sheet.findByText(/^Vai trò hiện nay không duyệt được/)).toBeTruthy()
  expect(await recorded(device)).toEqual([])
})
