import { createHash, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '#domain/ids.ts'

/** 256 random bits; only their hash is kept. */
export function makeToken(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares without telling by its time how much was right. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(left).digest(),
    createHash('sha256').update(right).digest(),
  )
}

/** A code that a person reads from one screen and types on another: no letter or digit looks like another. */
export function makeSetupCode(random: RandomBytes): string {
  const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
  const code = Array.from(random(24), (byte) => letters[byte % letters.length]).slice(0, 12)
  return `${code.slice(0, 4).join('')}-${code.slice(4, 8).join('')}-${code.slice(8).join('')}`
}
