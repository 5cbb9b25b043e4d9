import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { firm, firms, id, openOffice, recorded, submitted, type Username } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

const double = id(25)
const click = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))

/** «Công ty Mẫu Dệt» stands in the list twice, written differently. */
function openTwo(username: Username = 'minh') {
  const atDouble = submitted(401, double, { headcountTotal: 812 }, { approved: true, on: '2026-10-02' })
  return openOffice(username, [atDouble], [firm(double, 'Cty Mau Det')])
}

async function openComparison() {
  const device = await openTwo()
  await openApp(`/firms/${firms.dệt}`, { device })
  await screen.findByRole('heading', { level: 1, name: 'Công ty Mẫu Dệt' })
  await click('Gộp với doanh nghiệp trùng…')
  const likely = within(await screen.findByRole('list', { name: 'Có thể là một' }))
  await click('So sánh với Cty Mau Det', likely)
  const sheet = within(await screen.findByRole('dialog', { name: 'Hai doanh nghiệp là một?' }))
  return { device, sheet }
}

test('a likely double is compared side by side, one is chosen to stay, and «Gộp làm một» says what comes of it', async () => {
  const { device, sheet } = await openComparison()
  const row = (name: string) => within(sheet.getByRole('rowheader', { name }).closest('tr')!)
  expect(row('Lao động').getByText('800 (ngày 14/05/2026)')).toBeTruthy()
  expect(row('Lao động').getByText('812 (ngày 02/10/2026)')).toBeTruthy()
  const stays = () => sheet.getByRole('radio', { checked: true }).closest('label')!.textContent
  expect(stays()).toContain('1. Công ty Mẫu Dệt')
  expect(sheet.getByText(/Chỉ còn một doanh nghiệp .*: Công ty Mẫu Dệt\. Tìm «Cty Mau Det»/)).toBeTruthy()
  expect(sheet.getByText(/tất cả 2 lượt/)).toBeTruthy()
  await act(async () => void fireEvent.click(sheet.getByRole('radio', { name: /^2\. Cty Mau Det/ })))
  expect(sheet.getByText(/Chỉ còn một doanh nghiệp .*: Cty Mau Det\. Tìm «Công ty Mẫu Dệt»/)).toBeTruthy()
  await act(async () => void fireEvent.click(sheet.getByRole('radio', { name: /^1\. Công ty Mẫu Dệt/ })))
  await click('Gộp làm một', sheet)
  await waitFor(async () =>
    expect(await recorded(device)).toMatchObject([
      { kind: 'firm.merge', recordId: double, body: { into: firms.dệt } },
    ]),
  )
  expect(await screen.findByText('Đã gộp Cty Mau Det vào Công ty Mẫu Dệt')).toBeTruthy()
})

test('the firm that stays says what was merged into it, by whom and when, and «Tách lại» takes it back', async () => {
  const { device, sheet } = await openComparison()
  await click('Gộp làm một', sheet)
  const merged = within(await screen.findByRole('list', { name: 'Đã gộp vào đây' }))
  expect(merged.getByText('Cty Mau Det')).toBeTruthy()
  expect(merged.getByText(/^Minh gộp ngày \d\d\/\d\d\/\d{4}$/)).toBeTruthy()
  const visits = within(screen.getByRole('list', { name: 'Các lượt khảo sát' }))
  expect(visits.getAllByRole('listitem')).toHaveLength(2)
  await click('Tách lại Cty Mau Det', merged)
  await click('Tách lại', within(await screen.findByRole('dialog', { name: 'Tách lại Cty Mau Det?' })))
  expect(await screen.findByText('Đã tách lại Cty Mau Det')).toBeTruthy()
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Đã gộp vào đây' })).toBeNull())
  expect(visits.getAllByRole('listitem')).toHaveLength(1)
  expect(await recorded(device)).toMatchObject([
    { kind: 'firm.merge' },
    { kind: 'firm.unmerge', recordId: double, body: { from: firms.dệt } },
  ])
})

test('the page of a firm that was merged away shows the one it is now', async () => {
  const { sheet } = await openComparison()
  await click('Gộp làm một', sheet)
  await screen.findByRole('list', { name: 'Đã gộp vào đây' })
  history.replaceState(null, '', `/firms/${double}`)
  await act(async () => void window.dispatchEvent(new PopStateEvent('popstate')))
  expect(await screen.findByRole('heading', { level: 1, name: 'Công ty Mẫu Dệt' })).toBeTruthy()
})

test('any other firm is found by name; who only surveys or keeps accounts merges nothing', async () => {
  const device = await openTwo()
  await openApp(`/firms/${firms.gốm}`, { device })
  await screen.findByRole('heading', { level: 1, name: 'Công ty Mẫu Gốm' })
  await click('Gộp với doanh nghiệp trùng…')
  expect(await screen.findByText(/^Không thấy doanh nghiệp nào giống/)).toBeTruthy()
  const search = screen.getByRole('searchbox', { name: 'Tìm doanh nghiệp khác' })
  await act(async () => void fireEvent.input(search, { target: { value: 'nhua' } }))
  await click('So sánh với Công ty Mẫu Nhựa')
  expect(await screen.findByRole('dialog', { name: 'Hai doanh nghiệp là một?' })).toBeTruthy()
})

test.each(['binh', 'quantri'] as const)('%s is offered no merging', async (username) => {
  await openApp(`/firms/${firms.dệt}`, { device: await openTwo(username) })
  await screen.findByRole('heading', { level: 1, name: 'Công ty Mẫu Dệt' })
  expect(screen.queryByRole('button', { name: /^Gộp/ })).toBeNull()
})

test('a firm that was added at the gate is compared with its likely double from «Duyệt»', async () => {
  const visit = submitted(402, double, { headcountTotal: 815 })
  const device = await openOffice('minh', [visit], [firm(double, 'Cty Mau Det', 'proposed')])
  await openApp(`/review/${id(402)}`, { device })
  await screen.findByText(/^Có thể đã có: Công ty Mẫu Dệt/)
  await click('So sánh, gộp…')
  const sheet = within(await screen.findByRole('dialog', { name: 'Hai doanh nghiệp là một?' }))
  // the one of the list stays, unless somebody says otherwise
  await click('Gộp làm một', sheet)
  await waitFor(async () =>
    expect(await recorded(device)).toMatchObject([
      { kind: 'firm.merge', recordId: double, body: { into: firms.dệt } },
    ]),
  )
  expect(await screen.findByText('Đã gộp Cty Mau Det vào Công ty Mẫu Dệt')).toBeTruthy()
  await waitFor(() => expect(screen.queryByText(/^Có thể đã có: Công ty Mẫu Dệt/)).toBeNull())
})
