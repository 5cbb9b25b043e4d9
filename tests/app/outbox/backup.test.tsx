import 'fake-indexeddb/auto'
import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { readBackupOf, writeBackupText } from '#device/backupFile.ts'
import type { Device } from '#device/device.ts'
import { addFirm } from '#device/firms.ts'
import { startVisit } from '#device/visits.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { firmIds } from '../session/smallUnit.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'

installNativeDialog()

afterEach(() => vi.unstubAllGlobals())

/** A place on a disk, as the browser's own picker hands it out; `keeps` is what the disk makes of the bytes. */
function chooseDisk(keeps: (text: string) => string = (text) => text) {
  const disk = { text: '' }
  vi.stubGlobal('showSaveFilePicker', async () => ({
    createWritable: async () => ({
      write: async (text: string) => void (disk.text = keeps(text)),
      close: async () => undefined,
    }),
    getFile: async () => new File([disk.text], 'x.json'),
  }))
  return disk
}

async function tap(name: string) {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })))
}

async function chooseFile(text: string) {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!
  Object.defineProperty(input, 'files', { value: [new File([text], 'x.json')], configurable: true })
  await act(async () => void fireEvent(input, new Event('change', { bubbles: true })))
}

async function withWork(): Promise<Device> {
  const device = await openDeviceOf('binh')
  await addFirm(device, { name: 'Công ty TNHH Mẫu Mới', parkId: 'khu' })
  await startVisit(device, firmIds.detSao)
  return device
}

test('a saved backup is read back before it is called saved', async () => {
  const device = await withWork()
  await openApp('/outbox', { device })
  await screen.findByRole('button', { name: 'Lưu tệp dự phòng' })
  const disk = chooseDisk()
  await tap('Lưu tệp dự phòng')
  expect(await screen.findByText(/đọc lại, tệp nguyên vẹn: 1 mục, 1 bản đang làm dở/)).toBeTruthy()
  expect(JSON.parse(disk.text)).toMatchObject({ backup: { displayName: device.identity.displayName } })
  chooseDisk((text) => text.slice(0, 200))
  await tap('Lưu tệp dự phòng')
  expect(await screen.findByText(/Chưa lưu được tệp dự phòng/)).toBeTruthy()
})

test('a backup is opened after saying what is in it, and then waits to be sent', async () => {
  const from = await withWork()
  const text = await writeBackupText(from, await readBackupOf(from))
  const device = await openDeviceOf('chi')
  const { ports } = await openApp('/outbox', { device })
  await screen.findByRole('button', { name: 'Mở tệp dự phòng' })
  await chooseFile('không phải')
  expect(await screen.findByText(/Đây không phải tệp dự phòng/)).toBeTruthy()
  await chooseFile(text)
  const dialog = within(await screen.findByRole('dialog', { name: 'Mở tệp dự phòng' }))
  expect(dialog.getByText(/^Tệp của Bình.*: 1 mục, 1 bản đang làm dở/)).toBeTruthy()
  expect(await device.database.outbox.count()).toBe(0)
  await act(async () => void fireEvent.click(dialog.getByRole('button', { name: 'Đưa vào máy này' })))
  expect(await screen.findByText('Đã đưa vào máy này: 1 mục chờ gửi, 0 bản đang làm dở.')).toBeTruthy()
  expect(screen.getByText(/1 bản đang làm dở của Bình.* chỉ mở được trên máy/)).toBeTruthy()
  expect(await screen.findByText(/Của Bình.*, từ tệp dự phòng/)).toBeTruthy()
  expect(ports.syncNow).toHaveBeenCalledOnce()
})
