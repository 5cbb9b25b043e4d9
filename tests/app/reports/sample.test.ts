import { beforeAll, expect, test } from 'vitest'
import type { Device } from '#device/device.ts'
import { readReportSource } from '#device/reportFirms.ts'
import type { Report, ReportRow } from '#domain/reports/report.ts'
import { reportIds } from '#domain/reports/report.ts'
import { openSample } from '../../support/sampleDevice.ts'
import { reportOn, thisYear, wordsOf } from './sampleReports.ts'

let device: Device
beforeAll(async () => {
  device = await openSample()
})

test('[S003] R1: of 40 firms 13 have an organisation, 575 young members, and what is not known is told', async () => {
  const report = await reportOn(device, 'R1')
  expect(wordsOf(report, 'total')).toMatchObject({
    place: 'Tổng cộng',
    firms: '40',
    headcount: '27.153',
    organised: '13',
    organisedShare: '32,5%',
    union: '28',
    youth: '9',
    youthMembers: '575',
  })
  expect(report.lines).toEqual([
    'Kỳ báo cáo: từ 01/01/2026 đến 21/11/2026',
    'Số liệu tính đến 21/11/2026, gồm lượt đã duyệt. Còn 13 lượt chờ duyệt, không tính vào đây.',
  ])
  expect(report.notes).toContain(
    'Chưa rõ thì không cộng vào số nào: 1 DN chưa rõ số lao động, 2 DN chưa rõ số đảng viên.',
  )
})

test('R1: every park is the sum of its communes, those of their kinds of ownership, and the total of the parks', async () => {
  const { rows, total, columns } = await reportOn(device, 'R1')
  expect(rows.filter(({ level }) => level === 0)).toHaveLength(6)
  for (const { key } of columns.filter(({ kind }) => kind === 'number')) {
    expectSum(
      total!,
      rows.filter(({ level }) => level === 0),
      key,
    )
    rows.forEach((row, index) => {
      if (row.level === 2) return
      const next = rows.findIndex((other, at) => at > index && other.level <= row.level)
      const below = rows.slice(index + 1, next === -1 ? undefined : next)
      expectSum(
        row,
        below.filter(({ level }) => level === row.level + 1),
        key,
      )
    })
  }
})

function expectSum(whole: ReportRow, parts: readonly ReportRow[], key: string): void {
  const value = (row: ReportRow) => {
    const cell = row.cells[key]
    return cell?.kind === 'number' ? cell.value : Number.NaN
  }
  expect(
    parts.reduce((sum, row) => sum + value(row), 0),
    `${whole.key} ${key}`,
  ).toBe(value(whole))
}

test('[S003] R9: 13 cells with 99 members, 86 official and 13 probationary', async () => {
  expect(wordsOf(await reportOn(device, 'R9'), 'total')).toMatchObject({
    organisations: '13',
    members: '99',
    official: '86',
    probationary: '13',
  })
})

test('[S004] R2: of 24 firms in the plan 7 were met, 29,2%', async () => {
  const report = await reportOn(device, 'R2')
  expect(wordsOf(report, 'planned')).toMatchObject({ ofPlan: '24', ofPlanShare: '100%', conversion: '—' })
  expect(wordsOf(report, 'met')).toMatchObject({ ofPlan: '7', ofPlanShare: '29,2%' })
})

test('[S004] R3: 8 of 12 cells in 2025, 66,7%', async () => {
  const period = { from: '2025-01-01', to: '2025-12-31' }
  expect(wordsOf(await reportOn(device, 'R3', { period }), 'cellsEstablished')).toMatchObject({
    target: '12',
    achieved: '8',
    share: '66,7%',
    remaining: '4',
  })
})

test('R4 says of each firm why it stands where it does, and those to save first lead', async () => {
  const report = await reportOn(device, 'R4')
  expect(report.rows).toHaveLength(28)
  const words = report.rows.map(({ key }) => wordsOf(report, key))
  expect(words[0]!['reason']).toMatch(/^cần kiện toàn ngay/)
  expect(words.every(({ reason }) => /lao động/.test(reason!))).toBe(true)
})

