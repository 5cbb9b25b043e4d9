import 'fake-indexeddb/auto'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { itemTitle, problemWords } from '#app/outbox/itemWords.ts'
import { statusLine } from '#app/outbox/statusLine.ts'
import { addFirm } from '#device/firms.ts'
import { problemCodes } from '#domain/problem.ts'
import { addFirms, settle, startTeam } from '../../journeys/team.ts'
import { must } from '../../support/participant.ts'
import { recordVisit } from '../../support/visitForm.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { installNativeDialog } from '../ui/nativeDialog.ts'

installNativeDialog()

const quiet = {
  online: true,
  running: false,
  sent: 0,
  total: 0,
  failure: undefined,
  revoked: undefined,
  waiting: 0,
  photos: 0,
  lastReceiptAt: undefined,
  lastPullAt: 1,
  now: Date.parse('2026-11-21T15:00:00+07:00'),
}

test('green is the server’s receipt alone', () => {
  expect(statusLine(quiet).tone).not.toBe('good')
  const receipt = { ...quiet, lastReceiptAt: Date.parse('2026-11-21T14:05:00+07:00') }
  expect(statusLine(receipt)).toMatchObject({ tone: 'good' })
  expect(statusLine({ ...receipt, waiting: 3 })).toMatchObject({ tone: 'waiting', text: '3 mục chờ gửi' })
  expect(statusLine({ ...receipt, photos: 2 })).toMatchObject({ tone: 'waiting', text: 'Còn 2 ảnh chưa gửi' })
  const offline = statusLine({ ...receipt, photos: 2, failure: 'offline' })
  expect(offline).toEqual({ tone: 'offline', text: 'Không có mạng · Còn 2 ảnh chưa gửi' })
  expect(statusLine({ ...receipt, failure: 'serverDown' }).tone).toBe('warn')
})

test('sending counts, and having no network goes before what failed', () => {
  const sending = { ...quiet, running: true, sent: 2, total: 5, waiting: 3 }
  expect(statusLine(sending)).toEqual({ tone: 'sending', text: 'Đang gửi 2/5' })
  expect(statusLine({ ...sending, online: false }).text).toBe('Không có mạng · 3 mục chờ gửi')
})

test('every problem the server may name has words, never a code', () => {
  for (const code of problemCodes) expect(problemWords(code)).not.toContain(code)
  expect(problemWords('somethingNew')).toMatch(/người phụ trách/)
  expect(itemTitle({ kind: 'some.newKind', firmName: 'Mẫu' })).toBe('Mục khác Mẫu')
})

test('what waits is listed with its state, and «Gửi ngay» sends', async () => {
  const device = await openDeviceOf('binh')
  await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
  const { ports } = await openApp('/outbox', { device })
  const list = within(await screen.findByRole('list', { name: 'Chưa gửi' }))
  expect(list.getByText('Thêm Công ty TNHH Mẫu Mới')).toBeTruthy()
  expect(list.getByText('Trên máy này')).toBeTruthy()
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Gửi ngay' })))
  expect(ports.syncNow).toHaveBeenCalledOnce()
})

test('with nothing done today the page says so', async () => {
  await openApp('/outbox', { device: await openDeviceOf('binh') })
  expect(await screen.findByText('Hôm nay chưa hoàn tất lượt nào trên máy này.')).toBeTruthy()
})

test('a deed that changed on disk is told in words, and its person says what becomes of it', async () => {
  const device = await openDeviceOf('binh')
  await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
  const { outbox } = device.database
  await outbox.toCollection().modify({ damagedAt: 1 })
  const { ports } = await openApp('/outbox', { device })
  const button = (name: string) => screen.findByRole('button', { name })
  const click = async (name: string) => {
    const found = await button(name)
    await act(async () => void fireEvent.click(found))
  }
  expect(await screen.findByText(/bị thay đổi trên bộ nhớ của máy, nên máy chủ không nhận/)).toBeTruthy()
  await click('Nội dung vẫn đúng, gửi đi')
  await waitFor(() => expect(ports.syncSoon).toHaveBeenCalledOnce())
  expect(await outbox.toArray()).toMatchObject([{ kind: 'firm.create', attempts: 0 }])
  await waitFor(() => expect(screen.queryByText(/bị thay đổi trên bộ nhớ của máy/)).toBeNull())
  await outbox.toCollection().modify({ damagedAt: 1 })
  await click('Bỏ bản hỏng…')
  const dialog = await screen.findByRole('dialog')
  expect(await outbox.count()).toBe(1)
  await act(async () => void fireEvent.click(within(dialog).getByRole('button', { name: 'Bỏ bản hỏng…' })))
  await waitFor(async () => expect(await outbox.count()).toBe(0))
})

test('at the end of the day what this phone recorded stands beside what the server confirmed, green only when it has all', async () => {
  const team = await startTeam()
  try {
    const [first, second] = await addFirms(team, 2, { to: 'binh' })
    const [far] = await addFirms(team, 1, { park: 2 })
    const binh = await team.join('binh')
    await recordVisit(binh, first!)
    binh.goOffline()
    team.later(86_400_000)
    await recordVisit(binh, first!)
    await recordVisit(binh, second!)
    must(await addFirm(binh.device, { name: 'Công ty TNHH Mẫu Mới', parkId: team.server.parkIds[0] }))
    await openApp('/outbox', { device: binh.device })
    const day = await screen.findByRole('region', { name: 'Đối chiếu cuối ngày' })
    const tone = () => day.querySelector('.card')?.getAttribute('data-tone')
    await within(day).findByText('Hôm nay: 2 lượt trên máy, máy chủ đã nhận 0')
    expect(day.textContent).toContain('Doanh nghiệp mới1 trên máy, máy chủ đã nhận 0')
    expect(day.textContent).toContain('3 mục ghi hôm nay mới chỉ có trên máy này.')
    expect(day.textContent).toContain('Còn 1 mục ghi từ những ngày trước chưa gửi.')
    expect(tone()).toBe('info')
    binh.goOnline()
    await act(async () => settle(binh, team.minh))
    await within(day).findByText('Hôm nay: 2 lượt trên máy, máy chủ đã nhận đủ 2')
    expect(tone()).toBe('good')
    const { photos } = binh.device.database
    const size = { bytes: 1, chunks: 1, attempts: 0, notBefore: 0, takenAt: 0 }
    await photos.add({ visitId: 'v', hash: 'h', firmId: first!, revisionId: 'r', state: 'waiting', ...size })
    await within(day).findByText('Còn 1 ảnh chưa gửi.')
    expect(tone()).toBe('info')
    await photos.clear()
    await waitFor(() => expect(tone()).toBe('good'))
    await act(async () => void (await recordVisit(binh, far!)))
    await within(day).findByText('Hôm nay: 3 lượt trên máy, máy chủ đã nhận 2')
    expect(tone()).toBe('info')
    await act(async () => settle(binh))
    await within(day).findByText('Trong số đã nhận, 1 mục chờ người phụ trách xem.')
  } finally {
    await team.close()
  }
})
