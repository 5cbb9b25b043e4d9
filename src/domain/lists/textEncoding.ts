import { convertLegacy, legacyEncodings } from './legacyText.ts'
import { countSyllables } from './syllables.ts'

/** How the bytes of a text file are to be read; the last two are fonts of before Unicode. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', ...legacyEncodings] as const
export type TextEncoding = (typeof textEncodings)[number]

/** Text of bytes; undefined where they are none. */
export type Decode = (bytes: Uint8Array, label: string) => string | undefined

/** Reads a text file's bytes in a known encoding, marks composed: tones of Windows-1258 stand apart. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding, decode: Decode): string | undefined {
  const legacy = legacyEncodings.find((one) => one === encoding)
  const text = decode(bytes, legacy === undefined ? encoding : latin1)
  if (text === undefined) return undefined
  const meant = legacy === undefined ? text : convertLegacy(text, legacy)
  return meant.replace(/^\ufeff/, '').normalize('NFC')
}

/** The most likely encoding: by the mark at the start, by what is valid, else by which makes most Vietnamese words. */
export function sniffEncoding(bytes: Uint8Array, decode: Decode): TextEncoding {
  const marked = byMark(bytes)
  if (marked !== undefined) return marked
  const zeros = zerosIn(bytes)
  if (zeros !== undefined) return zeros
  if (decode(bytes, 'utf-8') !== undefined) return 'utf-8'
  const sample = bytes.subarray(0, sampleBytes)
  const candidates: readonly TextEncoding[] = ['windows-1258', 'tcvn3', 'vni']
  const scores = candidates.map((encoding) => countSyllables(decodeText(sample, encoding, decode) ?? ''))
  return candidates[scores.indexOf(Math.max(...scores))]!
}

const latin1 = 'windows-1252'
const sampleBytes = 64_000

function byMark(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Half of the bytes of mostly Latin text in UTF-16 are zeros, all on the same side. */
function zerosIn(bytes: Uint8Array): TextEncoding | undefined {
  const sample = bytes.subarray(0, 2000)
  let even = 0
  let odd = 0
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  const enough = sample.length / 8
  if (odd > enough && even < odd / 4) return 'utf-16le'
  if (even > enough && odd < even / 4) return 'utf-16be'
  return undefined
}
