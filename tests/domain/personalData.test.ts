import { expect, it } from 'vitest'
import { findPersonalData } from '#domain/personalData.ts'

const kinds = (text: string) => findPersonalData(text).map(({ kind, text: part }) => `${kind}: ${part}`)

it.each([
  ['gọi 0912345678 trước khi đến', 'phone: 0912345678'],
  ['gọi 0912.345.678', 'phone: 0912.345.678'],
  ['gọi 091 234 5678', 'phone: 091 234 5678'],
  ['gọi +84912345678', 'phone: +84912345678'],
  ['gọi +84 912 345 678', 'phone: +84 912 345 678'],
  ['máy bàn 02113825123', 'phone: 02113825123'],
  ['máy bàn (0211) 382 5123', 'phone: (0211) 382 5123'],
  ['máy bàn 0211-3825-123', 'phone: 0211-3825-123'],
])('a telephone number is found in «%s»', (text, found) => {
  expect(kinds(text)).toEqual([found])
})

it.each([
  ['số 001099012345', 'idNumber: 001099012345'],
  ['số 001 099 012 345', 'idNumber: 001 099 012 345'],
  ['số 123456789', 'idNumber: 123456789'],
  ['số 012 345 678', 'idNumber: 012 345 678'],
])('an identity number is found in «%s»', (text, found) => {
  expect(kinds(text)).toEqual([found])
})

it('a card number is found by its check digit', () => {
  expect(kinds('thẻ 4111 1111 1111 1111')).toEqual(['card: 4111 1111 1111 1111'])
  expect(kinds('thẻ 4111111111111112')).toEqual([])
})

it.each([
  'doanh thu 500.000.000 đồng',
  'vốn 120 000 000 000',
  'vốn 500000000 đồng',
  'còn 1.250 lao động, năm 2025 là 1.180',
  'ngày 21/11/2026 lúc 09:40, hẹn 2026-12-04',
  'các năm 2024 2025 2026',
  'mã số thuế: 9900001027',
  'MST 9900001027-001',
  'quyết định số 12-QĐ/ĐU ngày 05/07/2026',
])('«%s» holds no number of a person', (text) => {
  expect(kinds(text)).toEqual([])
})

it.each([
  ['Gặp ông Bình ở cổng', 'name: ông Bình'],
  ['bà Nguyễn Thị Lá tiếp', 'name: bà Nguyễn Thị Lá'],
  ['đồng chí An nói', 'name: đồng chí An'],
  ['đ/c Mây nói', 'name: đ/c Mây'],
  ['Ông. Trần Văn Sao', 'name: Ông. Trần Văn Sao'],
  ['Trần Văn Sao làm kế toán', 'name: Trần Văn Sao'],
  ['hỏi Lê Lá', 'name: Lê Lá'],
  ['hỏi Nguyen Van Nam', 'name: Nguyen Van Nam'],
  ['GẶP NGUYỄN VĂN SAO Ở CỔNG', 'name: NGUYỄN VĂN SAO Ở'],
  ['Công ty do Hoàng Long làm giám đốc', 'name: Hoàng Long'],
  ['Giám đốc Nguyễn Sao đi vắng', 'name: Nguyễn Sao'],
])('a name is found in «%s»', (text, found) => {
  expect(kinds(text)).toEqual([found])
  expect(kinds(text.normalize('NFD'))).toEqual([found])
})

it.each([
  'Anh chị em công nhân quan tâm',
  'Ông giám đốc hẹn lại, bà Chủ tịch công đoàn ủng hộ',
  'ÔNG GIÁM ĐỐC ĐI VẮNG, ĐÃ CÓ ĐOÀN THANH NIÊN',
  'Đoàn Thanh niên Cộng sản Hồ Chí Minh',
  'Chi bộ Công ty TNHH Hoàng Long đã họp',
  'KCN Sông Xanh (mẫu), Công ty TNHH Mẫu Dệt Sao 3',
  'Công ty Cổ phần Cơ khí Lê Gia',
  'cổng ở đường Lê Lợi, phường Trần Phú, TP Hà Nội',
  'chuyển về Bà Rịa, Thái Nguyên và Cao Bằng',
  'Hồ sơ đủ, mai gặp lại; phạm vi hoạt động mở rộng',
  'Lương công nhân tăng, doanh nghiệp ổn định',
  '',
])('«%s» names nobody', (text) => {
  expect(kinds(text)).toEqual([])
})

it('everything found is told in the order of the text', () => {
  expect(kinds('Chị Lá, 0912345678, số 001099012345').map((found) => found.split(':')[0])).toEqual([
    'name',
    'phone',
    'idNumber',
  ])
})
