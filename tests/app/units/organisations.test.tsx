import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { setOrganisation } from '#device/organisations.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, openPage, recorded } from '../review/office.tsx'

async function click(
  name: string | RegExp,
  where: { findByRole: typeof screen.findByRole } = screen,
): Promise<void> {
  const button = await where.findByRole('button', { name })
  await act(async () => void fireEvent.click(button))
}
const type = (label: string, value: string) =>
  act(async () => void fireEvent.input(screen.getByLabelText(label), { target: { value } }))

test('a supervisor adds a joint cell, finds its firms, and the number opens them', async () => {
  const device = await openOffice('minh')
  const above = await setOrganisation(device, { kind: 'partyCommittee' }, { name: 'Đảng ủy phường Mẫu' })
  await openPage('/admin', device)
  fireEvent.click(await screen.findByRole('radio', { name: 'Tổ chức' }))
  await click('Thêm tổ chức')
  await click('Lưu')
  expect(await screen.findByText('Ghi tên.')).toBeTruthy()
  await type('Tên tổ chức', 'Chi bộ ghép Mẫu')
  await act(async () => chooseOption(screen.getByLabelText('Tổ chức cấp trên'), above.ok ? above.value : ''))
  for (const [text, firm] of [
    ['det', 'Công ty Mẫu Dệt'],
    ['gom', 'Công ty Mẫu Gốm'],
  ] as const) {
    await type('Tìm doanh nghiệp thuộc tổ chức này', text)
    await click(new RegExp(`${firm}$`))
  }
  await click('Lưu')
  const row = within((await screen.findByText('Chi bộ ghép Mẫu')).closest('li')!)
  expect(row.getByText('Cấp trên: Đảng ủy phường Mẫu')).toBeTruthy()
  await click(/xem danh sách/, row)
  const list = within(screen.getByRole('dialog'))
  expect(await list.findByRole('link', { name: 'Công ty Mẫu Dệt' })).toBeTruthy()
  expect(list.getByRole('link', { name: 'Công ty Mẫu Gốm' })).toBeTruthy()
  expect((await recorded(device)).at(-1)).toMatchObject({
    kind: 'organisation.set',
    body: {
      kind: 'jointCell',
      names: [{ name: 'Chi bộ ghép Mẫu' }],
      firms: [{ firmId: firms.dệt }, { firmId: firms.gốm }],
    },
  })
})

test('a new name from a day on keeps the old one, which is shown beside it', async () => {
  const device = await openOffice('minh')
  await setOrganisation(device, { kind: 'upperUnion' }, { name: 'Công đoàn Khu' })
  await openPage('/admin', device)
  fireEvent.click(await screen.findByRole('radio', { name: 'Tổ chức' }))
  await click('Sửa Công đoàn Khu')
  await type('Tên tổ chức', 'Liên đoàn Lao động')
  await type('Thay đổi từ ngày', '2026-09-30')
  await click('Lưu')
  await click('Sửa Liên đoàn Lao động')
  expect(await screen.findByText('Tên khác theo thời gian: Công đoàn Khu')).toBeTruthy()
  expect((await recorded(device)).at(-1)?.body).toMatchObject({
    names: [{ name: 'Công đoàn Khu' }, { name: 'Liên đoàn Lao động', from: '2026-09-30' }],
    parents: [],
  })
})
