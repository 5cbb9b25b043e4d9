import { act, screen } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { applyPage } from '#device/inbox.ts'
import { openApp, openDeviceOf } from './openApp.tsx'

const coming = /^Máy đang lấy dữ liệu của đơn vị/

test.each([
  ['/review', 'Duyệt', /^Không còn lượt nào chờ duyệt/],
  ['/plan', 'Kế hoạch', /^Chưa có doanh nghiệp nào/],
  ['/firms', 'Doanh nghiệp', /^Chưa có doanh nghiệp nào/],
  ['/today', 'Hôm nay', /^Không có doanh nghiệp nào được giao riêng/],
])('%s is called empty only once everything has come', async (path, title, empty) => {
  const device = await openDeviceOf('minh', { received: false })
  await openApp(path, { device })
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy()
  expect((await screen.findAllByText(coming)).length).toBeGreaterThan(0)
  expect(screen.queryByText(empty)).toBeNull()
  await act(async () => {
    await applyPage(device, undefined, { changes: [], more: true, meta: { cursor: 'c1' } })
  })
  expect(screen.queryByText(empty)).toBeNull()
  await act(async () => {
    await applyPage(device, 'c1', { changes: [], meta: { cursor: 'c2', upTo: 7 } })
  })
  expect(await screen.findByText(empty)).toBeTruthy()
  expect(screen.queryByText(coming)).toBeNull()
})

test('an address that was opened before everything came is not called wrong', async () => {
  const device = await openDeviceOf('minh', { received: false })
  await openApp('/firms/00000000-0000-7000-8000-000000000099', { device })
  expect(await screen.findByText(coming)).toBeTruthy()
  await act(async () => {
    await applyPage(device, undefined, { changes: [], meta: { cursor: 'c', upTo: 7 } })
  })
  expect(await screen.findByRole('heading', { name: 'Không có trang này' })).toBeTruthy()
})
