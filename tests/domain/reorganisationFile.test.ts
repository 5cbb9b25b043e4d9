import { expect, test } from 'vitest'
import { readReorganisationFile } from '#domain/reorganisationFile.ts'

const rename = { kind: 'rename', thing: 'commune', unit: '99103', name: 'Phường Bến Sương' }
const good = {
  format: 'nhip-cau/reorganisation',
  version: 1,
  on: '2026-09-20',
  instrument: '388/NQ-UBTVQH16',
  changes: [rename],
}
const mistakesIn = (file: unknown) => {
  const read = readReorganisationFile(typeof file === 'string' ? file : JSON.stringify(file))
  return 'mistakes' in read ? read.mistakes : []
}

test('a file is read with or without a byte order mark, its marks composed and its edges trimmed', () => {
  const text = JSON.stringify({ ...good, changes: [{ ...rename, name: '  Phường Bến Sương ' }] })
  expect(readReorganisationFile(`\ufeff${text.normalize('NFD')}`)).toEqual({ file: good })
})

test('every mistake is named with its place, and the file brings nothing', () => {
  const merge = { kind: 'merge', thing: 'commune', units: [], into: {}, wann: 1 }
  const split = { kind: 'split', thing: 'huyện', unit: 99_103, into: [{ unit: '99103' }] }
  expect(
    mistakesIn({
      ...good,
      on: '2026-02-31',
      instrument: ' ',
      changes: [
        { ...rename, name: 'A; B' },
        merge,
        split,
        { kind: 'đổi tên' },
        { ...rename, unit: undefined },
      ],
    }),
  ).toEqual([
    { at: 'on', wrong: 'notADay', about: '2026-02-31' },
    { at: 'instrument', wrong: 'tooFew', about: '1' },
    { at: 'changes 1 name', wrong: 'sign', about: 'A; B' },
    { at: 'changes 2 units', wrong: 'tooFew', about: '1' },
    { at: 'changes 2 into', wrong: 'noName', about: '' },
    { at: 'changes 2', wrong: 'extra', about: 'wann' },
    { at: 'changes 3 thing', wrong: 'notOneOf', about: 'province, commune, park, organisation' },
    { at: 'changes 3 unit', wrong: 'notThisValue', about: '99103' },
    { at: 'changes 3 into', wrong: 'tooFew', about: '2' },
    { at: 'changes 4 kind', wrong: 'notOneOf', about: 'rename, merge, split, reparent' },
    { at: 'changes 5 unit', wrong: 'missing', about: '' },
  ])
})

test.each([
  ['{"format":', 'notJson'],
  ['[]', 'notThisKind'],
  ['null', 'notThisKind'],
  ['7', 'notThisKind'],
  ['{"format":"nhip-cau/backup"}', 'notThisKind'],
  [JSON.stringify({ ...good, version: 2, from: 1 }), 'newer'],
  [JSON.stringify({ ...good, version: '1' }), 'notOneOf'],
  [JSON.stringify({ ...good, changes: {} }), 'notThisValue'],
  [JSON.stringify({ ...good, changes: [] }), 'tooFew'],
  [JSON.stringify({ ...good, changes: [null] }), 'notThisValue'],
  [JSON.stringify({ ...good, changes: undefined }), 'missing'],
  [JSON.stringify({ ...good, on: 20_260_920 }), 'notThisValue'],
])('%s is refused in words: %s', (text, wrong) => {
  expect(mistakesIn(text).map((mistake) => mistake.wrong)).toEqual([wrong])
})

test('a mistake in the writing of JSON is told with its line where the browser knows it', () => {
  expect(mistakesIn('{\n"format": 1\n"on": 2}')).toEqual([{ at: '', wrong: 'notJson', about: '3' }])
})
