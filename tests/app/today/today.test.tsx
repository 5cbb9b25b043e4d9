import 'fake-indexeddb/auto'
import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { discardDraft } from '#device/drafts.ts'
import { startVisit } from '#device/visits.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { firmIds } from '../session/smallUnit.ts'

test('a returned visit stands first, with the sentence and how much was marked', async () => {
  await openApp('/today', { device: await openDeviceOf('binh') })
  const section = within(await screen.findByRole('region', { name: 'Cần sửa' }))
  expect(section.getByRole('heading', { name: 'Công ty TNHH Mẫu Cáp Đồng 7' })).toBeTruthy()
  expect(section.getByText(/Đoàn viên công đoàn giảm từ 690 còn 470/)).toBeTruthy()
  expect(section.getByText(/3 câu được đánh dấu/)).toBeTruthy()
  await act(async () => void fireEvent.click(section.getByRole('button', { name: 'Sửa' })))
  await expect.poll(() => location.pathname).toMatch(/^\/visits\//)
})

test('where to go: each with place, reason, due day and way forward; by order or by park', async () => {
  await openApp('/today', { device: await openDeviceOf('binh') })
  const section = within(await screen.findByRole('region', { name: 'Cần đến' }))
  const [first] = section.getAllByRole('article')
  expect(first!.textContent).toMatch(/^1Công ty .+lao động.*(Hạn|Quá hạn) \d\d\/\d\d\/2026/)
  expect(section.queryByRole('heading', { name: /^KCN/ })).toBeNull()
  fireEvent.click(section.getByRole('radio', { name: 'Theo khu' }))
  expect(await section.findAllByRole('heading', { name: /Sông Xanh/ })).toHaveLength(1)
})

test('a form that was begun stands under «Đang làm dở» until it is thrown away', async () => {
  const device = await openDeviceOf('binh')
  const started = await startVisit(device, firmIds.detSao)
  if (!started.ok) throw new Error(started.problem.code)
  await openApp('/today', { device })
  const section = within(await screen.findByRole('region', { name: 'Đang làm dở' }))
  expect(section.getByRole('link', { name: 'Công ty TNHH Mẫu Dệt Sao 3' })).toBeTruthy()
  await act(async () => void (await discardDraft(device, started.value.visitId)))
  await expect.poll(() => screen.queryByRole('region', { name: 'Đang làm dở' })).toBeNull()
})

test('a supervisor without firms is told where the work is', async () => {
  await openApp('/today', { device: await openDeviceOf('minh') })
  expect(await screen.findByText(/Không có doanh nghiệp nào được giao riêng/)).toBeTruthy()
})
