import * as z from 'zod/mini'
import { vietnamDay } from './time.ts'

/** A UUID in lower case; new ones are version 7, so that they sort by the time they were made. */
export const idSchema = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))

/** Fills an array of bytes with randomness, as `crypto.getRandomValues` does. */
export type RandomBytes = (size: number) => Uint8Array

/** A UUID version 7 (RFC 9562): 48 bits of `nowMs`, then 74 random bits. */
export function makeId(nowMs: number, randomBytes: RandomBytes): string {
  const bytes = randomBytes(16)
  const time = BigInt(Math.max(0, Math.floor(nowMs)))
  for (let index = 0; index < 6; index += 1) bytes[index] = Number((time >> BigInt(8 * (5 - index))) & 0xffn)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return grouped(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))
}

/** When an id was made; undefined for one that does not tell. */
export function msOfId(id: string): number | undefined {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined
}

/** The same id whenever it is made of the same text: a UUID version 8 from the text's SHA-256. */
export function idFromHash(hex: string): string {
  return grouped(`${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17, 32)}`)
}

function grouped(hex: string): string {
  return [8, 12, 16, 20, 32].map((end, part) => hex.slice([0, 8, 12, 16, 20][part], end)).join('-')
}

/** The day in Vietnam on which an id was made, yyyy-mm-dd; undefined for what is no such id. */
export function dayOfId(id: string): string | undefined {
  const ms = msOfId(id)
  return ms === undefined ? undefined : vietnamDay(ms)
}
