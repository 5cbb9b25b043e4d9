import { describe, expect, test } from 'vitest'
import { findLayout } from '#domain/lists/headings.ts'
import { convertLegacy, guessLegacy } from '#domain/lists/legacyText.ts'
import { readRows } from '#domain/lists/listRow.ts'
import { guessSeparator } from '#domain/lists/separators.ts'
import { decodeText, sniffEncoding } from '#domain/lists/textEncoding.ts'
import { readCount, readDay, readYesNo } from '#domain/lists/values.ts'
import { fileReader } from '#readWorkbook.ts'
import { bytesOf, bytesOf1258, latin1Bytes, toTcvn3, toVni } from '../support/lists.ts'

const { decode } = fileReader
const said = 'Công ty TNHH Mẫu Nhựa Mây số 3, Đường Nguyễn Huệ, phường Thủy Xuân, quốc lộ ẫ ẵ ẳ ỡ ở ữ'

describe('encodings', () => {
  test.each([
    ['utf-8', bytesOf(said)],
    ['utf-8', bytesOf(`\ufeff${said}`)],
    ['utf-8', bytesOf(said.normalize('NFD'))],
    ['utf-16le', Uint8Array.from(Buffer.from(said, 'utf16le'))],
    ['utf-16be', Uint8Array.from(Buffer.from(`\ufeff${said}`, 'utf16le').swap16())],
    ['windows-1258', bytesOf1258(said)],
    ['tcvn3', latin1Bytes(toTcvn3(said))],
    ['vni', latin1Bytes(toVni(said))],
  ] as const)('a text file in %s is recognised and its marks are composed', (encoding, bytes) => {
    expect(sniffEncoding(bytes, decode)).toBe(encoding)
    expect(decodeText(bytes, encoding, decode)).toBe(said)
  })

  test('examples as they stand in old workbooks become Vietnamese, and guessing names their font', () => {
    expect(convertLegacy('C«ng ty', 'tcvn3')).toBe('Công ty')
    expect(convertLegacy('§¶ng ñy', 'tcvn3')).toBe('Đảng ủy')
    expect(convertLegacy('Xin chaøo caùc baïn', 'vni')).toBe('Xin chào các bạn')
    const country = 'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc'
    expect(convertLegacy('Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc', 'tcvn3')).toBe(
      country,
    )
    expect(
      convertLegacy('Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc', 'vni'),
    ).toBe(country)
    expect(convertLegacy('LUÏA ÖÛNG HOÀNG', 'vni')).toBe('LỤA ỬNG HỒNG')
    expect(guessLegacy('C«ng ty §¶ng ñy')).toBe('tcvn3')
    expect(guessLegacy('Xin chaøo caùc baïn')).toBe('vni')
  })

  test.each([said, said.toUpperCase(), 'Hà Nội', 'Cá và Hà', 'Café Müller GmbH', 'TNHH ABC 123'])(
    '«%s» is taken for nothing but what it is',
    (text) => expect(guessLegacy(text)).toBeUndefined(),
  )

  test.each([
    [',', 'Tên,MST\n"A, B; C",1'],
    [';', 'Tên;MST;Địa chỉ\nA;1;"Lô 1, đường 2, xã 3"'],
    ['\t', 'Tên\tMST\nA, B\t1'],
  ])('the separator «%s» is found', (separator, text) => expect(guessSeparator(text)).toBe(separator))
})

describe('numbers, days, yes and no', () => {
  test.each([
    ['1.091', 1091, 'exact'],
    ['1,091', 1091, 'exact'],
    [1091, 1091, 'exact'],
    ['227 000', 227_000, 'exact'],
    ['hơn 227.000', 227_000, 'moreThan'],
    ['trên 15.000 người', 15_000, 'moreThan'],
    ['500+', 500, 'moreThan'],
    ['khoảng 50', 50, 'about'],
    ['không', 0, 'exact'],
  ])('%s is %i, %s', (cell, value, precision) =>
    expect(readCount(cell)).toEqual({ value: { value, precision } }),
  )

  test.each(['', '-', 'chưa rõ', null])('«%s» says nothing of a number: blank is not zero', (cell) =>
    expect(readCount(cell)).toBeUndefined(),
  )

  test.each(['1.5', 1.091, '12/5', 'nhiều', '1.09', -3])('%s is no number of people', (cell) =>
    expect(readCount(cell)).toEqual({ fault: 'notANumber' }),
  )

  test.each([
    ['1/2/2026', '2026-02-01'],
    ['25-10-2017', '2017-10-25'],
    ['2026-03-04', '2026-03-04'],
    [45_000, '2023-03-15'],
    [{ day: '2026-01-06' }, '2026-01-06'],
    ['2019', '2019'],
  ])('the day %j is %s', (cell, value) => expect(readDay(cell)).toEqual({ value }))

  test.each([
    ['31/02/2026', 'dayImpossible'],
    ['12/25/2026', 'dayImpossible'],
    ['hôm qua', 'notADay'],
    [{ fault: '#REF!' }, 'formulaFailed'],
  ])('the day %j is refused: %s, and never swapped', (cell, fault) =>
    expect(readDay(cell)).toEqual({ fault }),
  )

  test('yes and no are read as offices write them', () => {
    expect(['x', 'X', 'có', '1', 1, 'đã có', true, 'Chi bộ KCN'].map((cell) => readYesNo(cell))).toEqual(
      Array(8).fill({ value: true }),
    )
    expect(['-', 'không', '0', 0, 'chưa', 'Chưa có'].map((cell) => readYesNo(cell))).toEqual(
      Array(6).fill({ value: false }),
    )
    expect(readYesNo('')).toBeUndefined()
  })
})

describe('headings and rows', () => {
  const twoLines = [
    ['DANH SÁCH DOANH NGHIỆP'],
    [],
    ['STT', 'Ten DN', 'M.S.T', 'Lao động', '', 'Công đoàn', '', 'Ghi chú'],
    ['', '', '', 'Tổng số', 'Nữ', 'Có CĐ', 'Đoàn viên', ''],
    [1, 2, 3, 4, 5, 6, 7, 8],
    [1, 'Công ty Mẫu A', '9900001027', 5, 2, 'x', 4, ''],
    [null, '\u00a0', '\u200b'],
    ['', 'Tổng cộng', '', 5, 2, '', 4, ''],
  ]

  test('a heading over two rows with merged cells is found in the first ten, without marks and with stops', () => {
    const layout = findLayout({ rows: twoLines })
    expect([layout.headingRow, layout.headingRows]).toEqual([2, 2])
    expect(layout.columns.map(({ key }) => key)).toEqual([
      'ordinal',
      'name',
      'taxCode',
      'headcountTotal',
      'headcountWomen',
      'union',
      'unionMembers',
      'note',
    ])
  })

  test('«ĐV» and «Đoàn viên» by themselves are asked about, never guessed', () => {
    const { columns } = findLayout({ rows: [['Tên công ty', 'MST', 'ĐV', 'Đoàn viên']] })
    expect(columns.slice(2).map(({ key, choices }) => [key, choices])).toEqual([
      [undefined, ['members', 'unionMembers', 'youthMembers']],
      [undefined, ['unionMembers', 'youthMembers']],
    ])
  })

  test('empty rows, sums and numbers of columns are left out, each with its reason', () => {
    const keys = findLayout({ rows: twoLines }).columns.map(({ key }) => key)
    expect(
      readRows({ rows: twoLines }, 4, keys).map((row) => (row.kind === 'leftOut' ? row.why : row.kind)),
    ).toEqual(['numbering', 'firm', 'empty', 'total'])
  })
})
