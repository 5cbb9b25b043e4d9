import { crc32 as nativeCrc32 } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32 } from '#device/crc32.ts'

test('the checksum is the one the server makes, for any text', () => {
  expect(crc32('123456789')).toBe(0xcbf43926)
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(fc.property(text, (some) => crc32(some) === nativeCrc32(some)))
})
