import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { firms, id, openOffice, recorded, submitted } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

const path = `/firms/${firms.gốm}`
const click = (name: string, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))
const wish = () =>
  submitted(
    401,
    firms.gốm,
    { outcome: 'metOwner', ownerNeeds: ['procedures'], request: 'xin điện 3 pha' },
    { approved: true, on: '2026-05-14' },
  )

test('[000-7] the supervisor says who sees to a wish and until when; what is over says what came of it', async () => {
  const device = await openOffice('minh', [wish()])
  await openApp(path, { device })
  const fold = await screen.findByText('Mong muốn, kiến nghị (1 đang chờ, tất cả 1)')
  expect(fold.closest('details')?.open).toBe(false)
  fireEvent.click(fold)
  expect(screen.getByText('Gỡ vướng thủ tục: xin điện 3 pha')).toBeTruthy()
  await click('Ghi việc giải quyết')
  const sheet = within(screen.getByRole('dialog', { name: 'Ghi việc giải quyết' }))
  const type = (label: string, value: string) =>
    act(async () => void fireEvent.input(sheet.getByLabelText(label), { target: { value } }))
  await type('Cơ quan giải quyết', ' Ban Quản lý khu ')
  await type('Hạn giải quyết', '2026-11-10')
  await click('Lưu', sheet)
  expect(await screen.findByText('Quá hạn')).toBeTruthy()
  await click('Ghi việc giải quyết')
  const again = within(screen.getByRole('dialog'))
  await act(async () => void fireEvent.click(again.getByRole('radio', { name: 'Đã giải quyết' })))
  await click('Lưu', again)
  expect(await again.findByText('Ghi kết quả hoặc lý do: doanh nghiệp sẽ hỏi lại.')).toBeTruthy()
  await act(
    async () =>
      void fireEvent.input(again.getByLabelText('Kết quả, trả lời doanh nghiệp'), {
        target: { value: 'đã lắp trạm' },
      }),
  )
  await click('Lưu', again)
  expect(await screen.findByText('Mong muốn, kiến nghị (0 đang chờ, tất cả 1)')).toBeTruthy()
  expect(await recorded(device)).toMatchObject([
    {
      kind: 'request.set',
      recordId: firms.gốm,
      body: { visitId: id(401), state: 'open', inCharge: 'Ban Quản lý khu', dueOn: '2026-11-10' },
    },
    { kind: 'request.set', body: { state: 'settled', answer: 'đã lắp trạm', inCharge: 'Ban Quản lý khu' } },
  ])
})

test('a surveyor sees what becomes of a wish and cannot change it', async () => {
  await openApp(path, { device: await openOffice('binh', [wish()]) })
  fireEvent.click(await screen.findByText('Mong muốn, kiến nghị (1 đang chờ, tất cả 1)'))
  expect(screen.getByText('Gỡ vướng thủ tục: xin điện 3 pha')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Ghi việc giải quyết' })).toBeNull()
})
