import { createHash } from 'node:crypto'
import type { World } from '#device/device.ts'

/** A world whose clock is moved by hand and whose dice repeat. */
export interface TestWorld extends World {
  readonly advance: (ms: number) => void
  readonly random: () => number
}

export function createTestWorld(options: { startAt?: string; seed?: number } = {}): TestWorld {
  let now = Date.parse(options.startAt ?? '2026-11-21T08:00:00+07:00')
  let state = (options.seed ?? 1) >>> 0
  // mulberry32: short, even and repeatable
  function random(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
    random,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)),
    sha256: async (text) => createHash('sha256').update(text).digest('hex'),
  }
}
