import 'fake-indexeddb/auto'
import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setPreferences } from '#app/settings/preferences.ts'
import { addFirm } from '#device/firms.ts'
import { createDraft, discardDraft, readDrafts } from '#device/drafts.ts'
import { addPhoto } from '#device/photos.ts'
import { startVisit } from '#device/visits.ts'
import { must } from '../../support/participant.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { firmIds } from '../session/smallUnit.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'

beforeAll(installNativeDialog)
afterEach(() => setPreferences({ locale: 'vi', theme: 'light', textSize: 'normal' }))

test('another language takes hold at once, everywhere', async () => {
  await openApp('/settings', { device: await openDeviceOf('binh') })
  const english = await screen.findByRole('radio', { name: 'English' })
  await act(async () => void fireEvent.click(english))
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
  expect(document.documentElement.lang).toBe('en')
})

test('theme and text size show at once and are remembered', async () => {
  await openApp('/settings', { device: await openDeviceOf('binh') })
  await act(async () => void fireEvent.click(await screen.findByRole('radio', { name: /Ngoài nắng/ })))
  await act(async () => void fireEvent.click(screen.getByRole('radio', { name: 'Rất lớn' })))
  expect(document.documentElement.dataset).toMatchObject({ theme: 'sunlight', textSize: 'larger' })
  expect(localStorage.getItem('theme')).toBe('sunlight')
})

test('signing out says first that unsent work stays', async () => {
  const device = await openDeviceOf('binh')
  await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
  const signOut = vi.fn(async () => undefined)
  await openApp('/settings', { device, ports: { signOut } })
  await screen.findByRole('button', { name: /1 mục chờ gửi/ })
  fireEvent.click(screen.getByRole('button', { name: 'Đăng xuất' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Đăng xuất khỏi máy này?' }))
  expect(dialog.getByText(/1 mục chưa gửi và các lượt đang làm dở vẫn nằm trên máy này/)).toBeTruthy()
  expect(signOut).not.toHaveBeenCalled()
  await act(async () => void fireEvent.click(dialog.getByRole('button', { name: 'Đăng xuất' })))
  expect(signOut).toHaveBeenCalledOnce()
})

test('a discarded draft can be taken back', async () => {
  const device = await openDeviceOf('binh')
  const started = await startVisit(device, firmIds.detSao)
  if (!started.ok) throw new Error(started.problem.code)
  await discardDraft(device, started.value.visitId)
  await openApp('/settings', { device })
  const list = within(await screen.findByRole('list', { name: 'Lượt đã bỏ' }))
  expect(list.getByText('Công ty TNHH Mẫu Dệt Sao 3')).toBeTruthy()
  await act(async () => void fireEvent.click(list.getByRole('button', { name: 'Lấy lại' })))
  await expect.poll(() => screen.queryByRole('list', { name: 'Lượt đã bỏ' })).toBeNull()
  expect(await readDrafts(device)).toHaveLength(1)
})

test('signing out says how many photos stay on this device unsent', async () => {
  const device = await openDeviceOf('binh')
  const draft = must(await createDraft(device, { firmId: firmIds.detSao, form: {} }))
  must(await addPhoto(device, draft, new Uint8Array([1])))
  await device.database.photos.toCollection().modify({ state: 'waiting' })
  await openApp('/settings', { device })
  await screen.findByText('Còn 1 ảnh chưa gửi')
  fireEvent.click(screen.getByRole('button', { name: 'Đăng xuất' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Đăng xuất khỏi máy này?' }))
  expect(dialog.getByText('1 ảnh chưa gửi vẫn nằm trên máy này.')).toBeTruthy()
})
