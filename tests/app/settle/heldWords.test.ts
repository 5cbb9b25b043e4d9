import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemTitle } from '#app/outbox/itemWords.ts'
import { heldParts } from '#app/settle/heldParts.ts'
import { answersIn, heldItems, profileWords } from '#app/settle/heldWords.ts'
import { fields } from '#domain/fields.ts'
import { deedsOfEveryKind } from '../../fixtures/everyKind.ts'

const around = { reference: undefined, unitKind: undefined }

test('a held deed of every kind says what was recorded, in words and not in codes', () => {
  for (const { kind, body } of deedsOfEveryKind) {
    const items = heldItems(body, around)
    expect([kind, items.length > 0]).toEqual([kind, true])
    const words = items.map(({ label, value }) => `${label}: ${value}`).join('\n')
    expect(words).not.toMatch(/undefined|\[object|\b[a-z]+[A-Z][a-z]/)
    expect(itemTitle({ kind, firmName: 'Mẫu' })).not.toContain('Mục khác')
  }
})

test.each([
  ['outcome.record', 'outcome'],
  ['target.set', 'indicator'],
] as const)('a held %s names what it counts towards', (kind, part) => {
  const body = { ...deedsOfEveryKind.find((deed) => deed.kind === kind)!.body, [part]: 'membersAdmitted' }
  const words = heldItems(body, around).map(({ label, value }) => `${label}: ${value}`)
  expect(words).toContain('Chỉ tiêu: Đảng viên mới kết nạp')
})

test('of a visit every answer is read, «Chưa rõ» too', () => {
  const visit = deedsOfEveryKind.find(({ kind }) => kind === 'visit.submit')!
  const words = heldItems(visit.body, around).map(({ label, value }) => `${label}: ${value}`)
  expect(words).toContain('Lao động: khoảng 1.250')
  expect(words).toContain('Đảng viên chính thức: 4')
  expect(words).toContain('Đoàn Thanh niên: Chưa rõ')
  const answered = Object.keys(answersIn(visit.body)).length
  expect(words).toHaveLength(answered + 1)
})

test('whatever a damaged deed holds, the others can still be read', () => {
  const anyKey = fc.oneof(
    fc.constantFrom(...Object.keys(heldParts), 'fields', 'answers', '__proto__'),
    fc.string(),
  )
  const answer = fc.oneof(
    fc.record({ kind: fc.constant('value'), value: fc.anything() }),
    fc.record({ kind: fc.constant('unknown'), reason: fc.anything() }),
    fc.anything(),
  )
  const answers = fc.dictionary(fc.constantFrom(...Object.keys(fields)), answer)
  const body = fc.oneof(
    fc.dictionary(anyKey, fc.oneof(fc.anything(), fc.array(fc.anything()), answers)),
    fc.record({ answers, fields: answers }),
    fc.anything(),
  )
  fc.assert(
    fc.property(body, fc.string(), (said, kind) => {
      for (const { value } of heldItems(said, around)) expect(typeof value).toBe('string')
      expect(typeof itemTitle({ kind, firmName: undefined })).toBe('string')
    }),
    { numRuns: 500 },
  )
  expect(itemTitle({ kind: 'constructor', firmName: 'Mẫu' })).toBe('Mục khác Mẫu')
  expect(profileWords('later', ['x'], around)).toBe('["x"]')
})
