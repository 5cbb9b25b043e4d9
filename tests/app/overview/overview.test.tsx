import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { applyPage } from '#device/inbox.ts'
import { setApproachPlan } from '#device/plans.ts'
import { makeId } from '#domain/ids.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { must } from '../../support/participant.ts'
import { firms, openOffice, openPage, submitted } from '../review/office.tsx'

const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })))

/** An id made at nine on a day of November. */
function idOn(day: number): string {
  return makeId(Date.parse(`2026-11-${day}T09:00:00+07:00`), (size) => new Uint8Array(size))
}

function visitOf(day: number, firmId: string, by: 'binh' | 'chi'): VisitRecord {
  const on = `2026-11-${day}`
  return { ...submitted(400 + day, firmId, { headcountTotal: 40 }, { by, on }), id: idOn(day) }
}

async function openOverview() {
  // who waits for a decision counts in no figure of approved visits
  const minh = await openOffice('minh', [submitted(301, firms.gốm, { headcountTotal: 40 })])
  must(await setApproachPlan(minh, [firms.dệt, firms.gốm], true))
  await openPage('/overview', minh)
  await lastPart()
}

/** It is drawn part by part. */
const lastPart = () => screen.findAllByText('Độ phủ theo khối sở hữu')

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

test('a park tells how many of its firms are surveyed, and so does each kind of owner', async () => {
  await openOverview()
  expect(cellsOf('Độ phủ theo khu', /^KCN Thử/)).toEqual(['3', '2', '66,7%', '0', '0%'])
  expect(cellsOf('Độ phủ theo khối sở hữu', /^Chưa rõ/)).toEqual(['3', '2', '66,7%', '0', '0%'])
})

test('visits stand by week and by who recorded them, by name; a number opens its visits', async () => {
  const minh = await openOffice('minh', [
    visitOf(16, firms.gốm, 'chi'),
    visitOf(17, firms.dệt, 'binh'),
    visitOf(10, firms.nhựa, 'binh'),
  ])
  await openPage('/overview', minh)
  await lastPart()
  await press('Xem theo người')
  const table = within(await screen.findByRole('table', { name: 'Lượt khảo sát theo người' }))
  expect(table.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['Bình', 'Chi'])
  expect(cellsOf('Lượt khảo sát theo người', /^Bình/)).toEqual(['1', '2', '2'])
  await press('Bình: 4 tuần: 2, xem danh sách')
  const sheet = within(screen.getByRole('dialog', { name: 'Bình: 4 tuần' }))
  expect(sheet.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    `/review/${idOn(10)}`,
    `/review/${idOn(17)}`,
  ])
  await press('Quay lại')
  fireEvent.click(screen.getAllByText('Bảng số liệu')[0]!)
  await press('Tuần từ 16/11/2026: 2, xem danh sách')
  expect(await screen.findByRole('dialog', { name: 'Tuần từ 16/11/2026' })).toBeTruthy()
})

test('what owners think and hesitate about stands as it was and as it is, with the firms', async () => {
  const said = (number: number, on: string, values: Record<string, unknown>) =>
    submitted(number, firms.gốm, { outcome: 'metOwner', ...values }, { approved: true, on })
  const minh = await openOffice('minh', [
    said(311, '2026-05-20', { ownerStance: 'hesitant', ownerConcerns: ['burden'] }),
    said(312, '2026-11-12', { ownerStance: 'support', ownerAgreedTo: ['cell'] }),
  ])
  await openPage('/overview', minh)
  await lastPart()
  expect(cellsOf('Băn khoăn của chủ doanh nghiệp', /^Tốn thời gian/)).toEqual(['1', '0', '1'])
  fireEvent.click(screen.getAllByText('Bảng số liệu')[1]!)
  expect(cellsOf('Ý kiến của chủ doanh nghiệp', /^31\/10\/2026/)).toEqual(['0', '0', '1', '0', '0'])
  expect(cellsOf('Ý kiến của chủ doanh nghiệp', /^21\/11\/2026/)).toEqual(['1', '0', '0', '0', '0'])
})

test('figures of an earlier day are worked out anew, say what they rest on, and leave a way back', async () => {
  await openOverview()
  fireEvent.change(screen.getByLabelText('Số liệu tính đến hết ngày'), { target: { value: '2026-05-13' } })
  expect(await screen.findByText(/^Tính lại đến hết ngày 13\/05\/2026/)).toBeTruthy()
  await lastPart()
  expect(cellsOf('Độ phủ theo khu', /^KCN Thử/)).toEqual(['3', '0', '0%', '0', '0%'])
  expect(cellsOf('Các bước tiếp cận', /^Có kế hoạch/)).toEqual(['0', '—', '0'])
  await press('Về hôm nay')
  await screen.findByText('3 doanh nghiệp, số liệu đã duyệt tính đến 21/11/2026')
  await lastPart()
  expect(cellsOf('Độ phủ theo khu', /^KCN Thử/)).toEqual(['3', '2', '66,7%', '0', '0%'])
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
