/** Count and xor of a 64-bit hash, as two unsigned 32-bit halves: order does not matter, taking out undoes putting in. */
export interface Digest {
  readonly count: number
  readonly high: number
  readonly low: number
}

export const emptyDigest: Digest = { count: 0, high: 0, low: 0 }

/** The digest of one record at one number; `key` is `collection/id`. */
export function digestOf(key: string, seq: number): Digest {
  const text = `${key}#${seq}`
  return { count: 1, high: hash32(text, 0x9e3779b1), low: hash32(text, 0x85ebca77) }
}

export function addDigest(left: Digest, right: Digest): Digest {
  return {
    count: left.count + right.count,
    high: (left.high ^ right.high) >>> 0,
    low: (left.low ^ right.low) >>> 0,
  }
}

export function removeDigest(from: Digest, taken: Digest): Digest {
  return { ...addDigest(from, taken), count: from.count - taken.count }
}

/** FNV-1a with a seed and MurmurHash3's finish, so that neighbouring numbers differ in every bit. */
function hash32(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
