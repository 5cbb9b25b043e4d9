import { expect, it } from 'vitest'
import { findDuplicates, indexDirectory } from '#domain/duplicates.ts'

const river = 'park-river'
const hill = 'park-hill'
const entry = (id: string, name: string, parkId = river, taxCode?: string) => ({
  id,
  name,
  formerNames: [],
  parkId,
  ...(taxCode !== undefined && { taxCode }),
})

const index = indexDirectory([
  entry('sao3', 'Công ty TNHH Mẫu Dệt Sao 3', river, '9900001027'),
  entry('sao4', 'Công ty TNHH Mẫu Dệt Sao 4', river, '9900001034'),
  entry('la', 'Công ty Cổ phần Mẫu Cơ khí Lá', hill),
  { ...entry('may', 'Công ty TNHH Mẫu Nhựa Mây', hill), formerNames: ['Công ty TNHH Mẫu Bao bì Mây'] },
])

it('the same tax code is a double whatever the name, also with a wrong last digit on both', () => {
  expect(findDuplicates({ name: 'Tên khác', parkId: hill, taxCode: '99 0000 1027' }, index)).toEqual([
    { id: 'sao3', why: 'taxCode' },
  ])
  const unverified = indexDirectory([entry('typo', 'A', river, '9900001072')])
  expect(findDuplicates({ name: 'B', taxCode: '9900001072' }, unverified)).toEqual([
    { id: 'typo', why: 'taxCode' },
  ])
})

it('another suffix of the same tax code is a branch', () => {
  const branch = { name: 'Chi nhánh', parkId: hill, taxCode: '9900001027-001' }
  expect(findDuplicates(branch, index)).toEqual([{ id: 'sao3', why: 'branch' }])
})

it('the same name is found without diacritics, decomposed and with another legal form', () => {
  const typed = { name: 'Cty Mẫu Dệt Sao 3'.normalize('NFD'), parkId: river }
  expect(findDuplicates(typed, index)).toEqual([{ id: 'sao3', why: 'sameName' }])
  expect(findDuplicates({ name: 'cty mau det sao 3' }, index)).toEqual([{ id: 'sao3', why: 'sameName' }])
})

it('the same name in another park is told apart', () => {
  const typed = { name: 'Mẫu Cơ khí Lá', parkId: river }
  expect(findDuplicates(typed, index)).toEqual([{ id: 'la', why: 'sameNameElsewhere' }])
})

it('a former name counts', () => {
  expect(findDuplicates({ name: 'Mẫu Bao bì Mây', parkId: hill }, index)).toEqual([
    { id: 'may', why: 'sameName' },
  ])
})

it.each([
  ['words in another order', 'Mẫu Sao Dệt 3', 'sao3'],
  ['a letter changed', 'Mẫu Dẹp Sao 3', 'sao3'],
  ['a letter left out', 'Mẫu Dệt Sa 3', 'sao3'],
  ['a letter added', 'Mẫu Dệtt Sao 3', 'sao3'],
  ['two letters swapped', 'Mẫu Dệt Soa 3', 'sao3'],
  ['a space left out', 'Mẫu DệtSao 3', 'sao3'],
])('a near name is offered: %s', (_what, name, id) => {
  expect(findDuplicates({ name, parkId: river }, index)).toEqual([{ id, why: 'nearName' }])
})

it('another number is another firm, and so are two typos', () => {
  expect(findDuplicates({ name: 'Mẫu Dệt Sao 5', parkId: river }, index)).toEqual([])
  expect(findDuplicates({ name: 'Mẫu Dét Soi 3x', parkId: river }, index)).toEqual([])
  expect(findDuplicates({ name: 'Mẫu Dềm Sai 3', parkId: river }, index)).toEqual([])
})

it('a near name in another park is no double', () => {
  expect(findDuplicates({ name: 'Mẫu Dẹp Sao 3', parkId: hill }, index)).toEqual([])
})

it('a firm is never a double of itself, and the surest reason comes first', () => {
  const itself = { id: 'sao3', name: 'Mẫu Cơ khí Lá', parkId: hill, taxCode: '9900001034' }
  expect(findDuplicates(itself, index)).toEqual([
    { id: 'sao4', why: 'taxCode' },
    { id: 'la', why: 'sameName' },
  ])
})

it('firms without a name or a code are not doubles of each other', () => {
  const empty = indexDirectory([entry('empty', '')])
  expect(findDuplicates({ name: '' }, empty)).toEqual([])
})
