import { beforeAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/universal'
import { reportCsv } from '#app/reports/reportCsv.ts'
import { cellWords } from '#app/reports/reportInput.ts'
import { reportSheet } from '#app/reports/reportSheet.ts'
import { reportIds, rowNumbers, type Report, type ReportRow } from '#domain/reports/report.ts'
import { hasLibreOffice, openInLibreOffice, type OpenedCell } from '../../support/libreOffice.ts'
import { openSample } from '../../support/sampleDevice.ts'
import { reportOn } from './sampleReports.ts'

const frame = { above: ['Ban Thường vụ (mẫu)'], below: ['TM. BAN THƯỜNG VỤ'] }
const isGrouped = ({ columns }: Report) => columns.some(({ group }) => group !== undefined)
const allRows = ({ rows, total }: Report) => (total === undefined ? rows : [...rows, total])

/** Everything a cell may hold, and texts that a spreadsheet would take for formulas. */
const tricky: Report = {
  id: 'R5',
  title: '=SUM(A1)',
  lines: ['-1+1'],
  columns: [
    { key: 'name', heading: 'Tên ưỡẫ', kind: 'text', width: 30 },
    { key: 'code', heading: 'MST', group: 'Mã', kind: 'code', width: 14 },
    { key: 'on', heading: 'Ngày', group: 'Mã', kind: 'date', width: 12 },
    { key: 'n', heading: 'Số', kind: 'number', width: 10 },
    { key: 'share', heading: '%', kind: 'percent', width: 10 },
  ],
  rows: ['=1+1', '+84 912', '-x', '@a', 'Cty "Mẫu"; <Dệt> & Sao'].map((name, index): ReportRow => ({
    key: name,
    level: 0,
    cells: {
      name: { kind: 'text', text: name },
      code: { kind: 'code', text: '0099000013' },
      on: { kind: 'date', day: '2026-02-05' },
      n: index === 4 ? { kind: 'masked' } : { kind: 'number', value: 227_000 },
      share: { kind: 'percent', part: 2, whole: index === 4 ? 0 : 3 },
    },
  })),
  notes: [],
}

async function bytesOf(report: Report): Promise<Uint8Array> {
  const { data, options } = reportSheet(report, frame)
  const blob = await writeWorkbook(data, options).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

describe.skipIf(!hasLibreOffice)('in LibreOffice (skipped where `soffice` is not installed)', () => {
  const reports = new Map<string, Report>()
  let opened: ReadonlyMap<string, readonly (readonly OpenedCell[])[]>
  beforeAll(async () => {
    const device = await openSample()
    for (const id of reportIds) reports.set(id, await reportOn(device, id))
    reports.set('masked', await reportOn(device, 'R1', { isMasked: true }))
    reports.set('tricky', tricky)
    const files = new Map<string, Uint8Array>()
    for (const [name, report] of reports) files.set(name, await bytesOf(report))
    opened = openInLibreOffice(files)
  }, 120_000)

  /** The rows below the headings. */
  function table(name: string) {
    const report = reports.get(name)!
    const from = frame.above.length + 1 + report.lines.length + 1 + (isGrouped(report) ? 2 : 1)
    return { report, from, rows: opened.get(name)!.slice(from, from + allRows(report).length) }
  }

  test.each([...reportIds, 'masked'])('%s opens with the cells of the screen', (name) => {
    const { report, rows } = table(name)
    const numbers = [...rowNumbers(report.rows), '']
    const shown = rows.map((row) => row.slice(0, report.columns.length + 1).map(({ text }) => text))
    const screen = allRows(report).map((row, index) => [
      String(numbers[index] ?? ''),
      ...report.columns.map(({ key }) => cellWords(row.cells[key])),
    ])
    // the workbook always shows one decimal
    expect(shown.map((row) => row.map((text) => text.replace(/,0%$/, '%')))).toEqual(screen)
  })

  test.each([...reportIds])('%s holds numbers as numbers, days as days and codes as text', (name) => {
    const { report, rows } = table(name)
    const kinds = { number: 'float', percent: 'percentage', date: 'date', text: 'string', code: 'string' }
    allRows(report).forEach((row, index) =>
      report.columns.forEach(({ key }, at) => {
        const cell = row.cells[key]
        const isEmpty = cell === undefined || cell.kind === 'masked' || cellWords(cell) === '—'
        const kind = isEmpty ? 'string' : kinds[cell.kind]
        expect(rows[index]![at + 1]!.kind, `${row.key} ${key}`).toBe(kind)
      }),
    )
  })

  test('[scenario 12] a workbook for readers outside holds no number of 1 or 2, and marks what it hides', () => {
    const { report, rows } = table('masked')
    const counts = report.columns.flatMap(({ kind }, at) => (kind === 'number' ? [at + 1] : []))
    const shown = rows.flatMap((row) => counts.map((at) => row[at]!.text))
    expect(shown.filter((text) => text === '1' || text === '2')).toEqual([])
    expect(shown.filter((text) => text === '×').length).toBeGreaterThan(20)
    expect(shown.filter((text) => Number(text) >= 3).length).toBeGreaterThan(20)
    expect(
      opened
        .get('masked')!
        .flat()
        .some(({ text }) => text.startsWith('× là số được che')),
    ).toBe(true)
  })

  test('headings stand in groups over their columns, and the total is the last line', () => {
    const { report, from, rows } = table('R1')
    const heading = opened.get('R1')![from - 2]!
    expect(heading[0]).toMatchObject({ text: 'STT', spans: [1, 2] })
    expect(heading[2]).toMatchObject({ text: 'Doanh nghiệp', spans: [4, 1] })
    expect(opened.get('R1')![from - 1]![2]!.text).toBe('Số DN')
    expect(rows.at(-1)![1]!.text).toBe('Tổng cộng')
    expect(opened.get('R1')![1]![0]).toMatchObject({
      text: 'Tổng hợp tình hình doanh nghiệp',
      spans: [report.columns.length + 1, 1],
    })
  })

  test('what looks like a formula is none, and keeps its words', () => {
    const cells = opened.get('tricky')!.flat()
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([])
    const { rows } = table('tricky')
    expect(rows.map((row) => row[1]!.text)).toEqual([
      "'=1+1",
      "'+84 912",
      "'-x",
      "'@a",
      'Cty "Mẫu"; <Dệt> & Sao',
    ])
    expect(rows[0]!.slice(2, 6).map(({ kind, text }) => [kind, text])).toEqual([
      ['string', '0099000013'],
      ['date', '05/02/2026'],
      ['float', '227.000'],
      ['percentage', '66,7%'],
    ])
    expect(rows[4]!.slice(4, 6).map(({ text }) => text)).toEqual(['×', '—'])
  })
})

test('CSV is UTF-8 with its mark, neutral, with the separator of Vietnamese spreadsheets', () => {
  const [first, ...lines] = reportCsv(tricky).split('\r\n')
  expect(first).toBe('\ufeffSTT;Tên ưỡẫ;Mã: MST;Mã: Ngày;Số;%')
  expect(lines).toEqual([
    "1;'=1+1;0099000013;05/02/2026;227000;66,7%",
    "2;'+84 912;0099000013;05/02/2026;227000;66,7%",
    "3;'-x;0099000013;05/02/2026;227000;66,7%",
    "4;'@a;0099000013;05/02/2026;227000;66,7%",
    '5;"Cty ""Mẫu""; <Dệt> & Sao";0099000013;05/02/2026;×;—',
    '',
  ])
})
