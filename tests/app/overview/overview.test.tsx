import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { applyPage } from '#device/inbox.ts'
import { setApproachPlan } from '#device/plans.ts'
import { must } from '../../support/participant.ts'
import { firms, openOffice, openPage, submitted } from '../review/office.tsx'

async function openOverview() {
  // who waits for a decision counts in no figure of approved visits
  const minh = await openOffice('minh', [submitted(301, firms.gốm, { headcountTotal: 40 })])
  must(await setApproachPlan(minh, [firms.dệt, firms.gốm], true))
  await openPage('/overview', minh)
  await screen.findByRole('table', { name: 'Các bước tiếp cận' })
}

function cellsOf(table: string, row: RegExp): string[] {
  const found = within(screen.getByRole('table', { name: table })).getByRole('row', { name: row })
  return within(found)
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
}

test('steps of approach are told of the firms in the plan, what was reached outside of it apart', async () => {
  await openOverview()
  expect(screen.getByText('3 doanh nghiệp, số liệu đã duyệt tính đến 21/11/2026')).toBeTruthy()
  expect(cellsOf('Các bước tiếp cận', /^Có kế hoạch/)).toEqual(['2', '100%', '0'])
  expect(cellsOf('Các bước tiếp cận', /^Đã liên hệ/)).toEqual(['1', '50%', '1'])
  expect(cellsOf('Các bước tiếp cận', /^Đã gặp/)).toEqual(['0', '0%', '0'])
})

test('every number opens the firms behind it', async () => {
  await openOverview()
  await act(
    async () =>
      void fireEvent.click(screen.getByRole('button', { name: 'Có kế hoạch tiếp cận: 2, xem danh sách' })),
  )
  const sheet = within(screen.getByRole('dialog', { name: 'Có kế hoạch tiếp cận' }))
  expect(sheet.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Công ty Mẫu Dệt',
    'Công ty Mẫu Gốm',
  ])
})

test('a park tells how many of its firms are surveyed; visits stand by week, in a table too', async () => {
  await openOverview()
  expect(cellsOf('Độ phủ theo khu', /^KCN Thử/)).toEqual(['3', '2', '66,7%', '0', '0%'])
  const weeks = within(screen.getByRole('table', { name: 'Lượt khảo sát theo tuần' }))
  expect(weeks.getAllByRole('row')).toHaveLength(13)
})

test('a unit without firms is led to its first, and no empty tables stand there', async () => {
  const minh = await openOffice('minh')
  const changes = Object.values(firms).map((scope) => ({ kind: 'unscope' as const, scope, seq: 900 }))
  await applyPage(minh, 'c', { changes, meta: { cursor: 'c', upTo: 100_000 } })
  await openPage('/overview', minh)
  expect((await screen.findByRole('link', { name: 'Thêm doanh nghiệp' })).getAttribute('href')).toBe(
    '/firms/new',
  )
  expect(screen.queryByRole('table')).toBeNull()
})
