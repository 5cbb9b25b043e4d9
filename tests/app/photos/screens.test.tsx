import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import 'fake-indexeddb/auto'
import type { Ports } from '#app/ports.tsx'
import { createDraft } from '#device/drafts.ts'
import { addPhoto } from '#device/photos.ts'
import { must } from '../../support/participant.ts'
import { firms, id, openOffice, openPage, submitted } from '../review/office.tsx'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { firmIds } from '../session/smallUnit.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'

installNativeDialog()
const hash = 'a'.repeat(64)

beforeEach(() => {
  // jsdom has no pictures
  Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined })
})
afterEach(() => vi.restoreAllMocks())

const click = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })))

test('an administrator switches photos on; a supervisor sees how it stands', async () => {
  const setUnit = vi.fn(async () => ({ ok: true, value: undefined }) as const)
  const ports = await openPage('/admin', await openOffice('quantri'), { setUnit })
  fireEvent.click(await screen.findByRole('radio', { name: 'Ảnh' }))
  const toggle = await screen.findByRole<HTMLInputElement>('switch', { name: /Cho phép chụp ảnh/ })
  expect(toggle.checked).toBe(false)
  await act(async () => void fireEvent.click(toggle))
  expect(setUnit).toHaveBeenCalledWith({ allowsPhotos: true })
  await waitFor(() => expect(ports.syncNow).toHaveBeenCalled())
})

test('a supervisor cannot switch photos on', async () => {
  await openPage('/admin', await openOffice('minh'))
  fireEvent.click(await screen.findByRole('radio', { name: 'Ảnh' }))
  expect((await screen.findByRole<HTMLInputElement>('switch')).disabled).toBe(true)
  expect(screen.getByText('Chỉ người quản trị bật hoặc tắt được.')).toBeTruthy()
})

test('in the review a photo is shown once it is there, and until then the page says why not', async () => {
  const visit = submitted(201, firms.dệt, { headcountTotal: 1250, photos: [hash] })
  const answers: Awaited<ReturnType<Ports['readPhoto']>>[] = [
    { ok: false, failure: 'offline' },
    { ok: false, failure: 'refused' },
    { ok: true, value: new Blob(['x'], { type: 'image/jpeg' }) },
  ]
  const readPhoto = vi.fn(async () => answers.shift()!)
  await openPage(`/review/${id(201)}`, await openOffice('minh', [visit]), { readPhoto })
  const photos = within(await screen.findByRole('region', { name: 'Ảnh biển hiệu, giấy tờ' }))
  expect(await photos.findByText('Ảnh 1: Ảnh xem được khi có mạng.')).toBeTruthy()
  await click('Thử lại')
  expect(await photos.findByText('Ảnh 1: Ảnh chưa về đến máy chủ.')).toBeTruthy()
  await click('Thử lại')
  expect(await photos.findByRole('img', { name: 'Ảnh 1' })).toBeTruthy()
  expect(readPhoto).toHaveBeenCalledWith(id(201), hash)
  expect(screen.queryByRole('button', { name: 'Thử lại' })).toBeNull()
  await click('Xem lớn ảnh 1')
  expect(within(screen.getByRole('dialog', { name: 'Ảnh 1' })).getByRole('img')).toBeTruthy()
})

test('«Gửi dữ liệu» says which photos wait and for what, and that a backup file has none of them', async () => {
  const device = await openDeviceOf('binh')
  const draft = must(await createDraft(device, { firmId: firmIds.detSao, form: {} }))
  must(await addPhoto(device, draft, new Uint8Array(300_000)))
  const broken = must(await addPhoto(device, draft, new Uint8Array([1, 2])))
  await device.database.photos.toCollection().modify({ state: 'waiting', isUnknown: true })
  await openApp('/outbox', { device })
  const list = within(await screen.findByRole('list', { name: 'Ảnh chờ gửi' }))
  expect(list.getByText(/Ảnh của lượt khảo sát .*Sao/)).toBeTruthy()
  expect(list.getByText(/^2 ảnh/)).toBeTruthy()
  expect(list.getByText(/đang chờ người phụ trách xem/)).toBeTruthy()
  expect(await screen.findByText(/Tệp dự phòng không chứa ảnh/)).toBeTruthy()
  expect(await screen.findByText('Còn 2 ảnh chưa gửi')).toBeTruthy()
  await click('Gửi ngay')
  // in the list of deeds, and not as the answer to the tap
  expect(screen.getAllByText('Không có mục nào chờ gửi.')).toHaveLength(1)
  await device.database.photos.update([broken.visitId, broken.hash], { state: 'damaged' })
  expect(await list.findByText(/1 ảnh bị hỏng trên máy/)).toBeTruthy()
  expect(screen.getByText('Còn 2 ảnh chưa gửi')).toBeTruthy()
  await click('Bỏ ảnh hỏng')
  await waitFor(async () => expect(await device.database.photos.count()).toBe(1))
  await waitFor(() => expect(list.queryByText(/bị hỏng/)).toBeNull())
})
