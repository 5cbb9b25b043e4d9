import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldFirmName, foldQuery, foldVietnamese, matchesSearch } from '#domain/fold.ts'

const vietnamese = fc.string({
  unit: fc.constantFrom(
    ...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắấếốớứýỳỷỹỵủuýÚĐẪỊ 0139.,-()&\u00a0\u200b\u0301\u0303'.split(''),
  ),
})

it('folding is idempotent', () => {
  fc.assert(
    fc.property(fc.oneof(vietnamese, fc.string({ unit: 'binary' })), (text) => {
      const key = foldVietnamese(text)
      expect(foldVietnamese(key)).toBe(key)
    }),
    { numRuns: 2000 },
  )
})

it('text in NFC and in NFD folds to the same key', () => {
  fc.assert(
    fc.property(fc.oneof(vietnamese, fc.string({ unit: 'grapheme' })), (text) => {
      expect(foldVietnamese(text.normalize('NFD'))).toBe(foldVietnamese(text.normalize('NFC')))
      expect(foldFirmName(text.normalize('NFD'))).toBe(foldFirmName(text.normalize('NFC')))
    }),
    { numRuns: 1000 },
  )
})

it('the place of the tone mark does not matter', () => {
  expect(foldVietnamese('Uỷ ban Hoà Quý')).toBe(foldVietnamese('Ủy ban Hòa Quí'))
})

it('y and i meet where both are written, and stay apart where they are two sounds', () => {
  expect(foldVietnamese('Mỹ Lý kỹ sư')).toBe(foldVietnamese('Mĩ Lí kĩ sư'))
  expect(foldVietnamese('Mây Thủy')).toBe('may thuy')
  expect(foldVietnamese('Mai Thúi')).toBe('mai thui')
})

it('đ is d, also where its look-alike was typed', () => {
  expect(foldVietnamese('Đồi ÐỒI đồi')).toBe('doi doi doi')
})

it('no-break spaces separate, zero-width characters vanish, punctuation is a space', () => {
  expect(foldVietnamese('\ufeffSông\u00a0Xa\u200bnh (lô A-1), số 3.')).toBe('song xanh lo a 1 so 3')
})

it.each([
  ['Công ty TNHH Mẫu Dệt Sao 3', 'mau det sao 3'],
  ['CÔNG TY TNHH MẪU DỆT SAO 3'.normalize('NFD'), 'mau det sao 3'],
  ['Cty Mau Det Sao 3', 'mau det sao 3'],
  ['Công ty Trách nhiệm hữu hạn Một thành viên Dệt Sao 3', 'det sao 3'],
  ['Công ty TNHH MTV Dệt Sao', 'det sao'],
  ['CTCP Cơ khí Lá', 'co khi la'],
  ['Công ty CP Cơ khí Lá', 'co khi la'],
  ['Cơ khí Lá Co., Ltd', 'co khi la'],
  ['DNTN Gốm Hạ', 'gom ha'],
  ['HTX Lúa Vàng số 2', 'lua vang so 2'],
  ['Chi nhánh Công ty Cổ phần Nhựa Mây', 'nhua may'],
  ['Công ty TNHH 2 thành viên trở lên Nhựa Mây 2', 'nhua may 2'],
])('the legal form is taken off «%s»', (name, key) => {
  expect(foldFirmName(name)).toBe(key)
})

it.each([
  ['Công ty Cổ phần 27', '27'],
  ['Công ty TNHH Một', 'mot'],
  ['Công ty TNHH', 'cong ti tnhh'],
  ['Hợp tác xã Cổ Phần Mềm', 'mem'],
  ['CP', 'cp'],
  ['Ltd', 'ltd'],
])('what alone tells «%s» apart is kept', (name, key) => {
  expect(foldFirmName(name)).toBe(key)
})

it('words of a query match the beginnings of words in any order, without diacritics', () => {
  const key = foldVietnamese('Công ty TNHH Mẫu Dệt Sao 3 9900001027')
  for (const found of ['det sao', 'sao det', 'SAO 3', 'Dệt sa', '990000', 'công ty dệt', 'cty det', '']) {
    expect(matchesSearch(key, foldQuery(found)), found).toBe(true)
  }
  for (const missed of ['et sao', 'sao 4', 'det may', '0001027']) {
    expect(matchesSearch(key, foldQuery(missed)), missed).toBe(false)
  }
})

it('every beginning of a name finds it while it is being typed', () => {
  const name = 'Mỹ Yên Quý Thủy 12'
  const key = foldVietnamese(name)
  for (let length = 0; length <= name.length; length += 1) {
    expect(matchesSearch(key, foldQuery(name.slice(0, length))), name.slice(0, length)).toBe(true)
  }
})