test('R5 names for each firm its way forward, what comes next, who and by when', async () => {
  const report = await reportOn(device, 'R5')
  expect(report.rows).toHaveLength(40)
  const words = report.rows.map(({ key }) => wordsOf(report, key))
  expect(
    words.filter(({ next, due }) => next !== '—' && /^\d\d\/\d\d\/2026$|2027$/.test(due!)).length,
  ).toBeGreaterThan(20)
})

test('R6: 4 owners fear the burden', async () => {
  expect(wordsOf(await reportOn(device, 'R6'), 'burden')).toMatchObject({ open: '4' })
})

test('R7 stands in the order of names, and what each has adds up', async () => {
  const report = await reportOn(device, 'R7')
  const names = report.rows.map(({ key }) => wordsOf(report, key)['person']!)
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'vi')))
  expect(wordsOf(report, 'total')['assigned']).toBe('38')
})

test('R8 counts the firms of which something is missing', async () => {
  const report = await reportOn(device, 'R8')
  expect(wordsOf(report, 'headcountUnknown')).toMatchObject({ firms: '1', share: '2,5%' })
  expect(wordsOf(report, 'taxCodeMissing')).toMatchObject({ firms: '1' })
  expect(wordsOf(report, 'unionUnknown')).toMatchObject({ firms: '3' })
  expect(wordsOf(report, 'possibleDouble')).toMatchObject({ firms: '0' })
})

test('[R1–R9] no column tells what stands and what happened at once, and every column has a heading of its own', async () => {
  for (const id of reportIds) {
    const { columns } = await reportOn(device, id)
    const headings = columns.map(({ group = '', heading }) => `${group}/${heading}`)
    // a share stands in the group of what it is a share of
    expect(new Set(headings).size, id).toBe(headings.length)
    if (id === 'R4' || id === 'R5') continue
    const figures = columns.filter(({ kind }) => kind === 'number' || kind === 'percent')
    expect(
      figures.map(({ key, measures }) => [key, measures !== undefined]),
      id,
    ).toEqual(figures.map(({ key }) => [key, true]))
  }
})

test('every number of firms has those very firms behind it', async () => {
  const { rows, total } = await reportOn(device, 'R1')
  const source = await readReportSource(device, thisYear)
  const byId = new Map(source!.firms.map((firm) => [firm.id, firm]))
  for (const key of ['firms', 'surveyed', 'organised', 'membersOnly', 'union', 'youth', 'visitedInPeriod']) {
    for (const row of [...rows, total!]) {
      const cell = row.cells[key]
      if (cell?.kind !== 'number') throw new Error(`${row.key} has no ${key}`)
      expect(new Set(cell.firmIds).size).toBe(cell.value)
    }
  }
  const organised = total!.cells['organised']
  const ids = organised?.kind === 'number' ? organised.firmIds! : []
  expect(ids.map((id) => byId.get(id)?.org)).toEqual(ids.map(() => 'own'))
})

test('as of a day before, later visits and plans are not there yet', async () => {
  const report = await reportOn(device, 'R1', { period: { from: '2025-01-01', to: '2025-06-30' } })
  const now = await reportOn(device, 'R1')
  const surveyed = (one: Report) => Number(wordsOf(one, 'total')['surveyed'])
  expect(surveyed(report)).toBeLessThan(surveyed(now))
  const funnel = await reportOn(device, 'R2', { period: { from: '2025-01-01', to: '2025-06-30' } })
  expect(wordsOf(funnel, 'planned')['ofPlan']).toBe('0')
})

test('a commune has the name of the day', async () => {
  const place = (report: Report) => report.rows.map(({ key }) => wordsOf(report, key)['place'])
  expect(place(await reportOn(device, 'R1'))).toContain('Phường Bến Sương (mẫu)')
  const before = await reportOn(device, 'R1', { period: { from: '2026-01-01', to: '2026-03-31' } })
  expect(place(before)).toContain('Xã Bến Sương (mẫu)')
})
