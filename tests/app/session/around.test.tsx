import 'fake-indexeddb/auto'
import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { useSyncStatus } from '#app/syncStatus.ts'
import { addFirm } from '#device/firms.ts'
import { writeMeta } from '#device/meta.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { startVisit } from '#device/visits.ts'
import { openApp, openDeviceOf } from './openApp.tsx'
import { firmIds } from './smallUnit.ts'

afterEach(() => {
  vi.restoreAllMocks()
  Reflect.deleteProperty(navigator, 'storage')
})

function navigation() {
  // both are in the page; the width of the window shows one
  const [first] = screen.getAllByRole('navigation', { name: 'Điều hướng chính' })
  return within(first!)
}

test('a surveyor begins with «Hôm nay» and sees no office', async () => {
  await openApp('/', { device: await openDeviceOf('binh') })
  expect(await screen.findByRole('heading', { name: 'Hôm nay' })).toBeTruthy()
  const names = navigation()
    .getAllByRole('link')
    .map((link) => link.textContent)
  expect(names).toEqual(['Hôm nay', 'Doanh nghiệp', 'Gửi dữ liệu', 'Cài đặt'])
})

test('an office place is not there for a surveyor, in words and with a way on', async () => {
  await openApp('/admin', { device: await openDeviceOf('binh') })
  expect(await screen.findByRole('heading', { name: 'Không có trang này' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Về trang đầu' })).toBeTruthy()
})

test('the status bar counts what waits, and a tap opens «Gửi dữ liệu» with the whole sentence', async () => {
  const device = await openDeviceOf('binh')
  await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  await openApp('/today', { device })
  fireEvent.click(await screen.findByRole('button', { name: 'Không có mạng · 1 mục chờ gửi' }))
  expect(await screen.findByText(/Cứ làm tiếp: mọi câu trả lời được lưu trên máy này/)).toBeTruthy()
})

test.each([
  ['serverDown', 'Máy chủ không trả lời', 'Chưa gửi được: máy chủ không trả lời.', 'Thử lại ngay'],
  ['notTheServer', 'Mạng Wi-Fi đòi đăng nhập', /mạng Wi-Fi này có thể đang đòi đăng nhập/, 'Thử lại'],
  ['clientTooOld', 'Ứng dụng đã cũ', 'Ứng dụng trên máy này đã cũ.', 'Cập nhật'],
  ['otherVersion', 'Máy chủ khác phiên bản', /máy chủ và ứng dụng trên máy này khác phiên bản/, 'Cập nhật'],
] as const)(
  '%s says what happened and that nothing is lost, with a way on',
  async (failure, line, what, button) => {
    const device = await openDeviceOf('binh')
    await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
    await openApp('/outbox', { device })
    await act(async () => useSyncStatus.setState({ failure }))
    expect(await screen.findByRole('button', { name: `${line} · 1 mục chờ gửi` })).toBeTruthy()
    expect(screen.getAllByText(what).length).toBeGreaterThan(0)
    const safe = failure === 'clientTooOld' ? /Lượt đã làm vẫn gửi được/ : /1 mục vẫn an toàn trên máy/
    expect(screen.getAllByText(safe).length).toBeGreaterThan(0)
    expect(screen.getAllByRole('button', { name: button }).length).toBeGreaterThan(0)
  },
)

test('a phone with hardly any room left says so before something can’t be saved', async () => {
  let usage = 900_000_000
  const storage = {
    estimate: async () => ({ usage, quota: 1_000_000_000 }),
    persisted: async () => true,
  }
  Object.defineProperty(navigator, 'storage', { value: storage, configurable: true })
  const { goTo } = await openApp('/outbox', { device: await openDeviceOf('binh') })
  await screen.findByRole('heading', { name: 'Gửi dữ liệu' })
  await act(async () => undefined)
  expect(screen.queryByText('Máy sắp hết chỗ trống.')).toBeNull()
  usage = 960_000_000
  await goTo('/settings')
  expect(await screen.findByText('Máy sắp hết chỗ trống.')).toBeTruthy()
  expect(screen.getByText(/Những gì đã ghi vẫn an toàn/)).toBeTruthy()
  await goTo('/outbox')
  expect(await screen.findByText('Máy sắp hết chỗ trống.')).toBeTruthy()
})

test('a session that ended leads to signing in again, and work goes on', async () => {
  const device = await openDeviceOf('binh')
  await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
  await openApp('/outbox', { device })
  await act(async () => useSyncStatus.setState({ failure: 'sessionEnded' }))
  expect(await screen.findByText(/1 mục chờ gửi an toàn trên máy, sẽ gửi sau khi đăng nhập lại/)).toBeTruthy()
  fireEvent.click(await screen.findByRole('link', { name: 'Đăng nhập lại' }))
  expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy()
  expect(navigation().getByRole('link', { name: 'Hôm nay' })).toBeTruthy()
})

test('a version that is ready is offered and can be put off', async () => {
  const { ports } = await openApp('/today', { device: await openDeviceOf('binh') })
  await act(async () => useSyncStatus.setState({ updateReady: true }))
  fireEvent.click(await screen.findByRole('button', { name: 'Cập nhật bây giờ' }))
  expect(ports.updateApp).toHaveBeenCalledOnce()
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Khi xong lượt này' })))
  expect(screen.queryByText('Đã có bản mới trên máy.')).toBeNull()
})

test('a wrong clock is told with how wrong it is, and how many of today’s visits it concerns', async () => {
  const device = await openDeviceOf('binh')
  await openApp('/outbox', { device })
  await screen.findByRole('heading', { name: 'Gửi dữ liệu' })
  expect(screen.queryByText(/Đồng hồ điện thoại/)).toBeNull()
  await act(() => writeMeta(device.database, { clockOffsetMs: -200 * 60_000 }))
  expect(await screen.findByText('Đồng hồ điện thoại đang nhanh 3 giờ 20 phút.')).toBeTruthy()
  expect(screen.getByText('Không lượt nào bị mất hay sai thứ tự.')).toBeTruthy()
  const draft = await startVisit(device, firmIds.detSao)
  if (!draft.ok) throw new Error('no draft')
  await recordOperation(device, {
    kind: 'visit.submit',
    recordId: draft.value.visitId,
    body: {
      firmId: firmIds.detSao,
      occurredAt: draft.value.form.occurredAt,
      answers: {},
      questionnaireVersion: 1,
    },
  })
  expect(await screen.findByText(/giờ ghi trên 1 lượt hôm nay có thể sai/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Xem 1 lượt' })).toBeTruthy()
  await act(() => writeMeta(device.database, { clockOffsetMs: 53 * 3_600_000 }))
  expect(await screen.findByText('Đồng hồ điện thoại đang chậm 2 ngày 5 giờ.')).toBeTruthy()
})
