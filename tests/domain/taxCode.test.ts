import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkTaxCode, padTaxCode } from '#domain/taxCode.ts'

const sampleCodes = [
  '9900001027',
  '9900001034',
  '9900001041',
  '9900001059',
  '9900001066',
  '9900001073',
  '9900001080',
  '9900001098',
  '9900001108',
  '9900001115',
  '9900001122',
  '9900001147',
]

const digits = '0123456789'.split('')

const validCode = fc
  .string({ unit: fc.constantFrom(...digits), minLength: 9, maxLength: 9 })
  .map((base) => digits.map((digit) => base + digit).find((code) => checkTaxCode(code).kind === 'valid'))
  .filter((code) => code !== undefined)

it.each(sampleCodes)('%s is a valid code', (code) => {
  expect(checkTaxCode(code)).toEqual({ kind: 'valid', normal: code })
})

it('the last digit catches every single wrong digit', () => {
  fc.assert(
    fc.property(validCode, fc.nat(9), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
      const wrong = String((Number(code[place]) + shift) % 10)
      expect(checkTaxCode(code.slice(0, place) + wrong + code.slice(place + 1)).kind).toBe('badDigit')
    }),
    { numRuns: 2000 },
  )
})

it('the last digit catches every swap of neighbours', () => {
  fc.assert(
    fc.property(validCode, fc.nat(8), (code, place) => {
      fc.pre(code[place] !== code[place + 1])
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
      expect(checkTaxCode(swapped).kind).toBe('badDigit')
    }),
    { numRuns: 2000 },
  )
})

it('the base 990000101 has no digit that fits', () => {
  for (const digit of digits) expect(checkTaxCode(`990000101${digit}`).kind).toBe('badDigit')
})

it('9900001072 warns and keeps its digits', () => {
  expect(checkTaxCode('9900001072')).toEqual({ kind: 'badDigit', normal: '9900001072' })
})

it('spaces, dots, hyphens and invisible characters are read over', () => {
  for (const text of ['99 0000 1027', '990.000.1027', '9900-001-027', '\u00a09900001027\u200b ']) {
    expect(checkTaxCode(text), text).toEqual({ kind: 'valid', normal: '9900001027' })
  }
})

it('a branch has three more digits, but not 000', () => {
  const branch = { kind: 'valid', normal: '9900001027', branchSuffix: '001' }
  for (const text of ['9900001027-001', '9900001027001', '9900001027 – 001']) {
    expect(checkTaxCode(text), text).toEqual(branch)
  }
  expect(checkTaxCode('9900001072-001')).toEqual({ ...branch, kind: 'badDigit', normal: '9900001072' })
  expect(checkTaxCode('9900001027-000')).toEqual({ kind: 'notACode' })
  expect(checkTaxCode('9900001027-01')).toEqual({ kind: 'notACode' })
})

it('twelve digits are a personal number, and nothing of it is handed on', () => {
  for (const text of ['001099012345', '001 099 012 345', '001-099-012-345']) {
    expect(checkTaxCode(text), text).toEqual({ kind: 'personal' })
  }
})

it('anything else is not a code', () => {
  for (const text of ['', '-', '99000010', '99000010271', 'MST 9900001027', '9900001O27', '٩٩٠٠٠٠١٠٢٧']) {
    expect(checkTaxCode(text), text).toEqual({ kind: 'notACode' })
  }
})

it('lost leading zeros are offered back when the digits then fit', () => {
  expect(padTaxCode('99000013')).toEqual({ normal: '0099000013' })
  expect(padTaxCode('99000013-002')).toEqual({ normal: '0099000013', branchSuffix: '002' })
  expect(padTaxCode('99000013')).not.toHaveProperty('branchSuffix')
})

it('nothing is offered for a whole code, for digits that would not fit, or for no digits', () => {
  for (const text of [
    '9900001027',
    '9900-001-027',
    '9900001072',
    '99000014',
    '0099000013',
    '123',
    'abc',
    '',
  ]) {
    expect(padTaxCode(text), text).toBeUndefined()
  }
})

it('every code that lost its zeros is found again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000, max: 99_999_999 }), fc.nat(9), (base, digit) => {
      const code = String(base).padStart(9, '0') + digit
      fc.pre(checkTaxCode(code).kind === 'valid')
      expect(padTaxCode(String(Number(code)))?.normal).toBe(code)
    }),
  )
})
