import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, openPage, receive, submitted } from '../review/office.tsx'

async function openReports(path = '/reports') {
  // what waits for a decision is in no figure
  const minh = await openOffice('minh', [submitted(301, firms.gốm, { headcountTotal: 40 })])
  await openPage(path, minh)
  await screen.findByRole('table')
  return minh
}

function cellsOf(row: RegExp): string[] {
  return within(screen.getByRole('row', { name: row }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
}

function choose(reportId: string): void {
  chooseOption(screen.getByRole('combobox', { name: 'Báo cáo' }), reportId)
}

test('R1 counts approved visits alone, and says how many wait', async () => {
  const minh = await openReports()
  expect(screen.getByRole('heading', { level: 2, name: 'Tổng hợp tình hình doanh nghiệp' })).toBeTruthy()
  expect(
    screen.getByText(
      'Số liệu tính đến 21/11/2026, gồm lượt đã duyệt. Còn 1 lượt chờ duyệt, không tính vào đây.',
    ),
  ).toBeTruthy()
  expect(cellsOf(/Tổng cộng/).slice(1, 5)).toEqual(['3', '2', '66,7%', '1.100'])
  await receive(minh, submitted(301, firms.gốm, { headcountTotal: 40 }, { approved: true }))
  await screen.findByText(/Không còn lượt nào chờ duyệt/)
  expect(cellsOf(/Tổng cộng/).slice(1, 5)).toEqual(['3', '3', '100%', '1.140'])
})

test('every number opens the firms behind it', async () => {
  await openReports()
  await act(
    async () =>
      void fireEvent.click(screen.getByRole('button', { name: 'Tổng cộng: DN có CĐCS: 1, xem danh sách' })),
  )
  const sheet = within(screen.getByRole('dialog', { name: 'Tổng cộng: DN có CĐCS' }))
  expect(sheet.getAllByRole('link').map((link) => link.textContent)).toEqual(['Công ty Mẫu Dệt'])
})

test('another report is chosen from the list and keeps its address', async () => {
  await openReports()
  choose('R8')
  expect(await screen.findByRole('heading', { level: 2, name: 'Chất lượng số liệu' })).toBeTruthy()
  expect(location.pathname).toBe('/reports/R8')
  expect(cellsOf(/Chưa rõ số lao động/).slice(1)).toEqual(['1', '33,3%'])
})

test('small numbers are masked for readers outside, and not in a list of firms', async () => {
  await openReports()
  await act(async () => void fireEvent.click(screen.getByRole('switch', { name: 'Che số dưới 3' })))
  expect(cellsOf(/Tổng cộng/).slice(1, 5)).toEqual(['3', '×', '×', '1.100'])
  expect(screen.getByText(/^× là số được che/)).toBeTruthy()
  choose('R4')
  await screen.findByRole('heading', { level: 2, name: 'Danh sách ưu tiên' })
  expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Che số dưới 3' }).disabled).toBe(true)
})

test('a period that has not begun shows no figures', async () => {
  await openReports()
  fireEvent.change(screen.getByLabelText('Từ ngày'), { target: { value: '2026-12-01' } })
  expect(await screen.findByText('Kỳ này chưa bắt đầu.')).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})

test('what reports count is read once, however often they are opened, until something changes', async () => {
  const minh = await openReports()
  let visitsRead = 0
  minh.database.base.hook('reading', (row) => {
    if (row.collection === 'visit') visitsRead += 1
    return row
  })
  cleanup()
  await openPage('/reports/R8', minh)
  await screen.findByRole('table')
  expect(visitsRead).toBe(0)
  await receive(minh, submitted(301, firms.gốm, { headcountTotal: 40 }, { approved: true }))
  await screen.findByText(/Không còn lượt nào chờ duyệt/)
  expect(visitsRead).toBeGreaterThan(0)
})
