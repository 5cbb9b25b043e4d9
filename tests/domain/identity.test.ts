import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { addDigest, digestOf, emptyDigest, removeDigest } from '#domain/digest.ts'
import { idSchema, makeId } from '#domain/ids.ts'
import { vietnamDay, vietnamTime } from '#domain/time.ts'

test('ids are version 7 UUIDs that sort by the time they were made', () => {
  const bytes = (size: number) => new Uint8Array(size).fill(255)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 10 ** 9 }), (ms, later) => {
      const [first, second] = [makeId(ms, bytes), makeId(ms + later, bytes)]
      expect(idSchema.safeParse(first).success).toBe(true)
      expect(first[14]).toBe('7')
      expect(first < second).toBe(true)
    }),
  )
})

test('canonical JSON is JSON, and the same whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('canonical JSON sorts keys by UTF-16 code units, as RFC 8785 asks', () => {
  expect(
    canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 }),
  ).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
})

test('a digest does not care for order, and taking out undoes putting in', () => {
  const keys = Array.from({ length: 50 }, (_, index) => digestOf(`visit/${index}`, index))
  const forward = keys.reduce(addDigest, emptyDigest)
  expect(keys.toReversed().reduce(addDigest, emptyDigest)).toEqual(forward)
  expect(keys.reduce(removeDigest, forward)).toEqual(emptyDigest)
})

test('digests of neighbouring numbers and keys differ in both halves', () => {
  const digests = Array.from({ length: 20_000 }, (_, index) => digestOf(`visit/${index % 100}`, index))
  for (const half of ['high', 'low'] as const) {
    expect(new Set(digests.map((digest) => digest[half])).size).toBeGreaterThan(19_990)
  }
})

test('a day in Vietnam begins seven hours before it does in UTC', () => {
  expect(vietnamTime(Date.parse('2026-11-20T17:00:00Z'))).toBe('2026-11-21T00:00:00.000+07:00')
  expect(vietnamDay(Date.parse('2026-11-20T16:59:59Z'))).toBe('2026-11-20')
})
