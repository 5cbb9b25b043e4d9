import 'fake-indexeddb/auto'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test, vi } from 'vitest'
import { addFirm } from '#device/firms.ts'
import type { Device } from '#device/device.ts'
import { beginPractice } from '#device/practice/beginPractice.ts'
import { hasPractice, practiceOf } from '#device/practice/practice.ts'
import { practiceFirms } from '#device/practice/practiceIds.ts'
import { must } from '../../support/participant.ts'
import { ownerVisit, recordVisit } from '../../support/visitForm.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'

const band = () => screen.queryByRole('region', { name: /^Đang tập làm/ })
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })))

/** Somebody with real work that waits, at an address of a practice. */
async function practise(path: string): Promise<Device> {
  const device = await openDeviceOf('binh')
  must(await addFirm(device, { name: 'Công ty TNHH Mẫu Thật', parkId: 'khu' }))
  must(await beginPractice(device, '/settings'))
  await openApp(`/practice${path}`, { device })
  await screen.findByText('Đang tập làm – không có gì được gửi đi')
  return device
}

test('a practice is begun in «Cài đặt», goes on until it is ended, and leads back to where it was begun', async () => {
  const device = await openDeviceOf('binh')
  await openApp('/settings', { device })
  await screen.findByRole('button', { name: 'Bắt đầu tập làm' })
  await press('Bắt đầu tập làm')
  await expect.poll(band).not.toBeNull()
  expect(location.pathname).toBe('/practice/today')
  await expect.poll(() => document.activeElement === band()).toBe(true)
  const toVisit = within(await screen.findByRole('region', { name: 'Cần đến' }))
  expect(toVisit.getAllByRole('article')).toHaveLength(6)
  expect(toVisit.queryByText(/Dệt Sao/)).toBeNull()

  // the page was loaded again, or the app was updated
  cleanup()
  await openApp('/practice/today', { device })
  await expect.poll(band).not.toBeNull()
  await press('Kết thúc tập làm')
  await expect.poll(() => location.pathname).toBe('/settings')
  expect(band()).toBeNull()
  expect(await screen.findByText('Đã kết thúc tập làm. Từ đây là việc thật.')).toBeTruthy()
  await expect.poll(() => hasPractice(device)).toBe(false)
})

test('opened anew the app is real, and «Cài đặt» leads back into the practice that was not ended', async () => {
  const device = await practise('/today')
  cleanup()
  await openApp('/settings', { device })
  const goOn = await screen.findByRole('link', { name: 'Làm tiếp buổi tập' })
  expect(band()).toBeNull()
  await act(async () => void fireEvent.click(goOn))
  await expect.poll(() => location.pathname).toBe('/practice/today')
  await expect.poll(band).not.toBeNull()
})

test('an address of a practice that was ended leads to real work', async () => {
  await openApp('/practice/outbox', { device: await openDeviceOf('binh') })
  expect(await screen.findByRole('heading', { level: 1, name: 'Hôm nay' })).toBeTruthy()
  expect(location.pathname).toBe('/today')
  expect(band()).toBeNull()
})

test('real work that waits is told all the while, apart from what waits in the practice', async () => {
  const device = await practise('/outbox')
  expect(await screen.findByRole('button', { name: 'Việc thật: 1 mục chờ gửi' })).toBeTruthy()
  expect(await screen.findByText('Không có mục nào chờ gửi.')).toBeTruthy()
  await act(async () => void (await recordVisit({ device: practiceOf(device) }, practiceFirms.ownerAway)))
  const waiting = within(await screen.findByRole('list', { name: 'Chưa gửi' }))
  expect(waiting.getByText(/Nắng Sớm/)).toBeTruthy()
  await press('Gửi ngay')
  expect(
    await screen.findByText(/^Tập làm: không gửi đi\. Máy này đóng vai máy chủ, đã nhận 1 mục/),
  ).toBeTruthy()
  expect(await screen.findByRole('list', { name: 'Máy chủ đã nhận hôm nay' })).toBeTruthy()
  expect(await screen.findByRole('button', { name: 'Việc thật: 1 mục chờ gửi' })).toBeTruthy()
  expect(await device.database.outbox.count()).toBe(1)
})

test('what would reach beyond the practice is not offered: no backup file, no signing out', async () => {
  const signOut = vi.fn(async () => undefined)
  const device = await openDeviceOf('binh')
  must(await beginPractice(device, '/settings'))
  const { goTo } = await openApp('/practice/settings', { device, ports: { signOut } })
  expect(await screen.findByRole('radio', { name: /Ngoài nắng/ })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Đăng xuất' })).toBeNull()
  await goTo('/practice/outbox')
  expect(await screen.findByText(/Buổi tập không có tệp dự phòng/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Lưu tệp dự phòng' })).toBeNull()
})

test('each firm says what to try; once it was done, what the rules made of it', async () => {
  const device = await practise(`/firms/${practiceFirms.threeMembers}`)
  expect(await screen.findByText(/3 đảng viên, trong đó 1 dự bị/)).toBeTruthy()
  const answers = { membersOfficial: 2, membersProbationary: 1, membersStable: 2, membersOther: 0 }
  await act(async () => {
    const who = { device: practiceOf(device) }
    await recordVisit(who, practiceFirms.threeMembers, { ...ownerVisit, ...answers, membersResidence: 3 })
  })
  expect(await screen.findByText(/^Quy tắc xếp «.+»: .*2 đảng viên chính thức.*chưa đủ 3/)).toBeTruthy()
})

test('who has no firm yet is offered to practise, and comes back to «Hôm nay»', async () => {
  await openApp('/today', { device: await openDeviceOf('chi') })
  expect(await screen.findByText(/có thể tập làm trên doanh nghiệp mẫu/)).toBeTruthy()
  await screen.findByRole('button', { name: 'Bắt đầu tập làm' })
  await press('Bắt đầu tập làm')
  await expect.poll(band).not.toBeNull()
  await press('Kết thúc tập làm')
  await expect.poll(() => location.pathname).toBe('/today')
})
