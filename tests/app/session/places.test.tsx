import 'fake-indexeddb/auto'
import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { homeOf, phoneItems } from '#app/session/places.ts'
import { beginPractice } from '#device/practice/beginPractice.ts'
import { decideVisit } from '#device/reviews.ts'
import { must } from '../../support/participant.ts'
import { firms, id, openOffice, receive, submitted } from '../review/office.tsx'
import { openApp } from './openApp.tsx'

const none = { unsent: 0, toReview: 0 }
const labels = (items: readonly { readonly label: string }[]) => items.map(({ label }) => label)

test.each([
  [['surveyor'], 'Hôm nay, Doanh nghiệp, Gửi dữ liệu, Cài đặt', ''],
  [['surveyor', 'leader'], 'Hôm nay, Kế hoạch, Doanh nghiệp, Gửi dữ liệu, Cài đặt', ''],
  [
    ['supervisor'],
    'Duyệt, Kế hoạch, Doanh nghiệp, Gửi dữ liệu',
    'Tổng quan, Bản đồ, Chỉ tiêu, Báo cáo, Hôm nay, Quản trị, Cài đặt',
  ],
  [
    ['supervisor', 'surveyor'],
    'Duyệt, Hôm nay, Doanh nghiệp, Gửi dữ liệu',
    'Tổng quan, Kế hoạch, Bản đồ, Chỉ tiêu, Báo cáo, Quản trị, Cài đặt',
  ],
  [
    ['administrator'],
    'Kế hoạch, Quản trị, Doanh nghiệp, Gửi dữ liệu',
    'Tổng quan, Bản đồ, Chỉ tiêu, Báo cáo, Hôm nay, Cài đặt',
  ],
] as const)(
  'the bottom bar of %j holds their work, and «Thêm» all else they may open',
  (roles, bar, more) => {
    const items = phoneItems(roles, none)
    expect(labels(items.bar).join(', ')).toBe(bar)
    expect(labels(items.more).join(', ')).toBe(more)
  },
)

test.each([
  [['surveyor'], '/today'],
  [['supervisor', 'administrator'], '/review'],
  [['administrator'], '/admin'],
] as const)('%j begins where the work is', (roles, home) => {
  expect(homeOf(roles)).toBe(home)
})

/** The bar of the phone stands last in the page. */
function phoneBar() {
  return within(screen.getAllByRole('navigation', { name: 'Điều hướng chính' }).at(-1)!)
}

test('«Thêm» leads to the places that the bar has no room for, and closes', async () => {
  await openApp('/review', { device: await openOffice('minh') })
  await screen.findByRole('heading', { name: 'Duyệt' })
  fireEvent.click(phoneBar().getByRole('button', { name: 'Thêm' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Các mục khác' }))
  await act(async () => void fireEvent.click(sheet.getByRole('link', { name: 'Quản trị' })))
  expect(await screen.findByRole('heading', { level: 1, name: 'Quản trị' })).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(phoneBar().getByRole('button', { name: 'Thêm' }).getAttribute('aria-current')).toBe('true')
})

test('whoever practises has the places of a surveyor', async () => {
  const device = await openOffice('minh')
  must(await beginPractice(device, '/settings'))
  await openApp('/practice/today', { device })
  await screen.findByText(/^Đang tập làm/)
  const names = phoneBar()
    .getAllByRole('link')
    .map((link) => link.textContent)
  expect(names).toEqual(['Hôm nay', 'Doanh nghiệp', 'Gửi dữ liệu', 'Cài đặt'])
})

test('«Duyệt» counts the visits that wait, as they come in and are decided, sent or not', async () => {
  const device = await openOffice('minh', [submitted(201, firms.dệt, { headcountTotal: 820 })])
  await openApp('/plan', { device })
  const link = () => phoneBar().getByRole('link', { name: 'Duyệt' })
  const count = () => document.getElementById(link().getAttribute('aria-describedby') ?? '')?.textContent
  await expect.poll(count, { timeout: 8_000 }).toBe('1 lượt chờ')
  await receive(device, submitted(202, firms.nhựa, { headcountTotal: 310 }))
  await expect.poll(count, { timeout: 8_000 }).toBe('2 lượt chờ')
  const approve = (number: number) =>
    act(async () => {
      await decideVisit(device, { visitId: id(number), revisionId: id(number + 5000), kind: 'approve' })
    })
  await approve(202)
  await expect.poll(count, { timeout: 8_000 }).toBe('1 lượt chờ')
  await approve(201)
  await expect.poll(count, { timeout: 8_000 }).toBeUndefined()
})
